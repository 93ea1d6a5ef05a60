package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** What somebody does by hand to what belongs to no patient is noticed. */
class ClinicTamperTest {
  private static final String GUESSED = "The counts of wrong passwords were changed by hand";

  @TempDir Path folder;

  private Hand hand;
  private PatientId maria;

  @BeforeEach
  void aClinicWithAModelStaffAndSettings() {
    hand = new Hand(folder);
    try (Created made = Clinic.create(folder)) {
      Access care = made.session().act(Purpose.TREATMENT);
      Patient registered = care.faces().enrol(Clinic.enrolment(Clinic.maria(), 7));
      maria = registered.id();
      store(made.session(), 1);
      Access office = made.session().act(Purpose.ADMINISTRATION);
      office
          .keys()
          .addStaff(
              new Practitioner("rita", new HumanName("Gomez", "Rita")),
              Set.of(Role.ADMINISTRATOR, Role.RECEPTIONIST),
              "reception desk".toCharArray());
      office.settings().change(Map.of("distance", "1.5"));
      assertEquals(List.of(), office.verify().problems());
    }
  }

  private void store(Session session, int version) {
    FaceModel model =
        new FaceModel("eigenface/1", new byte[] {(byte) version, 2, 3}, Set.of(maria));
    session.act(Purpose.ADMINISTRATION).faces().replace(model, Map.of());
  }

