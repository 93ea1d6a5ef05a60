package org.vestibule.ehr.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vestibule.ehr.vault.VaultTest.as;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  private static final Set<KeyScope> ALL = EnumSet.allOf(KeyScope.class);
  private static final UUID PATIENT = UUID.randomUUID();
  private static final Place NOTE = Place.of("note", "1", "text", PATIENT, 1, 1);
  private static final Place SETTING = Place.of("setting", "1", "value", 1, 1);

  @TempDir Path folder;
  private Vault vault;
  private RecoveryKey recoveryKey;

  @BeforeEach
  void create() {
    Vault.Created created = Vault.create(folder, KdfCost.weak(), as("Asha", "pw"));
    vault = created.vault();
    recoveryKey = created.recoveryKey();
    vault.slots().add(as("Ravi", "desk"), EnumSet.of(KeyScope.DIRECTORY, KeyScope.INDEX));
  }

  @AfterEach
  void close() {
    vault.close();
    recoveryKey.close();
  }

  @Test
  void valuesAndKeysGoFromTheOldKeysToTheNewAndTheOldAreGone() {
    byte[] wrapped = vault.newPatientKey(KeyScope.DIRECTORY, PATIENT);
    byte[] note = vault.patientKey(KeyScope.DIRECTORY, PATIENT, wrapped).seal(NOTE, bytes("n"));
    byte[] setting = vault.seal(KeyScope.DIRECTORY, SETTING, bytes("s"));
    assertTrue(vault.isCurrent(KeyScope.DIRECTORY, wrapped));
    vault.startRotation(ALL);
    assertEquals(ALL, vault.rotating());
    assertFalse(vault.isCurrent(KeyScope.DIRECTORY, wrapped));
    assertArrayEquals(bytes("s"), vault.open(KeyScope.DIRECTORY, SETTING, setting));
    byte[] rewrapped = vault.rewrapPatientKey(KeyScope.DIRECTORY, PATIENT, wrapped);
    assertTrue(vault.isCurrent(KeyScope.DIRECTORY, rewrapped));
    ALL.forEach(vault::finishRotation);
    assertEquals(Set.of(), vault.rotating());
    assertArrayEquals(
        bytes("n"), vault.patientKey(KeyScope.DIRECTORY, PATIENT, rewrapped).open(NOTE, note));
    assertThrows(
        SealBrokenException.class, () -> vault.patientKey(KeyScope.DIRECTORY, PATIENT, wrapped));
    assertThrows(SealBrokenException.class, () -> vault.open(KeyScope.DIRECTORY, SETTING, setting));
  }

  /** After every step the process dies; the next one goes on from the files alone. */
  @Test
  void canBeInterruptedAfterEveryStepAndGoneOnWith() {
    byte[] wrapped = vault.newPatientKey(KeyScope.DIRECTORY, PATIENT);
    byte[] note = vault.patientKey(KeyScope.DIRECTORY, PATIENT, wrapped).seal(NOTE, bytes("n"));
    vault.startRotation(EnumSet.of(KeyScope.DIRECTORY));
    reopen("Asha", "pw");
    assertEquals(EnumSet.of(KeyScope.DIRECTORY), vault.rotating());
    long generation = vault.generation();
    vault.startRotation(EnumSet.of(KeyScope.DIRECTORY));
    assertEquals(generation, vault.generation());
    byte[] rewrapped = vault.rewrapPatientKey(KeyScope.DIRECTORY, PATIENT, wrapped);
    reopen("Ravi", "desk");
    assertArrayEquals(
        bytes("n"), vault.patientKey(KeyScope.DIRECTORY, PATIENT, wrapped).open(NOTE, note));
    assertThrows(KeysLockedException.class, () -> vault.finishRotation(KeyScope.DIRECTORY));
    reopen("Asha", "pw");
    vault.finishRotation(KeyScope.DIRECTORY);
    reopen("Ravi", "desk");
    assertArrayEquals(
        bytes("n"), vault.patientKey(KeyScope.DIRECTORY, PATIENT, rewrapped).open(NOTE, note));
  }

  @Test
  void headsStayVerifiableAndIndexesFindOldRows() {
    byte[] head = vault.sign(bytes("head"));
    byte[] phone = vault.blindIndex().of("phone", "98450");
    assertEquals(List.of(), vault.blindIndex().before("phone", "98450"));
    vault.startRotation(EnumSet.of(KeyScope.SIGNING, KeyScope.INDEX));
    byte[] later = vault.sign(bytes("later"));
    assertFalse(Arrays.equals(Arrays.copyOf(head, 5), Arrays.copyOf(later, 5)));
    assertFalse(Arrays.equals(phone, vault.blindIndex().of("phone", "98450")));
    List<byte[]> before = vault.blindIndex().before("phone", "98450");
    assertEquals(1, before.size());
    assertArrayEquals(phone, before.get(0));
    vault.finishRotation(KeyScope.SIGNING);
    vault.finishRotation(KeyScope.INDEX);
    assertEquals(List.of(), vault.blindIndex().before("phone", "98450"));
    assertTrue(vault.verify(bytes("head"), head));
    assertTrue(vault.verify(bytes("later"), later));
    reopen("Asha", "pw");
    assertTrue(vault.verify(bytes("head"), head));
  }

  @Test
  void everySlotAndTheRecoveryKeyOutliveRotations() {
    for (int i = 0; i < 3; i++) {
      vault.startRotation(ALL);
      ALL.forEach(vault::finishRotation);
    }
    reopen("Ravi", "desk");
    assertTrue(vault.isOpen(KeyScope.DIRECTORY));
    reopen("Asha", "pw");
    vault.lock(ALL);
    vault.unlock(recoveryKey);
    ALL.forEach(scope -> assertTrue(vault.isOpen(scope)));
  }

  @Test
  void anOldCopyOfTheFileWithARemovedSlotDoesNotOpenWhatCameLater() throws Exception {
    SlotInfo leaver = vault.slots().add(as("Leaver", "gone"), ALL);
    byte[] old = Files.readAllBytes(folder.resolve("vault.json"));
    vault.slots().remove(leaver.id());
    vault.startRotation(ALL);
    byte[] sealed = vault.seal(KeyScope.DIRECTORY, SETTING, bytes("later"));
    vault.close();
    Path copy = Files.createDirectory(folder.resolve("copy"));
    Files.write(copy.resolve("vault.json"), old);
    try (Vault stolen = Vault.open(copy)) {
      stolen.unlock(as("Leaver", "gone"));
      assertThrows(
          SealBrokenException.class, () -> stolen.open(KeyScope.DIRECTORY, SETTING, sealed));
    }
  }

  @Test
  void anOldCopyWithTheOldPasswordDoesNotHelpWithTheNewFile() throws Exception {
    for (String name : List.of("Asha", "Ravi")) {
      String old = name.equals("Asha") ? "pw" : "desk";
      VaultDocument before = document();
      vault.slots().changePassword(as(name, old), as(name, "changed"));
      VaultDocument after = document();
      int slot = name.equals("Asha") ? 0 : 2;
      Roster.Slot was = before.roster().slots().get(slot);
      SlotKeys.Opened stolen =
          SlotKeys.open(
              vault.id(),
              before.secret(was.id()).orElseThrow(),
              old.toCharArray(),
              Optional.empty());
      Roster.Slot now = after.roster().slots().get(slot);
      assertEquals(was.id(), now.id());
      for (Roster.SlotKey key : now.keys()) {
        assertThrows(
            VaultDamagedException.class, () -> SlotKeys.unseal(vault.id(), now, key, stolen));
      }
      reopen(name, "changed");
      vault.unlock(as("Asha", "changed"));
    }
  }

  @Test
  void withoutAnAdministratorAPasswordIsChangedAlone() {
    reopen("Ravi", "desk");
    long generation = vault.generation();
    vault.slots().changePassword(as("Ravi", "desk"), as("Ravi", "changed"));
    assertEquals(generation, vault.generation());
    reopen("Ravi", "changed");
    assertThrows(WrongSecretException.class, () -> vault.unlock(as("Ravi", "desk")));
  }

  private VaultDocument document() throws Exception {
    return VaultDocument.parse(Files.readAllBytes(folder.resolve("vault.json")));
  }

  @Test
  void aRenewedRecoveryKeyReplacesTheOldOne() {
    byte[] sealed = vault.seal(KeyScope.CLINICAL, SETTING, bytes("s"));
    try (RecoveryKey next = vault.slots().renewRecoveryKey()) {
      reopen("Asha", "pw");
      vault.lock(ALL);
      assertThrows(WrongSecretException.class, () -> vault.unlock(recoveryKey));
      vault.unlock(next);
      assertArrayEquals(bytes("s"), vault.open(KeyScope.CLINICAL, SETTING, sealed));
    }
  }

  private void reopen(String user, String password) {
    vault.close();
    vault = Vault.open(folder);
    assertEquals(List.of(), vault.notices());
    vault.unlock(as(user, password));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
