package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Provider;
import org.vestibule.ehr.record.Purpose;

/** What is put in comes out again, after closing and opening. */
class RoundTripTest {
  @TempDir Path folder;

  @Test
  void everyKindOfEntryComesBackWordForWord() {
    PatientId id;
    List<ChartEntry> entries;
    try (Created made = Clinic.create(folder)) {
      id = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria()).id();
      entries = Clinic.everyKind(id);
      Charts charts = made.session().act(Purpose.TREATMENT).charts();
      assertEquals(new PutResult(entries.size(), 0, 0), charts.put(id, entries));
      assertEquals(new PutResult(0, 0, entries.size()), charts.put(id, entries));
    }
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Chart chart = session.act(Purpose.TREATMENT).charts().open(id);
      List<ChartEntry> found = new ArrayList<>();
      found.addAll(chart.allergies());
      found.addAll(chart.conditions());
      found.addAll(chart.medications());
      found.addAll(chart.prescriptions());
      found.addAll(chart.encounters());
      found.addAll(chart.notes());
      found.addAll(chart.observations());
      found.addAll(chart.immunizations());
      found.addAll(chart.appointments());
      found.addAll(chart.consents());
      found.addAll(chart.foreign());
      assertEquals(entries, found);
      assertEquals(AllergyStatus.LISTED, chart.allergyStatus());
      assertEquals(
          List.of(
              AuditAction.CHART_OPENED,
              AuditAction.CHART_CHANGED,
              AuditAction.CHART_CHANGED,
              AuditAction.PATIENT_REGISTERED),
          chart.lookedAt().stream().map(AuditEvent::action).toList());
      assertVerifies(session);
    }
  }

  @Test
  void whoCameWithoutAPatientIsThereAfterClosingAndRotating() {
    Provider doctor = new Provider(Id.named("Practitioner/1"), "Practitioner", "{\"a\":1.50}");
    try (Created made = Clinic.create(folder)) {
      made.session().act(Purpose.TREATMENT).providers().keep(List.of(doctor));
      Keys keys = made.session().act(Purpose.ADMINISTRATION).keys();
      keys.startRotation();
      keys.rotate(done -> {});
    }
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      List<ProviderVersion> all = session.act(Purpose.FRONT_DESK).providers().all();
      assertEquals(List.of(doctor), all.stream().map(ProviderVersion::value).toList());
      assertVerifies(session);
    }
  }

  @Test
  void theThreeAnswersAboutAllergiesStayApart() {
    try (Created made = Clinic.create(folder)) {
      Access care = made.session().act(Purpose.TREATMENT);
      PatientId id = care.people().register(Clinic.maria()).id();
      assertEquals(AllergyStatus.NOT_ASKED, care.charts().open(id).allergyStatus());
      care.charts().stateAllergies(id, AllergyStatus.NONE_KNOWN);
      assertEquals(AllergyStatus.NONE_KNOWN, care.charts().open(id).allergyStatus());
      care.charts().put(id, List.of(Clinic.penicillin(id)));
      assertEquals(AllergyStatus.LISTED, care.charts().open(id).allergyStatus());
      assertThrows(
          IllegalArgumentException.class,
          () -> care.charts().stateAllergies(id, AllergyStatus.LISTED));
    }
  }

  @Test
  void aPatientIsFoundByNumberIdentifierPhoneAndName() {
    try (Created made = Clinic.create(folder)) {
      People people = made.session().act(Purpose.FRONT_DESK).people();
      Patient maria = people.register(Clinic.maria());
      assertEquals("V-000001", maria.number());
      Patient other =
          people.register(
              Clinic.person("Smith", "John", Clinic.day("1970-01-01"))
                  .change()
                  .number("V-000002")
                  .build());
      assertEquals(
          "V-000003",
          people.register(Clinic.person("Smith", "Ann", Clinic.day("1971-01-01"))).number());

      assertEquals(Optional.of(maria), people.byId(maria.id()));
      assertEquals(Optional.of(maria), people.byNumber(" v-000 001"));
      assertEquals(Optional.of(other), people.byNumber("V-000002"));
      assertEquals(Optional.empty(), people.byNumber("V-000009"));
      assertEquals(Optional.of(maria), people.byIdentifier(Identifier.nationalId("19840229 2384")));
      assertEquals(List.of(maria), people.byPhone("070-123 45 67".replace("070", "4670")));
      assertEquals(List.of(maria), found(people, "okonkwo maria"));
      assertEquals(List.of(maria), found(people, "Lindkvist"));
      assertEquals(List.of(maria), found(people, "jose"));
      assertEquals(List.of(maria), found(people, "V-000001"));
      assertEquals(2, found(people, "smi").size());
      assertEquals(List.of(), found(people, "xylophone"));
      assertEquals(3, people.count());
    }
  }

  private static List<Patient> found(People people, String text) {
    return people.search(text, 10).stream().map(PatientMatch::patient).toList();
  }

  @Test
  void aNumberOrIdentifierBelongsToOnePatient() {
    try (Created made = Clinic.create(folder)) {
      People people = made.session().act(Purpose.FRONT_DESK).people();
      people.register(Clinic.maria());
      Patient same = Clinic.maria().change().name(new HumanName("Else", "Somebody")).build();
      assertThrows(StoreException.Duplicate.class, () -> people.register(same));
      Patient number =
          Clinic.person("Else", "Somebody", Clinic.day("1990-09-09"))
              .change()
              .number("v 000001")
              .build();
      assertThrows(StoreException.Duplicate.class, () -> people.register(number));
      assertEquals(1, people.count());
      assertVerifies(made.session());
    }
  }

  @Test
  void aSimilarNameWithTheSameBirthDateOrPhoneIsAPossibleDuplicate() {
    try (Created made = Clinic.create(folder)) {
      People people = made.session().act(Purpose.FRONT_DESK).people();
      Patient maria = people.register(Clinic.maria());
      HumanName misspelt = new HumanName("Okonkvo Lindqvist", "Maria");
      assertEquals(
          List.of(maria), people.possibleDuplicates(misspelt, Clinic.day("1984-02-29"), ""));
      assertEquals(
          List.of(maria),
          people.possibleDuplicates(misspelt, Clinic.day("1984-03-29"), "46701234567"));
      assertEquals(
          List.of(maria),
          people.possibleDuplicates(misspelt, Clinic.day("1984-03-29"), ""),
          "one digit of the date is wrong");
      assertEquals(List.of(), people.possibleDuplicates(misspelt, Clinic.day("1951-07-13"), ""));
      assertEquals(
          List.of(),
          people.possibleDuplicates(
              new HumanName("Bergman", "Karl"), Clinic.day("1984-02-29"), ""));
    }
  }

  @Test
  void changedDemographicsReplaceTheOldOnesEverywhere() {
    try (Created made = Clinic.create(folder)) {
      People people = made.session().act(Purpose.FRONT_DESK).people();
      Patient maria = people.register(Clinic.maria());
      Patient married =
          people.update(
              maria
                  .change()
                  .name(new HumanName("Dahl", "Maria"))
                  .phone("+46 8 555 000 11")
                  .build());
      assertEquals(Optional.of(married), people.byNumber(maria.number()));
      assertEquals(List.of(), people.byPhone("+46701234567"));
      assertEquals(List.of(married), people.byPhone("+46855500011"));
      assertEquals(List.of(married), found(people, "dahl"));
      assertEquals(List.of(), found(people, "okonkwo"));
      assertVerifies(made.session());
    }
  }

  @Test
  void theBirthDateIsCheckedAndEveryTryIsAnEvent() {
    try (Created made = Clinic.create(folder)) {
      Patient maria = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria());
      Session kiosk = made.session().forKiosk();
      People people = kiosk.act(Purpose.FRONT_DESK).people();
      assertFalse(people.checkBirthDate(maria.id(), Clinic.day("1984-02-28")));
      assertTrue(people.checkBirthDate(maria.id(), Clinic.day("1984-02-29")));
      assertFalse(people.checkBirthDate(PatientId.random(), Clinic.day("1984-02-29")));
      List<AuditEvent> events = made.session().act(Purpose.AUDIT).audit().latest(3);
      assertEquals(
          List.of("kiosk", "kiosk", "kiosk"), events.stream().map(AuditEvent::actor).toList());
    }
  }

  @Test
  void anEnrolmentComesBackAndTheLatestTemplatesCount() {
    Patient maria;
    Enrolment first = Clinic.enrolment(Clinic.maria(), 1);
    Enrolment second;
    try (Created made = Clinic.create(folder)) {
      Faces faces = made.session().act(Purpose.FACE_RECOGNITION).faces();
      maria = faces.enrol(first);
      second = Clinic.enrolment(maria, 50);
      faces.enrol(second);
    }
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Faces faces = session.act(Purpose.FACE_RECOGNITION).faces();
      assertEquals(
          List.of(new EnrolledFace(maria.id(), second.templates())), faces.all(Clinic.ENCODER));
      assertEquals(List.of(new EnrolledSamples(maria.id(), second.samples())), faces.samples());
      assertEquals(Set.of(maria.id()), faces.enrolled());
      assertEquals(List.of(), faces.all("another"));
      assertEquals(second.photo(), session.act(Purpose.FRONT_DESK).people().photo(maria.id()));
      assertVerifies(session);
    }
  }

  @Test
  void aModelIsKeptWithItsContributors() {
    try (Created made = Clinic.create(folder)) {
      Faces faces = made.session().act(Purpose.FACE_RECOGNITION).faces();
      Patient maria = faces.enrol(Clinic.enrolment(Clinic.maria(), 1));
      FaceModel model = new FaceModel("eigen/1", new byte[] {1, 2, 3}, Set.of(maria.id()));
      FaceTemplate own = new FaceTemplate("eigen/1", new byte[] {9, 8});
      faces.replace(model, Map.of(maria.id(), List.of(own)));
      assertEquals(Optional.of(model), faces.model("eigen/1"));
      assertEquals(List.of(new EnrolledFace(maria.id(), List.of(own))), faces.all("eigen/1"));
      assertEquals(Optional.empty(), faces.model("eigen/2"));
      assertVerifies(made.session());
    }
  }

  @Test
  void thePatientWhoComesIsOnTheDaysList() {
    try (Created made = Clinic.create(folder)) {
      Access desk = made.session().act(Purpose.FRONT_DESK);
      Patient maria = desk.people().register(Clinic.maria());
      Patient ann = desk.people().register(Clinic.person("Smith", "Ann", Clinic.day("1971-01-01")));
      var booked =
          desk.queue().book(Clinic.appointment(maria.id(), Clinic.NOW.plus(Duration.ofHours(1))));
      desk.queue().book(Clinic.appointment(maria.id(), Clinic.NOW.plus(Duration.ofDays(2))));

      Arrival arrived =
          made.session().forKiosk().act(Purpose.FRONT_DESK).queue().arrive(maria.id());
      assertEquals(booked.id(), arrived.appointment().id());
      assertEquals(Optional.of(Clinic.NOW), arrived.appointment().arrived());
      assertEquals(arrived, desk.queue().arrive(maria.id()));
      assertTrue(desk.queue().arrive(ann.id()).appointment().walkIn());

      List<Arrival> day = desk.queue().day(Clinic.day("2026-03-05"));
      assertEquals(List.of(ann, maria), day.stream().map(Arrival::patient).toList());
      assertTrue(day.stream().allMatch(a -> a.appointment().status() == AppointmentStatus.ARRIVED));
      assertEquals(1, desk.queue().day(Clinic.day("2026-03-07")).size());
      assertEquals(0, desk.queue().day(Clinic.day("2026-03-06")).size());
      assertVerifies(made.session());
    }
  }

  @Test
  void aChangedEntryIsANewVersion() {
    try (Created made = Clinic.create(folder)) {
      Access care = made.session().act(Purpose.TREATMENT);
      PatientId id = care.people().register(Clinic.maria()).id();
      Note note = Clinic.note(id, "first");
      care.charts().put(id, List.of(note));
      Note again =
          new Note(
              note.id(), id, note.encounter(), note.author(), note.written(), "Visit", "second");
      assertEquals(new PutResult(0, 1, 0), care.charts().put(id, List.of(again)));
      assertEquals(List.of(again), care.charts().open(id).notes());
      VerifyReport report = made.session().act(Purpose.ADMINISTRATION).verify();
      assertEquals(List.of(), report.problems());
    }
  }

  @Test
  void theFolderIsItsOwnersAlone() throws Exception {
    try (Created made = Clinic.create(folder.resolve("data"))) {
      assertNotNull(made.recoveryKey().characters());
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))));
    }
  }

  @Test
  void photosAreReplaced() {
    try (Created made = Clinic.create(folder)) {
      People people = made.session().act(Purpose.FRONT_DESK).people();
      PatientId id = people.register(Clinic.maria()).id();
      assertEquals(Optional.empty(), people.photo(id));
      people.setPhoto(id, Clinic.picture(1, 100));
      people.setPhoto(id, Clinic.picture(2, 100));
      assertArrayEquals(Clinic.picture(2, 100).bytes(), people.photo(id).orElseThrow().bytes());
    }
  }

  private static void assertVerifies(Session session) {
    VerifyReport report = session.act(Purpose.ADMINISTRATION).verify();
    assertEquals(List.of(), report.problems());
    assertTrue(report.rows() > 0 && report.events() > 0);
  }
}
