package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.app.flow.DeskIdentity.Beside;
import org.vestibule.app.flow.DeskIdentity.Decision;
import org.vestibule.app.flow.DeskIdentity.Held;
import org.vestibule.app.flow.DeskIdentity.Merged;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.Resolution;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.HeldImport;

/** Who is who, decided at the desk over a real store, with each role's rights. */
class DeskIdentityWorkTest {
  private static final String KAMALA = "V-004127";
  private static final String AGAIN = "V-004999";

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final List<String> told = new ArrayList<>();
  private final Lane store = new Lane("store");
  private Created clinic;
  private DeskRecords records;
  private DeskIdentity identity;
  private DeskCharts charts;

  @BeforeEach
  void open() {
    clinic = TestClinic.create(folder.resolve("clinic"));
    TestClinic.receptionist(clinic.session());
    Patient kamala = TestClinic.kamala(clinic.session(), clock.instant().plus(Duration.ofHours(1)));
    var people = clinic.session().act(Purpose.FRONT_DESK).people();
    people.update(
        kamala.change().identifiers(List.of(new Identifier("urn:clinic", "MR-1"))).build());
    people.register(
        Patient.named(new HumanName("Hegde", "Kamla"), LocalDate.of(1948, 3, 14))
            .number(AGAIN)
            .build());
    records = new DeskRecords(store, clock, ZoneOffset.UTC);
    records.open(clinic.session());
    charts = new DeskCharts(records, clock, ZoneOffset.UTC);
    identity =
        new DeskIdentityWork(
            records,
            new DeskIdentityWork.Door() {
              @Override
              public void recordsChanged() {
                told.add("records");
              }

              @Override
              public void decided() {
                told.add("decided");
              }
            });
  }

  @AfterEach
  void close() {
    store.close();
    clinic.recoveryKey().close();
    clinic.store().close();
  }

  private void asReceptionist() {
    records.open(clinic.store().unlock(TestClinic.DESK, TestClinic.PASSWORD.toCharArray()));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable work) {
    return assertThrows(FlowException.class, work).code();
  }

  private Beside.Line line(Beside beside, String field) {
    return beside.lines().stream()
        .filter(line -> line.compared().field().equals(field))
        .findFirst()
        .orElseThrow();
  }

  /** The reasons of the newest events of a kind, as an auditor reads them. */
  private List<String> reasons(AuditAction action) {
    return clinic.session().act(Purpose.AUDIT).audit().latest(30).stream()
        .filter(event -> event.action() == action)
        .flatMap(event -> event.reason().stream())
        .toList();
  }

  @Test
  void twoRecordsAreComparedMergedAndParted() throws FlowException {
    Beside beside = identity.compare(AGAIN, KAMALA);
    assertEquals("spelt differently", line(beside, "Name").compared().words());
    assertEquals("Kamala Hegde", line(beside, "Name").kept());
    assertEquals("98450 11347", line(beside, "Phone").kept());
    assertEquals("Penicillin", line(beside, "Allergies").compared().recorded());
    assertEquals("all of both", line(beside, "Allergies").kept());
    assertEquals(List.of(), identity.merged(KAMALA));

    assertEquals("D-32", refusal(() -> identity.merge(AGAIN, KAMALA, " ")));
    assertEquals(KAMALA, identity.merge(AGAIN, KAMALA, "the same health card"));
    assertEquals("D-31", refusal(() -> identity.compare(AGAIN, KAMALA)));
    Merged merged = identity.merged(KAMALA).get(0);
    assertEquals(List.of(AGAIN, "Kamla Hegde"), List.of(merged.number(), merged.name()));
    assertEquals(
        List.of(TestClinic.USER, "the same health card"), List.of(merged.by(), merged.reason()));

    assertEquals("D-32", refusal(() -> identity.part(AGAIN, "")));
    assertEquals("REC-1", refusal(() -> identity.part(KAMALA, "two sisters")));
    identity.part(AGAIN, "two sisters");
    assertEquals(List.of(), identity.merged(KAMALA));
    assertEquals(List.of("records", "records"), told);
  }

  @Test
  void theFrontDeskMergesWithoutSeeingChartsAndReviewsNoImports() throws FlowException {
    asReceptionist();
    assertTrue(records.may(DeskRight.MERGE_RECORDS));
    assertTrue(records.may(DeskRight.OWN_FACTOR));
    for (DeskRight right :
        List.of(
            DeskRight.OPEN_CHARTS,
            DeskRight.REVIEW_IMPORTS,
            DeskRight.MANAGE_STAFF,
            DeskRight.SIGN_OFF_EMERGENCIES)) {
      assertFalse(records.may(right), right.name());
    }
    Beside beside = identity.compare(AGAIN, KAMALA);
    assertTrue(beside.lines().stream().noneMatch(l -> l.compared().field().equals("Allergies")));
    assertEquals(KAMALA, identity.merge(AGAIN, KAMALA, "the same health card"));
    assertThrows(FlowException.class, identity::waiting);
    records.lock("by hand");
    assertFalse(records.may(DeskRight.MERGE_RECORDS), "nobody is signed in");
  }

