package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** What only a server can do to a store: be backed up from, restored to, and be away. */
@ExtendWith(PostgresServer.class)
class ServerTest {
  private static final byte[] LETTER = "She feels well.".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path backup;
  private Created made;
  private Access care;
  private Patient maria;
  private DocumentReference letter;

  @BeforeEach
  void clinic() {
    backup = folder.resolve("clinic.backup");
    made = Clinic.create(folder.resolve("data"));
    care = made.session().act(Purpose.TREATMENT);
    maria = care.faces().enrol(Clinic.enrolment(Clinic.maria(), 7));
    care.charts().put(maria.id(), Clinic.everyKind(maria.id()));
    letter =
        care.documents()
            .attach(maria.id(), new NewDocument("letter", () -> new ByteArrayInputStream(LETTER)));
  }

  @AfterEach
  void close() {
    made.close();
  }

  private void backUp() {
    made.session().act(Purpose.ADMINISTRATION).backups().write(backup);
  }

  @Test
  void aBackupComesBackInAFolderAndOnAnotherServerWithItsDocuments() {
    backUp();
    Path plain = folder.resolve("plain");
    char[] key = made.recoveryKey().characters();
    assertSame(EhrStore.restore(backup, plain, key.clone()), StorePlace.in(plain));
    assertTrue(EhrStore.drill(backup, key.clone()).checked().orElseThrow().ok());
    StorePlace other = Clinic.place(folder.resolve("other"));
    assertTrue(other.server().isPresent());
    assertSame(EhrStore.restore(backup, other, key.clone(), Optional.empty()), other);
    assertFalse(Files.exists(other.folder().resolve(EhrStore.DATABASE)));
    assertThrows(
        StoreException.AlreadyThere.class,
        () -> EhrStore.restore(backup, other, key.clone(), Optional.empty()));
  }

  private void assertSame(BackupReport report, StorePlace place) {
    assertEquals(List.of(), report.checked().orElseThrow().problems());
    try (EhrStore restored = EhrStore.open(place, Clinic.CLOCK);
        Session session = Clinic.unlock(restored)) {
      Access there = session.act(Purpose.TREATMENT);
      assertEquals(care.charts().open(maria.id()).notes(), there.charts().open(maria.id()).notes());
      assertEquals(care.faces().all(Clinic.ENCODER), there.faces().all(Clinic.ENCODER));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      there.documents().fetch(maria.id(), letter.id(), "restored", out);
      assertArrayEquals(LETTER, out.toByteArray());
      there.people().register(Clinic.person("Smith", "John", Clinic.day("1970-01-01")));
      assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
    }
  }

  @Test
  void aBackupHasTheKeysThatAnotherMachineChangedMeanwhile() {
    try (EhrStore second = Clinic.open(folder.resolve("data"));
        Session session = Clinic.unlock(second)) {
      Keys keys = session.act(Purpose.ADMINISTRATION).keys();
      Practitioner ben = new Practitioner("ben", new HumanName("Osei", "Ben"));
      keys.addStaff(ben, EnumSet.of(Role.RECEPTIONIST), "another horse".toCharArray());
    }
    backUp();
    Path plain = folder.resolve("plain");
    EhrStore.restore(backup, plain, made.recoveryKey().characters().clone());
    try (EhrStore restored = EhrStore.open(StorePlace.in(plain), Clinic.CLOCK);
        Session session = restored.unlock("ben", "another horse".toCharArray())) {
      assertEquals(1, session.act(Purpose.FRONT_DESK).people().count());
    }
  }

  @Test
  void aSecondClinicIsNotPutOnTopOfTheFirst() {
    assertThrows(StoreException.AlreadyThere.class, () -> Clinic.create(folder.resolve("data")));
  }

  @Test
  void aConnectionCutWhileNothingIsWrittenIsMadeAnew() throws SQLException {
    cutOff();
    Patient john = Clinic.person("Smith", "John", Clinic.day("1970-01-01"));
    assertEquals("V-000002", care.people().register(john).number());
  }

  private void cutOff() throws SQLException {
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
  }

  private String url() {
    return Clinic.place(folder.resolve("data")).server().orElseThrow();
  }

  @Test
  void whatIsWrongWithTheServerIsSaidInASentence() throws SQLException {
    assertSays("cannot be reached", url().replaceFirst(":\\d+/", ":1/"));
    assertSays("no database of this name", url().replaceFirst("/clinic[0-9_]+", "/nowhere"));
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE stranger LOGIN");
    }
    assertSays("does not let this computer in", url().replace("user=postgres", "user=stranger"));
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute("DROP ROLE stranger");
    }
  }

  private void assertSays(String words, String url) {
    StorePlace place = StorePlace.on(url, folder.resolve("nobody"));
    StoreException e =
        assertThrows(StoreException.Unreadable.class, () -> EhrStore.open(place, Clinic.CLOCK));
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertFalse(e.getMessage().contains("jdbc:"), "a URL may hold a password");
  }
}
