package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.fhir.FhirExport;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

/** Two records of one person, made one and parted again. */
class MergingTest {
  @TempDir private Path temp;
  private EhrStore store;
  private Session session;
  private Access care;
  private Patient one;
  private Patient two;

  @BeforeEach
  void open() {
    Created made = Clinic.create(temp.resolve("clinic"));
    made.recoveryKey().close();
    store = made.store();
    session = made.session();
    care = session.act(Purpose.TREATMENT);
    one = care.people().register(Clinic.maria());
    Patient again =
        Patient.named(new HumanName("Okonkwo", "Maria"), Clinic.day("1984-02-28"))
            .identifiers(List.of(new Identifier("hospital", "H-77")))
            .phone("070 999 88 77")
            .build();
    two = care.faces().enrol(Clinic.enrolment(again, 9));
    care.charts().put(one.id(), List.of(Clinic.note(one.id(), "first")));
    care.charts().put(two.id(), Clinic.everyKind(two.id()));
  }

  @AfterEach
  void close() {
    session.close();
    store.close();
  }

  private byte[] exported(PatientId id) {
    Chart chart = care.charts().open(id);
    return new FhirExport().write(chart.patient(), chart.entries());
  }

  @Test
  void everythingFollowsAndTheUndoRestoresBothExactly() {
    byte[] firstBefore = exported(one.id());
    byte[] secondBefore = exported(two.id());
    int photo = care.people().photo(two.id()).orElseThrow().bytes().length;

    assertEquals(one.id(), care.people().merge(two.id(), one.id(), "").id());
    People people = care.people();
    assertEquals(1, people.count());
    assertEquals(one.id(), people.byNumber(two.number()).orElseThrow().id());
    assertEquals(
        one.id(), people.byIdentifier(new Identifier("hospital", "H-77")).orElseThrow().id());
    assertEquals(one.id(), people.byPhone("0709998877").get(0).id());
    assertEquals(one.id(), people.byId(two.id()).orElseThrow().id());
    assertEquals(
        List.of(one.id()),
        people.search("Okonkwo", 5).stream().map(m -> m.patient().id()).toList());
    assertEquals(photo, people.photo(one.id()).orElseThrow().bytes().length);
    assertEquals(Set.of(one.id()), care.faces().enrolled());
    assertEquals(one.id(), care.faces().all(Clinic.ENCODER).get(0).patient());
    Chart whole = care.charts().open(one.id());
    assertEquals(AllergyStatus.LISTED, whole.allergyStatus());
    assertEquals(2, whole.notes().size());
    assertTrue(whole.entries().stream().allMatch(e -> e.patient().equals(one.id())));
    Arrival arrival = care.queue().confirm(two.id());
    assertEquals(one.id(), arrival.patient().id());
    assertEquals("Dr Abara", arrival.appointment().practitioner());
    care.queue().deny(one.id());
    assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());

