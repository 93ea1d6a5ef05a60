package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** What somebody does to the database by hand is noticed. */
class TamperTest {
  @TempDir Path folder;

  private Hand hand;
  private PatientId maria;
  private PatientId john;
  private AllergyIntolerance allergy;
  private Note note;

  @BeforeEach
  void twoPatients() {
    hand = new Hand(folder);
    try (Created made = Clinic.create(folder)) {
      Access care = made.session().act(Purpose.TREATMENT);
      Patient registered = care.faces().enrol(Clinic.enrolment(Clinic.maria(), 7));
      maria = registered.id();
      john = care.people().register(Clinic.person("Smith", "John", Clinic.day("1970-01-01"))).id();
      allergy = Clinic.penicillin(maria);
      note = Clinic.note(maria, "first");
      care.charts().put(maria, List.of(allergy, note));
      care.charts().put(john, List.of(Clinic.note(john, "his")));
      care.queue().book(Clinic.appointment(maria, Clinic.NOW));
    }
  }

  @Test
  void aDeletedAllergyIsNamedWhenTheChartOpens() {
    assertEquals(
        1, hand.change("DELETE FROM entry WHERE id = ?", Hand.bytes(allergy.id().value())));
    StoreException.Damaged e = assertDamagedChart(maria);
    assertTrue(e.getMessage().contains("an allergy is missing"), e.getMessage());
    assertEquals(5, e.exitCode());
    assertVerifyFails();
  }

  @Test
  void whichRecordsCouldNotBeReadWholeIsCounted() {
    VerifyReport before = verified();
    assertEquals(List.of(), before.problems());
    hand.change("DELETE FROM entry WHERE id = ?", Hand.bytes(allergy.id().value()));
    int records = hand.column("SELECT id FROM patient").size();
    VerifyReport after = verified();
    assertTrue(after.rows() < before.rows() - 1, "what stands behind it was not looked at");
    assertEquals(2, after.problems().size(), "" + after.problems());
    assertEquals(
        "Records that could not be read whole: 1 of "
            + records
            + ". What was not opened of them is not among the rows counted.",
        after.problems().get(1));
  }

