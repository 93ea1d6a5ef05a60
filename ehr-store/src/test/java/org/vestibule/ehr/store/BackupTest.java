package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.KdfCost;
import org.vestibule.ehr.vault.Vault;

class BackupTest {
  @TempDir Path folder;
  private Path data;
  private Path file;
  private Path elsewhere;
  private EhrStore store;
  private Session session;
  private Access care;
  private char[] recoveryKey;

  @BeforeEach
  void begin() {
    data = folder.resolve("data");
    file = folder.resolve("clinic.backup");
    elsewhere = folder.resolve("elsewhere");
    Created made = Clinic.create(data);
    store = made.store();
    session = made.session();
    care = session.act(Purpose.TREATMENT);
    recoveryKey = made.recoveryKey().characters();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private BackupReport backUp() {
    return session.act(Purpose.ADMINISTRATION).backups().write(file);
  }

  private DocumentReference attach(PatientId patient, byte[] content) {
    return care.documents()
        .attach(patient, new NewDocument("scan", () -> new ByteArrayInputStream(content)));
  }

  private PatientId canary() {
    PatientId id = care.faces().enrol(Canaries.enrolment(Canaries.patient(1), 1)).id();
    care.charts().put(id, Canaries.entries(id));
    return id;
  }

  private List<String> names(Path in) throws IOException {
    try (Stream<Path> all = Files.list(in)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everythingIsThereOnAnotherMachine() throws IOException {
    PatientId id = canary();
    byte[] content = new byte[3 << 20];
    new Random(1).nextBytes(content);
    DocumentReference document = attach(id, content);
    assertEquals(2, backUp().files());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of("clinic.backup", "data"), names(folder));
    assertEquals(List.of(), Canaries.found(folder));
    PatientId later = care.people().register(Clinic.maria()).id();

    BackupReport report = EhrStore.restore(file, elsewhere, recoveryKey);
    assertEquals(List.of(), report.checked().orElseThrow().problems());
    assertEquals(List.of(), Canaries.found(folder));
    assertEquals(List.of("clinic.backup", "data", "elsewhere"), names(folder));
    try (EhrStore restored = EhrStore.open(elsewhere);
        Session there = Clinic.unlock(restored)) {
      assertEquals(List.of(), restored.notices());
      Access treatment = there.act(Purpose.TREATMENT);
      assertEquals(care.charts().open(id).notes(), treatment.charts().open(id).notes());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      treatment.documents().fetch(id, document.id(), "restored", out);
      assertArrayEquals(content, out.toByteArray());
      assertTrue(treatment.people().byId(later).isEmpty(), "as of the moment of the backup");
      assertTrue(
          there.act(Purpose.AUDIT).audit().latest(20).stream()
              .anyMatch(e -> e.action() == AuditAction.RESTORED));
    }
  }

  @Test
  void whoeverIsAdministratorNowABackupComesBack() {
    staff("rec", Role.RECEPTIONIST);
    staff("second", Role.ADMINISTRATOR);
    Keys own = session.act(Purpose.ADMINISTRATION).keys();
    assertThrows(
        StoreException.Refused.class,
        () -> own.changeRoles(Clinic.USER, Set.of(Role.CLINICIAN)),
        "who would renew the keys?");
    session = store.unlock("second", "a passphrase of one's own".toCharArray());
    session.act(Purpose.ADMINISTRATION).keys().changeRoles(Clinic.USER, Set.of(Role.CLINICIAN));
    backUp();
    assertTrue(EhrStore.drill(file, recoveryKey).checked().orElseThrow().ok(), "is no more");

    session.act(Purpose.ADMINISTRATION).keys().removeStaff(Clinic.USER);
    assertEquals(Optional.empty(), store.firstAdministrator(), "offered to nobody");
    Path later = folder.resolve("later.backup");
    session.act(Purpose.ADMINISTRATION).backups().write(later);
    assertTrue(EhrStore.drill(later, recoveryKey).checked().orElseThrow().ok(), "is gone");
    try (Session recovered =
        store.unlockWithRecoveryKey(recoveryKey, "a new passphrase of theirs".toCharArray())) {
      assertEquals("second", recovered.user());
    }
  }

  private void staff(String user, Role role) {
    session
        .act(Purpose.ADMINISTRATION)
        .keys()
        .addStaff(
            new Practitioner(user, new HumanName("", user)),
            Set.of(role),
            "a passphrase of one's own".toCharArray());
  }

  @Test
  void aDrillLeavesNothing() throws IOException {
    attach(canary(), new byte[100]);
    backUp();
    BackupReport report = EhrStore.drill(file, recoveryKey);
    assertTrue(report.checked().orElseThrow().ok());
    assertEquals(List.of("clinic.backup", "data"), names(folder));
  }

  @Test
  void theDeskWorksOnWhileABackupIsWritten() {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> desk =
        CompletableFuture.supplyAsync(
            () -> {
              int patients = 0;
              while (!over.get()) {
                PatientId id = care.people().register(Canaries.patient(++patients)).id();
                attach(id, new byte[10_000]);
              }
              return patients;
            });
    for (int i = 0; i < 5; i++) {
      file = folder.resolve("backup-" + i);
      backUp();
    }
    over.set(true);
    assertTrue(desk.join() > 0);
    for (int i = 0; i < 5; i++) {
      BackupReport report = EhrStore.drill(folder.resolve("backup-" + i), recoveryKey);
      assertEquals(List.of(), report.checked().orElseThrow().problems());
    }
  }

  @Test
  @PostgresServer.FolderOnly
  void anotherKeyAFolderInUseAndAFileThatIsThereAreRefused() throws IOException {
    canary();
    backUp();
    char[] other;
    try (Created made = Clinic.create(folder.resolve("other"))) {
      other = made.recoveryKey().characters();
    }
    assertThrows(StoreException.WrongSecret.class, () -> EhrStore.restore(file, elsewhere, other));
    assertFalse(Files.exists(elsewhere));
    assertThrows(
        StoreException.AlreadyThere.class, () -> EhrStore.restore(file, data, recoveryKey));
    assertEquals(2, assertThrows(StoreException.OutputThere.class, this::backUp).exitCode());
    assertThrows(
        StoreException.Unreadable.class,
        () -> EhrStore.restore(folder.resolve("none"), elsewhere, recoveryKey));
    session.lockClinical();
    file = folder.resolve("locked");
    assertThrows(StoreException.Locked.class, this::backUp);
    Files.createDirectory(elsewhere);
    EhrStore.restore(folder.resolve("clinic.backup"), elsewhere, recoveryKey);
  }

  @Test
  @PostgresServer.FolderOnly
  void aBackupComesOnlyToAnEmptyOrNewFolder() throws IOException {
    backUp();
    Files.createDirectory(elsewhere);
    Path note = Files.writeString(elsewhere.resolve("note"), "mine");
    assertTaken("not empty", elsewhere);
    assertEquals("mine", Files.readString(note));
    assertTaken("a file or a link", note);

    Path link = folder.resolve("link");
    for (Path to : List.of(folder.resolve("nowhere"), Files.createDirectory(folder.resolve("x")))) {
      Files.createSymbolicLink(link, to);
      assertTaken("a file or a link", link);
      assertEquals(to, Files.readSymbolicLink(link));
      Files.delete(link);
    }
  }

  private void assertTaken(String why, Path place) {
    StoreException.OutputThere taken =
        assertThrows(
            StoreException.OutputThere.class, () -> EhrStore.restore(file, place, recoveryKey));
    assertTrue(taken.getMessage().contains(why), taken.getMessage());
    assertEquals(2, taken.exitCode());
  }

  @Test
  void aCutOrAlteredBackupNeverLooksWhole() throws IOException {
    attach(canary(), new byte[2_000]);
    backUp();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      byte[] bad;
      if (i % 2 == 0) {
        bad = Arrays.copyOf(whole, i == 0 ? whole.length - 1 : random.nextInt(whole.length));
      } else {
        bad = whole.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, bad);
      try {
        EhrStore.restore(file, elsewhere, recoveryKey);
        fail("restored a bad backup, case " + i);
      } catch (StoreException.Damaged
          | StoreException.Unreadable
          | StoreException.WrongSecret expected) {
        assertEquals(List.of("clinic.backup", "data"), names(folder), "case " + i);
      }
    }
  }

  /** What only somebody with the keys could make is refused too. */
  @Test
  void namesAndLengthsAreChecked() throws IOException {
    for (String name : List.of("../evil", "vault.json", "blobs/../../evil", "/tmp/evil", "lock")) {
      assertRefused(name, 1);
    }
    assertRefused(EhrStore.DATABASE, -1);
    assertFalse(Files.exists(folder.resolve("evil")));
  }

  private void assertRefused(String name, long length) throws IOException {
    Path hostile = folder.resolve("hostile");
    Path its = Files.createDirectory(folder.resolve("its"));
    try (Credentials credentials = Credentials.of("eve", "correct horse".toCharArray())) {
      Vault.Created made = Vault.create(its, KdfCost.weak(), credentials);
      try (Vault vault = made.vault();
          OutputStream to = Files.newOutputStream(hostile);
          BackupFile.Writer writer = new BackupFile.Writer(vault, to)) {
        writer.add(name, length, new ByteArrayInputStream(new byte[1]));
        writer.end();
      }
      assertThrows(
          StoreException.Damaged.class,
          () -> EhrStore.restore(hostile, elsewhere, made.recoveryKey().text()));
    }
    assertFalse(Files.exists(elsewhere));
    Restoring.wipe(its);
    Files.delete(hostile);
  }

  @Test
  void whenTheLastOneWasWrittenIsKnownOnlyOfAWholeOne() {
    store.close();
    Instant later = Clinic.NOW.plus(Duration.ofDays(30));
    store = EhrStore.open(StorePlace.in(data), Clock.fixed(later, ZoneOffset.UTC));
    session = Clinic.unlock(store);
    Backups backups = session.act(Purpose.ADMINISTRATION).backups();
    assertEquals(Optional.empty(), backups.last());
    assertEquals(Clinic.NOW, backups.unsavedSince());
    assertThrows(StoreException.class, () -> backups.write(folder.resolve("nowhere/file")));
    assertEquals(Optional.empty(), backups.last());
    backUp();
    assertEquals(Optional.of(later), backups.last());
    assertEquals(later, backups.unsavedSince());
    assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
  }

  @Test
  void aBackupUnderWayIsFinishedAlthoughTheKeysAreWiped() throws Exception {
    byte[] content = new byte[80 << 20];
    new Random(4).nextBytes(content);
    attach(care.people().register(Clinic.maria()).id(), content);
    boolean overtaken = false;
    for (int i = 0; i < 10 && !overtaken; i++) {
      file = folder.resolve("clinic.backup-" + i);
      CompletableFuture<BackupReport> written = CompletableFuture.supplyAsync(this::backUp);
      overtaken = hasBegun(file.getFileName() + ".", written);
      if (overtaken) {
        session.wipeKeys("by hand");
      }
      assertEquals(2, written.get().files());
    }
    assertTrue(overtaken, "each was written before the keys could be wiped");
    store.close();
    BackupReport report = EhrStore.drill(file, recoveryKey);
    assertEquals(List.of(), report.checked().orElseThrow().problems());
  }

  private boolean hasBegun(String name, CompletableFuture<?> written) throws IOException {
    while (!written.isDone()) {
      for (String part : names(folder)) {
        if (part.startsWith(name) && hasGrown(folder.resolve(part))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasGrown(Path part) throws IOException {
    try {
      return Files.size(part) >= 4 << 20;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Test
  @PostgresServer.FolderOnly
  void aBackupNeitherTouchesWhatIsBesideItNorLiesInTheDataFolder() throws IOException {
    Path beside = Files.writeString(folder.resolve("clinic.backup.part"), "precious");
    Path link = folder.resolve("linked");
    Files.createSymbolicLink(link, folder.resolve("nowhere"));
    Backups backups = session.act(Purpose.ADMINISTRATION).backups();
    assertThrows(StoreException.OutputThere.class, () -> backups.write(link));
    for (Path inside : List.of(data.resolve("inside"), data.resolve("erasures.txt"))) {
      assertThrows(StoreException.Invalid.class, () -> backups.write(inside));
      assertFalse(Files.exists(inside));
    }
    backUp();
    assertEquals("precious", Files.readString(beside));
    assertEquals(List.of("clinic.backup", "clinic.backup.part", "data", "linked"), names(folder));

    Path other = Files.createDirectory(folder.resolve("elsewhere.restoring"));
    Files.writeString(other.resolve("thesis"), "precious");
    EhrStore.restore(file, elsewhere, recoveryKey);
    assertEquals("precious", Files.readString(other.resolve("thesis")));
  }

  @Test
  void twoWhoWriteToOneNameDoNotWriteIntoEachOther() throws Exception {
    try (Created second = Clinic.create(folder.resolve("second"))) {
      Backups others = second.session().act(Purpose.ADMINISTRATION).backups();
      CompletableFuture<Boolean> theirs =
          CompletableFuture.supplyAsync(() -> isWritten(() -> others.write(file)));
      boolean ours = isWritten(this::backUp);
      assertTrue(ours ^ theirs.get(), "just one is told that it has a backup");
      char[] key = ours ? recoveryKey : second.recoveryKey().characters();
      assertTrue(EhrStore.drill(file, key).checked().orElseThrow().ok());
    }
  }

  private static boolean isWritten(Runnable backup) {
    try {
      backup.run();
      return true;
    } catch (StoreException.OutputThere e) {
      return false;
    }
  }

  @Test
  void aBackupWithADamagedBeginningIsSaidToBeDamagedAndNothingElse() throws IOException {
    backUp();
    byte[] whole = Files.readAllBytes(file);
    for (int at : new int[] {20, 200}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Path copy = Files.write(folder.resolve("damaged-" + at), damaged);
      StoreException said =
          assertThrows(StoreException.class, () -> EhrStore.restore(copy, elsewhere, recoveryKey));
      assertTrue(said.getMessage().startsWith("This file was cut or altered"), said.getMessage());
      assertFalse(Files.exists(elsewhere));
    }
  }
}
