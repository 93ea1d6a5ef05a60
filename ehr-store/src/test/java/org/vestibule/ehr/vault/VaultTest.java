package org.vestibule.ehr.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final Set<KeyScope> ALL = EnumSet.allOf(KeyScope.class);
  private static final Set<KeyScope> DESK =
      EnumSet.of(KeyScope.DIRECTORY, KeyScope.SIGNING, KeyScope.INDEX);
  private static final UUID PATIENT = UUID.randomUUID();
  private static final Place SETTING = Place.of("setting", "clinic", "value", 1, 1);

  @TempDir Path folder;
  private Vault.Created created;
  private Vault vault;

  @BeforeEach
  void create() {
    created = Vault.create(folder, KdfCost.weak(), as("Asha", "correct horse"));
    vault = created.vault();
  }

  @AfterEach
  void close() {
    vault.close();
    created.recoveryKey().close();
  }

  @Test
  void aNewVaultIsOpenInEveryScopeAndItsFilesAreTheOwnersAlone() throws Exception {
    ALL.forEach(scope -> assertTrue(vault.isOpen(scope)));
    assertEquals(1, vault.generation());
    for (String name : List.of("vault.json", "vault.json.bak")) {
      Path file = folder.resolve(name);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      String text = Files.readString(file);
      assertFalse(text.contains("Asha") || text.contains("asha") || text.contains("horse"));
    }
    assertEquals(2, countFiles());
  }

  @Test
  void creatingTwiceLosesNothing() throws Exception {
    byte[] before = Files.readAllBytes(folder.resolve("vault.json"));
    assertThrows(
        VaultExistsException.class, () -> Vault.create(folder, KdfCost.weak(), as("Eve", "x")));
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("vault.json")));
  }

  @Test
  void opensLockedAndUnlocksByPassword() {
    byte[] sealed = vault.seal(KeyScope.DIRECTORY, SETTING, bytes("Vestibule clinic"));
    vault.close();
    try (Vault again = Vault.open(folder)) {
      assertThrows(
          KeysLockedException.class, () -> again.seal(KeyScope.DIRECTORY, SETTING, sealed));
      SlotInfo slot = again.unlock(as(" ASHA ", "correct horse"));
      assertEquals(created.administrator(), slot);
      assertArrayEquals(bytes("Vestibule clinic"), again.open(KeyScope.DIRECTORY, SETTING, sealed));
      assertEquals(List.of(), again.notices());
    }
  }

  @Test
  void aWrongPasswordLooksLikeAnUnknownName() {
    vault.lock(ALL);
    WrongSecretException password =
        assertThrows(WrongSecretException.class, () -> vault.unlock(as("Asha", "wrong")));
    WrongSecretException name =
        assertThrows(WrongSecretException.class, () -> vault.unlock(as("Nobody", "correct horse")));
    assertEquals(password.getMessage(), name.getMessage());
    assertEquals(password.code(), name.code());
    ALL.forEach(scope -> assertFalse(vault.isOpen(scope)));
  }

  @Test
  void aSlotOpensOnlyTheScopesOfItsRole() {
    SlotInfo desk = vault.slots().add(as("Ravi", "desk pass"), DESK);
    assertEquals(DESK, desk.scopes());
    byte[] clinical = vault.newPatientKey(KeyScope.CLINICAL, PATIENT);
    byte[] secret = vault.seal(KeyScope.ADMINISTRATION, SETTING, bytes("x"));
    vault.close();
    try (Vault again = Vault.open(folder)) {
      again.unlock(as("Ravi", "desk pass"));
      for (KeyScope scope : ALL) {
        assertEquals(DESK.contains(scope), again.isOpen(scope));
      }
      assertThrows(
          KeysLockedException.class, () -> again.patientKey(KeyScope.CLINICAL, PATIENT, clinical));
      assertThrows(
          KeysLockedException.class, () -> again.open(KeyScope.ADMINISTRATION, SETTING, secret));
      // The clinical key bytes do not open under the keys that the desk does have, either.
      assertThrows(
          SealBrokenException.class, () -> again.patientKey(KeyScope.DIRECTORY, PATIENT, clinical));
      assertThrows(KeysLockedException.class, () -> again.slots().add(as("Mallory", "m"), DESK));
      again.unlock(as("Asha", "correct horse"));
      assertEquals(PATIENT, again.patientKey(KeyScope.CLINICAL, PATIENT, clinical).patient());
    }
  }

  @Test
  void aPatientsKeyBelongsToThatPatientAndScope() {
    byte[] wrapped = vault.newPatientKey(KeyScope.CLINICAL, PATIENT);
    assertThrows(
        SealBrokenException.class,
        () -> vault.patientKey(KeyScope.CLINICAL, UUID.randomUUID(), wrapped));
    assertThrows(
        SealBrokenException.class, () -> vault.patientKey(KeyScope.DIRECTORY, PATIENT, wrapped));
    byte[] changed = wrapped.clone();
    changed[changed.length / 2] ^= 4;
    assertThrows(
        SealBrokenException.class, () -> vault.patientKey(KeyScope.CLINICAL, PATIENT, changed));
    Place place = Place.of("note", "1", "text", PATIENT, 1, 1);
    byte[] sealed = vault.patientKey(KeyScope.CLINICAL, PATIENT, wrapped).seal(place, bytes("n"));
    byte[] other = vault.newPatientKey(KeyScope.CLINICAL, PATIENT);
    assertThrows(
        SealBrokenException.class,
        () -> vault.patientKey(KeyScope.CLINICAL, PATIENT, other).open(place, sealed));
  }

  @Test
  void lockingEndsWhatWasTakenFromAScopeAndLeavesTheOthers() {
    byte[] wrapped = vault.newPatientKey(KeyScope.CLINICAL, PATIENT);
    PatientKey key = vault.patientKey(KeyScope.CLINICAL, PATIENT, wrapped);
    vault.lock(EnumSet.of(KeyScope.CLINICAL, KeyScope.ADMINISTRATION));
    Place place = Place.of("note", "1", "text", PATIENT, 1, 1);
    assertThrows(KeysLockedException.class, () -> key.seal(place, bytes("x")));
    assertTrue(vault.isOpen(KeyScope.DIRECTORY));
    vault.unlock(as("Asha", "correct horse"));
    assertThrows(KeysLockedException.class, () -> key.seal(place, bytes("x")));
    vault.patientKey(KeyScope.CLINICAL, PATIENT, wrapped).seal(place, bytes("x"));
  }

  @Test
  void afterCloseNothingWorks() {
    BlindIndex index = vault.blindIndex();
    vault.close();
    vault.close();
    assertThrows(KeysLockedException.class, () -> index.of("phone", "1"));
    assertThrows(KeysLockedException.class, () -> vault.sign(bytes("x")));
    assertThrows(KeysLockedException.class, () -> vault.unlock(as("Asha", "correct horse")));
    ALL.forEach(scope -> assertFalse(vault.isOpen(scope)));
  }

  @Test
  void theRecoveryKeyOpensEverything() {
    char[] printed = created.recoveryKey().text();
    byte[] sealed = vault.seal(KeyScope.ADMINISTRATION, SETTING, bytes("x"));
    vault.close();
    try (Vault again = Vault.open(folder);
        RecoveryKey typed = RecoveryKey.parse(printed);
        RecoveryKey foreign = RecoveryKey.random()) {
      assertThrows(WrongSecretException.class, () -> again.unlock(foreign));
      SlotInfo slot = again.unlock(typed);
      assertEquals(SlotInfo.Kind.RECOVERY, slot.kind());
      assertEquals(ALL, slot.scopes());
      assertArrayEquals(bytes("x"), again.open(KeyScope.ADMINISTRATION, SETTING, sealed));
    }
  }

  @Test
  void aKeyFileIsPartOfTheKey() {
    byte[] file = bytes("content of the stick");
    SlotInfo slot = vault.slots().add(Credentials.of("Nair", "pw".toCharArray(), file), DESK);
    assertTrue(slot.keyFile());
    vault.lock(ALL);
    assertThrows(WrongSecretException.class, () -> vault.unlock(as("Nair", "pw")));
    Credentials other = Credentials.of("Nair", "pw".toCharArray(), bytes("another stick"));
    assertThrows(WrongSecretException.class, () -> vault.unlock(other));
    vault.unlock(Credentials.of("Nair", "pw".toCharArray(), file));
    assertTrue(vault.isOpen(KeyScope.DIRECTORY));
  }

  @Test
  void aChangedPasswordReplacesTheOldOneInBothFiles() throws Exception {
    assertThrows(
        WrongSecretException.class,
        () -> vault.slots().changePassword(as("Asha", "wrong"), as("Asha", "new")));
    vault.slots().changePassword(as("Asha", "correct horse"), as("Asha", "new"));
    vault.close();
    Files.delete(folder.resolve("vault.json"));
    try (Vault again = Vault.open(folder)) {
      assertThrows(WrongSecretException.class, () -> again.unlock(as("Asha", "correct horse")));
      again.unlock(as("Asha", "new"));
      assertEquals(List.of(VaultNotice.MISSING_BACKUP_USED), again.notices());
    }
  }

  @Test
  void aRemovedSlotOpensNothingAndTheOthersGoOn() {
    SlotInfo second = vault.slots().add(as("Boss", "second"), ALL);
    SlotInfo desk = vault.slots().add(as("Ravi", "desk pass"), DESK);
    byte[] wrapped = vault.newPatientKey(KeyScope.DIRECTORY, PATIENT);
    PatientKey inUse = vault.patientKey(KeyScope.DIRECTORY, PATIENT, wrapped);
    byte[] head = vault.sign(bytes("head"));
    vault.slots().remove(second.id());
    assertEquals(4, vault.generation());
    Place place = Place.of("patient", "1", "name", PATIENT, 1, 1);
    byte[] sealed = inUse.seal(place, bytes("still works"));
    vault.close();
    try (Vault again = Vault.open(folder)) {
      assertThrows(WrongSecretException.class, () -> again.unlock(as("Boss", "second")));
      assertEquals(desk, again.unlock(as("Ravi", "desk pass")));
      assertArrayEquals(
          bytes("still works"),
          again.patientKey(KeyScope.DIRECTORY, PATIENT, wrapped).open(place, sealed));
      assertTrue(again.verify(bytes("head"), head));
      again.unlock(as("Asha", "correct horse"));
    }
    // Once more: the slots now trust the new root without the step from the old one.
    try (Vault third = Vault.open(folder)) {
      third.unlock(as("Ravi", "desk pass"));
      assertEquals(List.of(), third.notices());
    }
  }

  @Test
  void theLastAdministratorStays() {
    SlotInfo desk = vault.slots().add(as("Ravi", "desk pass"), DESK);
    UUID administrator = created.administrator().id();
    assertThrows(IllegalArgumentException.class, () -> vault.slots().remove(administrator));
    assertThrows(IllegalArgumentException.class, () -> vault.slots().remove(UUID.randomUUID()));
    assertThrows(
        IllegalArgumentException.class, () -> vault.slots().add(as("RAVI", "again"), DESK));
    vault.slots().remove(desk.id());
    assertEquals(2, vault.slots().all().size());
  }

  @Test
  void signaturesAreThisVaultsOwn() {
    byte[] signature = vault.sign(bytes("head"));
    assertEquals(69, signature.length);
    assertTrue(vault.verify(bytes("head"), signature));
    assertFalse(vault.verify(bytes("Head"), signature));
    signature[68] ^= 1;
    assertFalse(vault.verify(bytes("head"), signature));
    assertFalse(vault.verify(bytes("head"), new byte[0]));
  }

  @Test
  void blindIndexesAreStableApartByKindAndUnlikeAnotherVaults(@TempDir Path elsewhere) {
    byte[] phone = vault.blindIndex().of("patient.phone", "9845012345");
    assertEquals(BlindIndex.BYTES, phone.length);
    assertArrayEquals(phone, vault.blindIndex().of("patient.phone", "9845012345"));
    assertFalse(Arrays.equals(phone, vault.blindIndex().of("patient.number", "9845012345")));
    assertFalse(Arrays.equals(phone, vault.blindIndex().of("patient.phon", "e9845012345")));
    assertFalse(Arrays.equals(vault.secret("a", 16), vault.secret("b", 16)));
    Vault.Created other = Vault.create(elsewhere, KdfCost.weak(), as("Asha", "correct horse"));
    try (Vault stranger = other.vault();
        RecoveryKey key = other.recoveryKey()) {
      byte[] theirs = stranger.blindIndex().of("patient.phone", "9845012345");
      assertFalse(Arrays.equals(phone, theirs));
      assertNotEquals(vault.id(), stranger.id());
      assertNotEquals(new String(key.text()), new String(created.recoveryKey().text()));
    }
  }

  @Test
  void nothingSecretIsPrinted() {
    try (Credentials credentials = as("Asha", "correct horse")) {
      String all =
          vault + " " + created + " " + credentials + " " + created.recoveryKey() + " " + SETTING;
      assertFalse(all.contains("horse") || all.contains("Asha"));
    }
  }

  private long countFiles() throws Exception {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  static Credentials as(String user, String password) {
    return Credentials.of(user, password.toCharArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