    assertEquals(
        List.of(two.number()), people.merged(one.id()).stream().map(Patient::number).toList());
    care.people().part(two.id(), "");
    assertEquals(2, care.people().count());
    assertEquals(two.id(), care.people().byNumber(two.number()).orElseThrow().id());
    assertEquals(Set.of(two.id()), care.faces().enrolled());
    assertEquals(new String(firstBefore), new String(exported(one.id())));
    assertEquals(new String(secondBefore), new String(exported(two.id())));
    assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
  }

  @Test
  void documentsOfBothRecordsAreThePersons() {
    NewDocument letter =
        new NewDocument("letter", () -> new ByteArrayInputStream(new byte[] {1, 2, 3}));
    NewDocument scan = new NewDocument("scan", () -> new ByteArrayInputStream(new byte[] {4}));
    Documents documents = care.documents();
    documents.attach(one.id(), letter);
    DocumentReference others = documents.attach(two.id(), scan);
    care.people().merge(two.id(), one.id(), "");
    for (PatientId number : List.of(one.id(), two.id())) {
      List<DocumentReference> all = documents.list(number);
      assertEquals(2, all.size());
      assertTrue(all.stream().allMatch(d -> d.patient().equals(one.id())));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      documents.fetch(number, others.id(), "asked for", out);
      assertArrayEquals(new byte[] {4}, out.toByteArray());
    }
    assertThrows(
        StoreException.AlreadyAttached.class, () -> documents.attach(one.id(), scan), "is there");
    care.people().part(two.id(), "");
    assertEquals(List.of("letter"), titles(one.id()));
    assertEquals(List.of("scan"), titles(two.id()));
  }

  private List<String> titles(PatientId patient) {
    return care.documents().list(patient).stream().map(DocumentReference::title).toList();
  }

  @Test
  void whoLooksAlikeFollowsTheRecordsAndTheUndo() {
    Patient third =
        care.people()
            .register(
                Patient.named(new HumanName("Okonkwo", "Ada"), Clinic.day("1984-02-28")).build());
    care.faces().tellApart(two.id(), Set.of(third.id()));
    LookAlikes twins = LookAlikes.of(two.id(), third.id());
    assertEquals(Set.of(twins), care.faces().lookAlikes());

    care.people().merge(two.id(), one.id(), "");
    assertEquals(Set.of(LookAlikes.of(one.id(), third.id())), care.faces().lookAlikes());
    care.people().merge(third.id(), one.id(), "");
    assertEquals(Set.of(), care.faces().lookAlikes(), "one person now");

    care.people().part(third.id(), "");
    care.people().part(two.id(), "");
    assertEquals(Set.of(twins), care.faces().lookAlikes());
    session.act(Purpose.ADMINISTRATION).erasures().erase(third.id());
    assertEquals(Set.of(), care.faces().lookAlikes(), "who was erased is nobody");
  }

  @Test
  void aChangeToAnEntryOfTheOtherRecordIsAVersionOfItThere() {
    care.people().merge(two.id(), one.id(), "");
    Condition asthma = care.charts().open(one.id()).conditions().get(0);
    Condition over =
        new Condition(
            asthma.id(),
            one.id(),
            asthma.code(),
            ClinicalStatus.RESOLVED,
            asthma.onset(),
            Optional.of(Clinic.day("2026-01-01")));
    assertEquals(1, care.charts().put(one.id(), List.of(over)).changed());
    care.people().part(two.id(), "");
    assertEquals(
        ClinicalStatus.RESOLVED, care.charts().open(two.id()).conditions().get(0).status());
    assertEquals(List.of(), care.charts().open(one.id()).conditions());
  }

  @Test
  void withdrawalReachesTheFacesOfBoth() {
    care.people().merge(two.id(), one.id(), "");
    WithdrawalReceipt receipt = care.consents().withdraw(one.id(), Purpose.FACE_RECOGNITION);
    assertEquals(1, receipt.templates());
    assertEquals(2, receipt.samples());
    assertEquals(Set.of(), care.faces().enrolled());
    care.people().part(two.id(), "");
    assertEquals(Set.of(), care.faces().enrolled());
  }

  @Test
  void whatIsOneAlreadyIsNotMergedAndWhatIsNotIsNotParted() {
    assertThrows(StoreException.Invalid.class, () -> care.people().merge(one.id(), one.id(), ""));
    assertThrows(StoreException.Refused.class, () -> care.people().part(two.id(), ""));
    care.people().merge(two.id(), one.id(), "");
    assertThrows(StoreException.Refused.class, () -> care.people().merge(two.id(), one.id(), ""));
    assertThrows(StoreException.Refused.class, () -> care.people().merge(one.id(), two.id(), ""));
    Patient head = care.people().byId(one.id()).orElseThrow();
    care.people().update(head.change().phone("0701").build());
    assertEquals(one.id(), care.people().byNumber(two.number()).orElseThrow().id());
  }

  @Test
  void theHistorySaysWhoWroteEachVersionAndWhen() {
    Condition asthma = care.charts().open(two.id()).conditions().get(0);
    care.charts()
        .put(
            two.id(),
            List.of(
                new Condition(
                    asthma.id(),
                    two.id(),
                    asthma.code(),
                    ClinicalStatus.RESOLVED,
                    asthma.onset(),
                    Optional.empty())));
    session.act(Purpose.FRONT_DESK).people().update(two.change().address("Elsewhere 1").build());
    List<EntryVersion> history = care.charts().history(two.id());
    List<EntryVersion> people = history.stream().filter(v -> v.type().equals("Patient")).toList();
    assertEquals(List.of(1, 2), people.stream().map(EntryVersion::version).toList());
    assertEquals("", ((Patient) people.get(0).value()).address());
    assertEquals("Elsewhere 1", ((Patient) people.get(1).value()).address());
    assertEquals(Purpose.TREATMENT, people.get(0).why());
    assertEquals(Purpose.FRONT_DESK, people.get(1).why());
    List<EntryVersion> conditions =
        history.stream().filter(v -> v.type().equals("Condition")).toList();
    assertEquals(List.of(false, true), conditions.stream().map(EntryVersion::latest).toList());
    assertEquals(
        List.of(ClinicalStatus.ACTIVE, ClinicalStatus.RESOLVED),
        conditions.stream().map(v -> ((Condition) v.value()).status()).toList());
    assertTrue(history.stream().allMatch(v -> v.by().equals(Clinic.USER)));
  }

  @Test
  void aRegistrationFindsTheSamePersonMisspelt() {
    Patient kamala =
        care.people()
            .register(
                Patient.named(new HumanName("Hegde", "Kamala"), LocalDate.of(1948, 3, 4))
                    .phone("98450 11347")
                    .build());
    record Try(String family, String given, String born, String phone) {}
    List<Try> same =
        List.of(
            new Try("Hegde", "Kamla", "1948-03-04", ""),
            new Try("Kamala", "Hegde", "1948-03-04", ""),
            new Try("Hegdé", "Kamala", "1948-04-03", ""),
            new Try("Hedge", "Kamala", "1948-03-04", ""),
            new Try("Hegde", "Kamala", "1943-03-04", ""),
            new Try("Hegde", "Kamala", "1950-01-01", "+91 9845011347"),
            new Try("Hegde", "Kamala Devi", "1948-03-04", ""));
    for (Try t : same) {
      List<Patient> found =
          care.people()
              .possibleDuplicates(
                  new HumanName(t.family(), t.given()), Clinic.day(t.born()), t.phone());
      assertEquals(List.of(kamala.id()), found.stream().map(Patient::id).toList(), t.born());
    }
    assertEquals(
        List.of(),
        care.people()
            .possibleDuplicates(new HumanName("Rao", "Asha"), Clinic.day("1948-03-04"), ""));
  }

  @Test
  void whoMergedAndWhyIsSaidUntilItIsUndone() {
    care.people().merge(two.id(), one.id(), " the same\nhealth card ");
    MergedRecord merged = care.people().merges(one.id()).get(0);
    assertEquals(two.number(), merged.patient().number());
    assertEquals(session.user(), merged.by());
    assertEquals("the same health card", merged.reason());
    assertEquals(List.of(merged), care.people().merges(two.id()), "asked for by either");
    care.people().part(two.id(), "two sisters");
    assertEquals(List.of(), care.people().merges(one.id()));
    assertEquals(
        List.of("two sisters", "two sisters", "the same health card", "the same health card"),
        session.act(Purpose.AUDIT).audit().latest(20).stream()
            .filter(e -> e.action().name().startsWith("RECORDS_"))
            .map(e -> e.reason().orElseThrow())
            .toList());
  }

  @Test
  void whyAChartWasOpenedStandsInTheLedger() {
    care.charts().open(one.id(), "phone call, reason=none");
    care.charts().open(one.id());
    session.act(Purpose.FRONT_DESK).people().byId(one.id(), "x".repeat(400));
    List<AuditEvent> events = session.act(Purpose.AUDIT).audit().latest(4);
    assertEquals(Optional.of("x".repeat(AuditEvent.REASON_LENGTH)), reason(events, 0));
    assertEquals(Optional.empty(), reason(events, 1));
    assertEquals(Optional.of("phone call, reason=none"), reason(events, 2));
  }

  private static Optional<String> reason(List<AuditEvent> events, int index) {
    return events.get(index).reason();
  }

  @Test
  void rightsAreThoseOfTheMatrixForThePurpose() {
    assertTrue(care.may(Operation.READ_CHART));
    assertFalse(session.act(Purpose.FRONT_DESK).may(Operation.READ_CHART));
    assertTrue(session.act(Purpose.FRONT_DESK).may(Operation.MERGE));
    try (Session kiosk = session.forKiosk()) {
      assertFalse(kiosk.act(Purpose.FRONT_DESK).may(Operation.MERGE));
    }
  }
}
