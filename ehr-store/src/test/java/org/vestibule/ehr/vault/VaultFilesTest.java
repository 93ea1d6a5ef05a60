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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to {@code vault.json} by accident and by hand. */
class VaultFilesTest {
  @TempDir Path folder;
  private Path main;
  private Path backup;
  private byte[] whole;

  @BeforeEach
  void create() throws Exception {
    Vault.Created created = Vault.create(folder, KdfCost.weak(), as("Asha", "pw"));
    created.vault().close();
    created.recoveryKey().close();
    main = folder.resolve("vault.json");
    backup = folder.resolve("vault.json.bak");
    whole = Files.readAllBytes(main);
  }

  @Test
  void aMissingFileIsReplacedByItsBackupAndSaid() throws Exception {
    Files.delete(main);
    assertMended(VaultNotice.MISSING_BACKUP_USED);
  }

  @Test
  void aCutFileIsReplacedByItsBackupAndSaid() throws Exception {
    for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 3}) {
      Files.write(main, Arrays.copyOf(whole, length));
      assertMended(VaultNotice.DAMAGED_BACKUP_USED);
    }
  }

  @Test
  void aMissingOrDamagedBackupIsWrittenAgainAndSaid() throws Exception {
    Files.delete(backup);
    assertMended(VaultNotice.BACKUP_RESTORED);
    Files.writeString(backup, "{}");
    assertMended(VaultNotice.BACKUP_RESTORED);
  }

  @Test
  void withoutEitherTheReasonIsSaid() throws Exception {
    Files.write(main, Arrays.copyOf(whole, 500));
    Files.delete(backup);
    assertThrows(VaultDamagedException.class, () -> Vault.open(folder));
    Files.delete(main);
    assertFalse(Vault.exists(folder));
    assertThrows(VaultMissingException.class, () -> Vault.open(folder));
  }

  @Test
  void anyFlippedByteIsFoundOrHarmless() throws Exception {
    Random random = new Random(4);
    Files.delete(backup);
    int harmless = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(main, flipped);
      try (Vault vault = Vault.open(folder)) {
        harmless++; // white space between the JSON's parts
        assertEquals(List.of(VaultNotice.BACKUP_RESTORED), vault.notices());
        assertEquals(VaultDocument.parse(whole), VaultDocument.parse(flipped));
      } catch (VaultDamagedException e) {
        assertFalse(e.getMessage().isBlank());
      }
    }
    assertTrue(harmless < 400, harmless + " of 2000");
  }

  @Test
  void anOlderFileBesideANewerBackupIsNoticed() throws Exception {
    try (Vault vault = Vault.open(folder)) {
      vault.unlock(as("Asha", "pw"));
      vault.slots().add(as("Ravi", "pw2"), EnumSet.of(KeyScope.DIRECTORY));
    }
    byte[] newer = Files.readAllBytes(main);
    Files.write(main, whole);
    try (Vault vault = Vault.open(folder)) {
      assertEquals(List.of(VaultNotice.OLDER_BACKUP_USED), vault.notices());
      vault.unlock(as("Ravi", "pw2"));
    }
    assertArrayEquals(newer, Files.readAllBytes(main));
  }

  @Test
  void aCrashBetweenTheTwoFilesIsMendedSilently() throws Exception {
    try (Vault vault = Vault.open(folder)) {
      vault.unlock(as("Asha", "pw"));
      vault.slots().add(as("Ravi", "pw2"), EnumSet.of(KeyScope.DIRECTORY));
    }
    Files.write(backup, whole);
    Files.writeString(folder.resolve("vault.json.new"), "half");
    try (Vault vault = Vault.open(folder)) {
      assertEquals(List.of(), vault.notices());
      vault.unlock(as("Ravi", "pw2"));
    }
    assertArrayEquals(Files.readAllBytes(main), Files.readAllBytes(backup));
  }

  @Test
  void aSlotSlippedInByHandIsRefusedThoughTheChecksumFits() throws Exception {
    VaultDocument genuine = VaultDocument.parse(whole);
    Roster roster = genuine.roster();
    RecoveryKey key = RecoveryKey.random();
    NewSlot slot = NewSlot.forRecovery(roster.vault(), roster.root(), roster.cost(), key);
    List<Roster.Slot> slots = new ArrayList<>(roster.slots());
    slots.add(slot.slot());
    VaultDocument forged = with(genuine, copy(roster, roster.root(), slots));
    putBoth(forged);
    assertRefused();
  }

  @Test
  void aWholeForgedRosterUnderAForeignRootIsRefused() throws Exception {
    VaultDocument genuine = VaultDocument.parse(whole);
    Roster roster = genuine.roster();
    var foreign = Keysets.create(KeyScope.ADMINISTRATION).get(Keysets.ROOT);
    Roster forged = copy(roster, Base64Text.encode(Keysets.publicBytes(foreign)), roster.slots());
    byte[] signature = Roots.sign(foreign, VaultDocument.signedBytes(forged));
    putBoth(VaultDocument.of(forged, signature, genuine.secrets()));
    assertRefused();
  }

  @Test
  void aWeakenedCostIsRefusedLikeAWrongPassword() throws Exception {
    VaultDocument genuine = VaultDocument.parse(whole);
    List<SlotSecret> secrets =
        genuine.secrets().stream()
            .map(s -> new SlotSecret(s.slot(), new KdfCost(8, 1, 1), s.salt(), false, s.wrapped()))
            .toList();
    putBoth(genuine.withSecrets(secrets));
    try (Vault vault = Vault.open(folder)) {
      assertThrows(WrongSecretException.class, () -> vault.unlock(as("Asha", "pw")));
    }
  }

  @Test
  void keysMovedToAnotherSlotOrScopeDoNotOpen() throws Exception {
    VaultDocument genuine = VaultDocument.parse(whole);
    UUID vault = genuine.roster().vault();
    Roster.Slot slot = genuine.roster().slots().get(0);
    SlotKeys.Opened opened =
        SlotKeys.open(
            vault,
            genuine.secret(slot.id()).orElseThrow(),
            "pw".toCharArray(),
            java.util.Optional.empty());
    Roster.SlotKey key = slot.keys().get(0);
    assertEquals(32, SlotKeys.unseal(vault, slot, key, opened).length);
    Roster.SlotKey asOther = new Roster.SlotKey(KeyScope.CLINICAL, key.version(), key.sealed());
    assertThrows(VaultDamagedException.class, () -> SlotKeys.unseal(vault, slot, asOther, opened));
    Roster.SlotKey later = new Roster.SlotKey(key.scope(), 2, key.sealed());
    assertThrows(VaultDamagedException.class, () -> SlotKeys.unseal(vault, slot, later, opened));
    assertThrows(
        VaultDamagedException.class, () -> SlotKeys.unseal(UUID.randomUUID(), slot, key, opened));
  }

  @Test
  void nothingOnDiskChangesBeforeSomebodyUnlocks() throws Exception {
    byte[] cut = Arrays.copyOf(whole, 700);
    Files.write(main, cut);
    try (Vault vault = Vault.open(folder)) {
      assertThrows(WrongSecretException.class, () -> vault.unlock(as("Asha", "wrong")));
    }
    assertArrayEquals(cut, Files.readAllBytes(main));
  }

  @Test
  void hostileJsonIsDamageNotACrash() throws Exception {
    Files.delete(backup);
    List<String> hostile =
        List.of(
            "null",
            "[]",
            "{\"format\":1}",
            "[".repeat(100_000),
            "{\"format\":1,\"format\":1}",
            new String(whole, StandardCharsets.UTF_8).replace("\"format\" : 1", "\"format\" : 2"),
            new String(whole, StandardCharsets.UTF_8) + "{}");
    for (String json : hostile) {
      Files.writeString(main, json);
      assertThrows(VaultDamagedException.class, () -> Vault.open(folder));
    }
    Files.write(main, new byte[9 * 1024 * 1024]);
    assertThrows(VaultDamagedException.class, () -> Vault.open(folder));
  }

  private void assertMended(VaultNotice expected) throws Exception {
    try (Vault vault = Vault.open(folder)) {
      assertEquals(List.of(expected), vault.notices());
      vault.unlock(as("Asha", "pw"));
    }
    assertArrayEquals(whole, Files.readAllBytes(main));
    assertArrayEquals(whole, Files.readAllBytes(backup));
  }

  private void assertRefused() {
    try (Vault vault = Vault.open(folder)) {
      assertThrows(VaultDamagedException.class, () -> vault.unlock(as("Asha", "pw")));
      assertFalse(vault.isOpen(KeyScope.DIRECTORY));
    }
  }

  private void putBoth(VaultDocument document) throws Exception {
    Files.write(main, document.toJson());
    Files.write(backup, document.toJson());
  }

  private static VaultDocument with(VaultDocument document, Roster roster) {
    return VaultDocument.of(roster, Base64Text.decode(document.signature()), document.secrets());
  }

  private static Roster copy(Roster roster, String root, List<Roster.Slot> slots) {
    return new Roster(
        roster.vault(),
        roster.generation(),
        roster.nameSalt(),
        roster.cost(),
        root,
        roster.rootSteps(),
        roster.signing(),
        roster.sharing(),
        roster.scopes(),
        slots);
  }
}