  private List<String> problems() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      return session.act(Purpose.ADMINISTRATION).verify().problems();
    }
  }

  private void assertNamed(String what) {
    List<String> problems = problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains(what), problems.get(0));
  }

  @Test
  void aLostModelOfFacesIsNamed() {
    assertEquals(1, hand.change("DELETE FROM face_model"));
    assertNamed("The model of faces eigenface/1 is missing. Restore the latest backup.");
    assertNamed("The model of faces eigenface/1 is missing. Restore the latest backup.");
  }

  @Test
  void aModelThatAWithdrawalTookIsNotMissed() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      session.act(Purpose.FRONT_DESK).consents().withdraw(maria, Purpose.FACE_RECOGNITION);
    }
    assertEquals(List.of(), problems());
  }

  @Test
  void aModelPutBackFromEarlierIsNoticedAlsoWithItsList() {
    byte[] model = hand.column("SELECT sealed FROM face_model").get(0);
    byte[] list = hand.column("SELECT content FROM meta WHERE name = 'clinic_manifest'").get(0);
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      store(session, 2);
    }
    assertEquals(1, hand.change("UPDATE face_model SET version = 1, sealed = ?", model));
    assertNamed("The model of faces eigenface/1 was altered or put back from earlier.");
    hand.change("UPDATE meta SET content = ? WHERE name = 'clinic_manifest'", list);
    assertNamed("The list of the clinic's staff, settings and models of faces was put back");
    assertNamed("The list of the clinic's staff, settings and models of faces was put back");
  }

  @Test
  void aTakenRolePutBackIsNoticed() {
    byte[] row = hand.column("SELECT sealed FROM staff WHERE position = 2").get(0);
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Keys keys = session.act(Purpose.ADMINISTRATION).keys();
      keys.changeRoles("rita", Set.of(Role.RECEPTIONIST, Role.ADMINISTRATOR, Role.AUDITOR));
    }
    hand.change("UPDATE staff SET version = 1, sealed = ? WHERE position = 2", row);
    assertNamed("What the list of staff says of the key slot ");
  }

  @Test
  void somebodyMovedToTheFrontOfTheStaffIsNoticed() {
    hand.change("UPDATE staff SET position = -1 WHERE position = 2");
    assertNamed("The list of staff is in another order than it was written.");
  }

  @Test
  void settingsTakenAwayAndTheListTakenAwayAreNoticed() {
    assertEquals(1, hand.change("DELETE FROM meta WHERE name = 'clinic_settings'"));
    assertNamed("The clinic's setting clinic_settings is missing.");
    assertEquals(
        1, hand.change("UPDATE meta SET content = ? WHERE name = 'clinic_name'", new byte[] {65}));
    assertTrue(
        problems().stream()
            .anyMatch(p -> p.startsWith("The clinic's setting clinic_name was altered")));
    byte[] list = hand.column("SELECT content FROM meta WHERE name = 'clinic_manifest'").get(0);
    list[20] ^= 1;
    hand.change("UPDATE meta SET content = ? WHERE name = 'clinic_manifest'", list);
    assertNamed("The list of the clinic's staff, settings and models of faces is missing or");
    assertEquals(1, hand.change("DELETE FROM meta WHERE name = 'clinic_manifest'"));
    assertNamed("The list of the clinic's staff, settings and models of faces is missing or");
  }

  @Test
  void aStoreFromBeforeThereWasAListGetsOne() {
    hand.change("DELETE FROM meta WHERE name = 'clinic_manifest'");
    hand.change("UPDATE audit SET action = 'PHOTO_READ' WHERE action = 'CLINIC_LISTED'");
    List<String> edited = problems();
    assertTrue(edited.stream().allMatch(p -> p.startsWith("Audit event ")), edited.toString());
    hand.change("DELETE FROM face_model");
    assertTrue(problems().stream().anyMatch(p -> p.startsWith("The model of faces")));
  }

  @Test
  void wrongPasswordsAndWhatUndoesThemAreInOrder() {
    guess("rita", 3);
    guess(Clinic.USER, 2);
    try (EhrStore store = Clinic.open(folder)) {
      assertThrows(
          StoreException.NoSecondFactor.class,
          () ->
              store.unlock(
                  Clinic.USER,
                  new Secret(Clinic.password(), Optional.of(new SecondFactor.Code("123456")))));
      Session session = Clinic.unlock(store);
      assertEquals(List.of(), session.notices());
      session.act(Purpose.ADMINISTRATION).keys().resetPassword("rita", "new words".toCharArray());
    }
    guess("rita", 1);
    guess("nobody", 1);
    assertEquals(List.of(), problems());
  }

  @Test
  void guessesTakenBackByHandAreSaidToWhoeverSignsInNextAndByVerifyOnce() {
    guess("rita", 4);
    assertEquals(2, hand.change("DELETE FROM sign_in_failure"));
    guess("rita", 1);
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      assertEquals(List.of("EHR-N5"), session.notices().stream().map(Notice::code).toList());
    }
    assertNamed(GUESSED);
    assertEquals(List.of(), problems());
  }

  @Test
  void everyCountChangedByHandIsNoticed() {
    guess("rita", 4);
    problems();
    for (String change :
        List.of(
            "UPDATE sign_in_failure SET failures = failures - 3",
            "UPDATE counter SET value = value - 1 WHERE name = 'sign_ins_begun'",
            "DELETE FROM counter WHERE name = 'sign_ins_begun'",
            "INSERT INTO counter (name, value) VALUES ('sign_ins_undone', 1)",
            "INSERT INTO sign_in_failure (account, failures, last_millis) VALUES ('x', 9, 0)",
            "INSERT INTO counter (name, value) VALUES ('code_step_x', 1)")) {
      hand.change(change);
      assertNamed(GUESSED);
    }
  }

  @Test
  @PostgresServer.FolderOnly
  void anOlderKeyFileIsSaidAlsoIfTheDatabasesNumberWasAltered() throws Exception {
    byte[] older = Files.readAllBytes(folder.resolve("vault.json"));
    byte[] number = hand.column("SELECT content FROM meta WHERE name = 'vault_generation'").get(0);
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      session.act(Purpose.ADMINISTRATION).keys().resetPassword("rita", "other words".toCharArray());
    }
    Files.write(folder.resolve("vault.json"), older);
    Files.write(folder.resolve("vault.json.bak"), older);
    hand.change("UPDATE meta SET content = ? WHERE name = 'vault_generation'", number);
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      assertEquals(List.of("EHR-N2"), session.notices().stream().map(Notice::code).toList());
    }
  }

  @Test
  void thatErasuresWereReplayedIsSaidToWhoeverSignsIn() {
    Runnable putBack = hand.older();
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      session.act(Purpose.ADMINISTRATION).erasures().erase(maria);
    }
    putBack.run();
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Notice notice = session.notices().get(0);
      assertEquals("EHR-N4", notice.code());
      assertTrue(notice.sentence().contains("An older copy"), notice.sentence());
      assertTrue(notice.sentence().contains("1 had come back"), notice.sentence());
      assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
    }
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      assertEquals(List.of(), session.notices());
    }
  }

  private void guess(String user, int times) {
    try (EhrStore store = Clinic.open(folder)) {
      for (int i = 0; i < times; i++) {
        assertThrows(
            StoreException.WrongSecret.class, () -> store.unlock(user, "guessed".toCharArray()));
      }
    }
  }
}