  private String hold(String family, String born) {
    byte[] json =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "p",
            "identifier": [{"system": "urn:clinic", "value": "MR-1"}],
            "name": [{"family": "%s", "given": ["Kamala"]}], "birthDate": "%s"}},
          {"resource": {"resourceType": "Condition", "id": "c1", "code": {"text": "Migraine"},
            "subject": {"reference": "urn:uuid:1"}, "onsetDateTime": "2001-01-01"}}]}
        """
            .formatted(family, born)
            .getBytes(StandardCharsets.UTF_8);
    List<Patient> drafts = new ArrayList<>();
    new FhirImport()
        .read(
            json,
            draft -> {
              drafts.add(draft);
              return new Resolution.NeedsReview();
            });
    var owner =
        clinic.session().act(Purpose.FRONT_DESK).people().byNumber(KAMALA).orElseThrow().id();
    HeldImport held =
        new HeldImport(
            "lab.json",
            owner,
            drafts.get(0),
            clock.instant(),
            TestClinic.USER,
            HeldImport.compress(json));
    clinic.session().act(Purpose.TREATMENT).imports().hold(held);
    return held.id().toString();
  }

  @Test
  void whoWaitsIsComparedAndTakenAsTheSamePerson() throws FlowException {
    String id = hold("Hegde-Rao", "1948-03-14");
    Held held = identity.held(id);
    assertEquals(List.of("MR-1"), held.identifiers());
    assertEquals("Migraine", line(held.beside(), "Problems").compared().typed());
    assertEquals("same", line(held.beside(), "Born").compared().words());
    assertEquals("D-32", refusal(() -> identity.decide(id, Decision.SAME, "")));
    assertEquals(
        Optional.of(KAMALA), identity.decide(id, Decision.SAME, "asked her: married name"));
    assertEquals(List.of(), identity.waiting());
    assertEquals("Migraine", charts.openByNumber(KAMALA, "check").problems().get(0).text());
    assertEquals("Kamala Hegde", charts.readAgain(KAMALA).name(), "the record's own name stays");
    assertEquals(List.of("asked her: married name"), reasons(AuditAction.IMPORT_SETTLED));
    assertEquals(List.of("decided"), told);
  }

  @Test
  void whoWaitsIsTakenAsSomebodyNewOrNotAtAll() throws FlowException {
    String somebody = hold("Iyer", "1990-01-01");
    String nobody = hold("Das", "1991-02-02");
    assertEquals(2, identity.waiting().size());
    String number =
        identity.decide(somebody, Decision.SEPARATE, "a typing mistake there").orElseThrow();
    assertFalse(number.equals(KAMALA));
    assertEquals("Kamala Iyer", charts.openByNumber(number, "check").name());
    assertEquals(Optional.empty(), identity.decide(nobody, Decision.DISCARD, "sent by mistake"));
    assertEquals(List.of(), identity.waiting());
    assertEquals("REV-1", refusal(() -> identity.held(nobody)));
    assertEquals(
        List.of("sent by mistake", "a typing mistake there"), reasons(AuditAction.IMPORT_SETTLED));
  }

  @Test
  void whyAChartWasOpenedBySearchIsReadByAnAuditor() throws FlowException {
    charts.openByNumber(KAMALA, "phone call about an appointment");
    charts.readAgain(KAMALA);
    charts.openByNumber(KAMALA, "emergency: fainted");
    asReceptionist();
    charts.openByNumber(KAMALA, "new address");
    assertEquals(
        List.of("phone call about an appointment", "phone call about an appointment"),
        reasons(AuditAction.CHART_OPENED));
    assertEquals(List.of("emergency: fainted"), reasons(AuditAction.BROKE_GLASS));
    assertEquals(List.of("new address"), reasons(AuditAction.PATIENT_LOOKED_UP));

    records.open(clinic.session());
    DeskLedger ledger = new DeskLedger(records, clock, ZoneOffset.UTC);
    assertEquals(
        List.of("treatment, “phone call about an appointment”"),
        ledger.page("phone call").entries().stream()
            .map(LedgerPage.Entry::why)
            .distinct()
            .toList());
  }
}