  private VerifyReport verified() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      return session.act(Purpose.ADMINISTRATION).verify();
    }
  }

  @Test
  void somebodyTakenOutOfTheListOfStaffIsNoticed() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Access office = session.act(Purpose.ADMINISTRATION);
      office
          .keys()
          .addStaff(
              new Practitioner("rita", new HumanName("Gomez", "Rita")),
              Set.of(Role.RECEPTIONIST),
              "reception desk".toCharArray());
      assertEquals(List.of(), office.verify().problems());
    }
    assertEquals(1, hand.change("DELETE FROM staff WHERE position = 2"));
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      List<String> problems = session.act(Purpose.ADMINISTRATION).verify().problems();
      assertEquals(1, problems.size());
      String slot = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
      assertTrue(
          problems
              .get(0)
              .matches(
                  "The list of staff: whoever has the key slot "
                      + slot
                      + " is missing\\. Restore the latest backup\\."),
          problems.get(0));
    }
  }

  @Test
  void aRolledBackEntryIsNoticed() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Note changed =
          new Note(
              note.id(), maria, note.encounter(), note.author(), note.written(), "Visit", "second");
      session.act(Purpose.TREATMENT).charts().put(maria, List.of(changed));
    }
    hand.change("DELETE FROM entry WHERE id = ? AND version = 2", Hand.bytes(note.id().value()));
    assertDamagedChart(maria);
    assertVerifyFails();
  }

  @Test
  void aSealedValueMovedToAnotherRowVersionOrPatientDoesNotOpen() {
    byte[] allergyId = Hand.bytes(allergy.id().value());
    byte[] noteId = Hand.bytes(note.id().value());
    byte[] sealed = hand.column("SELECT sealed FROM entry WHERE id = ?", noteId).get(0);
    assertEquals(1, hand.change("UPDATE entry SET sealed = ? WHERE id = ?", sealed, allergyId));
    assertDamagedChart(maria);
    assertVerifyFails();
  }

  @Test
  void anEntryMovedToAnotherChartIsNoticedInBoth() {
    hand.change(
        "UPDATE entry SET patient = ? WHERE id = ?",
        Hand.bytes(john.value()),
        Hand.bytes(note.id().value()));
    assertDamagedChart(maria);
    assertDamagedChart(john);
    assertVerifyFails();
  }

  @Test
  void demographicsMovedToAnotherPatientDoNotOpen() {
    hand.change(
        "UPDATE patient SET sealed = (SELECT sealed FROM patient WHERE id = ?) WHERE id = ?",
        Hand.bytes(john.value()),
        Hand.bytes(maria.value()));
    try (EhrStore store = Clinic.open(folder)) {
      assertThrows(StoreException.Damaged.class, () -> Clinic.unlock(store));
    }
  }

  @Test
  void aKeyMovedToAnotherPatientDoesNotOpen() {
    hand.change(
        "UPDATE patient SET clinical_key = (SELECT clinical_key FROM patient WHERE id = ?)"
            + " WHERE id = ?",
        Hand.bytes(john.value()),
        Hand.bytes(maria.value()));
    assertDamagedChart(maria);
    assertVerifyFails();
  }

  @Test
  void aTemplateInThePlaceOfThePhotoIsNotShown() {
    hand.change("UPDATE face SET sealed = (SELECT sealed FROM face WHERE role = 2) WHERE role = 1");
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      People people = session.act(Purpose.FRONT_DESK).people();
      assertThrows(StoreException.Damaged.class, () -> people.photo(maria));
    }
    assertVerifyFails();
  }

  @Test
  void theClinicalPartTakenAwayWholeDoesNotLookLikeAnEmptyChart() {
    hand.change("DELETE FROM entry WHERE scope = 2 AND patient = ?", Hand.bytes(maria.value()));
    hand.change("DELETE FROM manifest WHERE scope = 2 AND patient = ?", Hand.bytes(maria.value()));
    hand.change("UPDATE patient SET clinical_key = NULL WHERE id = ?", Hand.bytes(maria.value()));
    StoreException.Damaged e = assertDamagedChart(maria);
    assertTrue(e.getMessage().contains("the whole clinical part"), e.getMessage());
    assertVerifyFails();
  }

  @Test
  void aPatientTakenAwayWholeIsMissedByVerify() {
    byte[] id = Hand.bytes(maria.value());
    for (String table : List.of("lookup", "entry", "entry_lookup", "face", "manifest")) {
      hand.change("DELETE FROM " + table + " WHERE patient = ?", id);
    }
    hand.change("DELETE FROM patient WHERE id = ?", id);
    assertVerifyFails();
  }

  @Test
  void alteredLookupsAreNoticed() {
    hand.change(
        "UPDATE lookup SET patient = ? WHERE patient = ?",
        Hand.bytes(john.value()),
        Hand.bytes(maria.value()));
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      People people = session.act(Purpose.FRONT_DESK).people();
      assertThrows(StoreException.Damaged.class, () -> people.byNumber("V-000001"));
    }
    assertVerifyFails();
  }

  @Test
  void deletedLookupsAndDaysAreFoundByVerify() {
    hand.change("DELETE FROM lookup WHERE patient = ?", Hand.bytes(maria.value()));
    assertVerifyFails();
    hand.change("DELETE FROM entry_lookup");
    assertVerifyFails();
  }

  @Test
  void everyWayToEditTheLedgerIsFoundByVerify() {
    for (String edit :
        List.of(
            "DELETE FROM audit WHERE sequence = 3",
            "DELETE FROM audit WHERE sequence = (SELECT MAX(sequence) FROM audit)",
            "UPDATE audit SET seconds = seconds + 60 WHERE sequence = 2",
            "UPDATE audit SET action = 'PHOTO_READ' WHERE sequence = 4",
            "UPDATE audit SET details = chain WHERE sequence = 2")) {
      assertEquals(1, hand.change(edit), edit);
      assertVerifyFails();
    }
  }

  @Test
  void anEntryPutInByHandIsNoticed() {
    hand.change(
        "INSERT INTO entry (id, version, patient, scope, sealed)"
            + " SELECT ?, 1, patient, scope, sealed FROM entry WHERE id = ?",
        Hand.bytes(UUID.randomUUID()),
        Hand.bytes(note.id().value()));
    assertDamagedChart(maria);
    assertVerifyFails();
  }

  @Test
  void twoClinicsShareNoSealedValueAndNoIndexValue(@TempDir Path second) {
    try (Created made = Clinic.create(second)) {
      Access care = made.session().act(Purpose.TREATMENT);
      care.faces().enrol(Clinic.enrolment(Clinic.maria(), 7));
      care.charts().put(maria(made), List.of());
      care.queue().book(Clinic.appointment(maria(made), Clinic.NOW));
    }
    Hand other = new Hand(second);
    for (String column :
        List.of(
            "SELECT sealed FROM patient",
            "SELECT directory_key FROM patient",
            "SELECT sealed FROM entry",
            "SELECT sealed FROM face",
            "SELECT sealed FROM manifest",
            "SELECT sealed FROM staff",
            "SELECT details FROM audit",
            "SELECT token FROM lookup",
            "SELECT token FROM entry_lookup")) {
      Set<String> here = texts(hand.column(column));
      Set<String> there = texts(other.column(column));
      assertFalse(here.isEmpty() || there.isEmpty(), column);
      assertTrue(Stream.concat(here.stream(), there.stream()).distinct().count() > 1, column);
      here.retainAll(there);
      assertEquals(Set.of(), here, column);
    }
  }

  @Test
  @PostgresServer.FolderOnly
  void aDamagedPageIsSaidInASentenceAndNotInTheDatabasesWords() throws IOException {
    byte[] root =
        hand.column("SELECT CAST(rootpage AS TEXT) FROM sqlite_master WHERE name = 'entry_patient'")
            .get(0);
    byte[] size = hand.column("SELECT CAST(page_size AS TEXT) FROM pragma_page_size").get(0);
    int pageSize = Integer.parseInt(new String(size, StandardCharsets.US_ASCII));
    int page = Integer.parseInt(new String(root, StandardCharsets.US_ASCII));
    Path file = folder.resolve(EhrStore.DATABASE);
    byte[] bytes = Files.readAllBytes(file);
    // The header of the page stays; what it says where its rows begin does not.
    Arrays.fill(bytes, (page - 1) * pageSize + 8, (page - 1) * pageSize + 30, (byte) 0x7f);
    Files.write(file, bytes);
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      List<String> problems = session.act(Purpose.ADMINISTRATION).verify().problems();
      assertFalse(problems.isEmpty());
      assertTrue(
          problems.stream().allMatch(p -> p.matches("The database.*[Rr]estore the latest backup.")),
          "" + problems);
      assertTrue(
          problems.stream().noneMatch(p -> p.matches("(?i).*(sqlite|tree|btree|page|rowid).*")),
          "" + problems);
    }
  }

  private static PatientId maria(Created made) {
    return made.session()
        .act(Purpose.FRONT_DESK)
        .people()
        .byNumber("V-000001")
        .map(Patient::id)
        .orElseThrow();
  }

  private static Set<String> texts(List<byte[]> values) {
    Set<String> texts = new HashSet<>();
    values.forEach(v -> texts.add(HexFormat.of().formatHex(v)));
    return texts;
  }

  private StoreException.Damaged assertDamagedChart(PatientId patient) {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Charts charts = session.act(Purpose.TREATMENT).charts();
      return assertThrows(StoreException.Damaged.class, () -> charts.open(patient));
    }
  }

  private void assertVerifyFails() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      VerifyReport report = session.act(Purpose.ADMINISTRATION).verify();
      assertFalse(report.ok());
      assertTrue(
          report.problems().stream().noneMatch(p -> p.contains("Okonkwo")), "problems name nobody");
    }
  }
}
