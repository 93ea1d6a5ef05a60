package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/**
 * What goes wrong on a real front desk: each gives a sentence that says what to do, and nothing
 * that was acknowledged is lost. Full and read-only disks are real ones, in a mount namespace of
 * their own.
 */
class AdversityTest {
  private static final String CLOCK_SENTENCE =
      "This computer's clock is behind the last entry in the records: set its date and time, then"
          + " start again.";

  @TempDir Path folder;

  private PatientId maria;

  @BeforeEach
  void aClinicWithOnePatient() {
    try (Created made = Clinic.create(folder.resolve("data"))) {
      maria = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria()).id();
    }
  }

  @Test
  void aFullDiskIsSaidAndNothingAcknowledgedIsLost() throws Exception {
    assertEquals(
        List.of(
            "EHR-30 3 The disk is full and nothing was saved: make room, then try again.",
            "everybody acknowledged is there",
            "saved after room was made",
            "everybody acknowledged is there",
            "verified"),
        onMount("mount -t tmpfs -o size=8m none mnt && cp -r data mnt/data", "full", "mnt/data"));
  }

  @Test
  void openingOnAFullDiskSaysSo() throws Exception {
    assertEquals(
        List.of("EHR-30 3 The disk is full and nothing was saved: make room, then try again."),
        onMount(
            "mount -t tmpfs -o size=8m none mnt && cp -r data mnt/data"
                + " && ! dd if=/dev/zero of=mnt/ballast bs=4k 2>/dev/null",
            "open",
            "mnt/data"));
  }

  @Test
  void aReadOnlyFolderIsSaid() throws Exception {
    assertEquals(
        List.of("EHR-30 3 The data folder cannot be written: check the disk and its permissions."),
        onMount("mount --bind data mnt && mount -o remount,ro,bind mnt", "open", "mnt"));
    assertOneRecordAndVerified(Clinic.CLOCK, List.of());
  }

  @Test
  void aDatabaseLockedByAnotherProgramIsSaidAndWaitedFor() throws SQLException {
    try (EhrStore store = Clinic.open(data());
        Session session = Clinic.unlock(store)) {
      Access desk = session.act(Purpose.FRONT_DESK);
      try (Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + data().resolve(EhrStore.DATABASE));
          var statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        StoreException e =
            assertThrows(
                StoreException.InUse.class,
                () ->
                    desk.people()
                        .register(Clinic.person("Late", "Comer", Clinic.day("1980-01-01"))));
        assertEquals(
            "The records are open in another window or program: close that first.", e.getMessage());
        assertEquals(6, e.exitCode());
        statement.execute("ROLLBACK");
      }
      desk.people().register(Clinic.person("Late", "Comer", Clinic.day("1980-01-01")));
      assertEquals(2, desk.people().count());
      assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
    }
  }

  @Test
  void aClockThatJumpedBackIsSaidAndTheLedgerGoesOn() {
    Clock yesterday = Clock.offset(Clinic.CLOCK, Duration.ofDays(-1));
    assertOneRecordAndVerified(yesterday, List.of(CLOCK_SENTENCE));
    assertOneRecordAndVerified(yesterday, List.of(CLOCK_SENTENCE));
    assertOneRecordAndVerified(Clinic.CLOCK, List.of());
  }

  @Test
  void aMissingVaultIsSaidAndPuttingItBackHelps() throws IOException {
    Path vault = data().resolve("vault.json");
    Path backup = data().resolve("vault.json.bak");
    byte[] kept = Files.readAllBytes(vault);
    Files.delete(vault);
    Files.delete(backup);
    StoreException e = assertThrows(StoreException.class, () -> Clinic.open(data()));
    assertEquals(
        "The key file vault.json and its backup are missing: restore them from a copy.",
        e.getMessage());
    assertEquals(5, e.exitCode());
    Files.write(vault, kept);
    assertOneRecordAndVerified(
        Clinic.CLOCK,
        List.of("The backup of the key file was missing or damaged. It was written again."));
    assertOneRecordAndVerified(Clinic.CLOCK, List.of());
  }

  @Test
  void anOlderVaultIsSaidAndWhatItsKeysOpenStaysReadable() throws IOException {
    byte[] older = Files.readAllBytes(data().resolve("vault.json"));
    try (EhrStore store = Clinic.open(data());
        Session session = Clinic.unlock(store)) {
      session
          .act(Purpose.ADMINISTRATION)
          .keys()
          .addStaff(
              new Practitioner("rita", new HumanName("Gomez", "Rita")),
              Set.of(Role.RECEPTIONIST),
              "reception desk".toCharArray());
    }
    Files.write(data().resolve("vault.json"), older);
    Files.write(data().resolve("vault.json.bak"), older);
    assertOneRecordAndVerified(
        Clinic.CLOCK,
        List.of(
            "An older key file vault.json was put back: changed passwords and removed staff may be"
                + " as before. Ask an administrator to check the staff list."));
  }

  @Test
  void aVaultFromBeforeARotationIsCalledThatAndTheNewerOneHelps() throws IOException {
    Path vault = data().resolve("vault.json");
    Path backup = data().resolve("vault.json.bak");
    byte[] older = Files.readAllBytes(vault);
    try (EhrStore store = Clinic.open(data());
        Session session = Clinic.unlock(store)) {
      Keys keys = session.act(Purpose.ADMINISTRATION).keys();
      keys.startRotation();
      keys.rotate(done -> {});
    }
    byte[] newer = Files.readAllBytes(vault);
    Files.write(vault, older);
    Files.write(backup, older);
    try (EhrStore store = Clinic.open(data())) {
      for (int i = 0; i < 2; i++) {
        StoreException e = assertThrows(StoreException.class, () -> Clinic.unlock(store));
        assertEquals(
            "The key file vault.json is older than the records, whose keys were changed since: put"
                + " the newer vault.json back from a copy, or restore the latest backup.",
            e.getMessage());
        assertEquals(5, e.exitCode());
      }
    }
    Files.write(vault, newer);
    Files.write(backup, newer);
    assertOneRecordAndVerified(Clinic.CLOCK, List.of());
  }

  @Test
  void aDatabaseFromBeforeARotationIsCalledThat() {
    Runnable putBack = new Hand(data()).older();
    try (EhrStore store = Clinic.open(data());
        Session session = Clinic.unlock(store)) {
      Keys keys = session.act(Purpose.ADMINISTRATION).keys();
      keys.startRotation();
      keys.rotate(done -> {});
    }
    putBack.run();
    try (EhrStore store = Clinic.open(data())) {
      StoreException e = assertThrows(StoreException.Damaged.class, () -> Clinic.unlock(store));
      assertEquals(
          "The database clinic.db is older than the key file vault.json, whose keys were changed"
              + " since: put the newer clinic.db back from a copy, or restore the latest backup.",
          e.getMessage());
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void assertOneRecordAndVerified(Clock clock, List<String> notices) {
    try (EhrStore store = EhrStore.open(StorePlace.in(data()), clock);
        Session session = Clinic.unlock(store)) {
      assertEquals(notices, store.notices().stream().map(Notice::sentence).toList());
      assertEquals(maria, session.act(Purpose.TREATMENT).charts().open(maria).patient().id());
      assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
    }
  }

  /** What a child says that works where {@code mount} has made the disk bad. */
  private List<String> onMount(String mount, String what, String where) throws Exception {
    assumeTrue(mayMount(), "a mount namespace cannot be made here (unshare -rm)");
    Files.createDirectories(folder.resolve("mnt"));
    List<String> child =
        Child.command(folder.resolve(where), Files.createDirectories(folder.resolve("tmp")), what);
    String command = "cd '" + folder + "' && " + mount + " && exec \"$@\"";
    ProcessBuilder builder =
        new ProcessBuilder(Child.prepend(child, "unshare", "-rm", "sh", "-c", command, "sh"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var lines = Child.lines(process)) {
      return lines.lines().toList();
    } finally {
      process.waitFor(1, TimeUnit.MINUTES);
    }
  }

  private static boolean mayMount() {
    try {
      return new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
