package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** What is due and what is not, the clock, and disposal that may be cut short anywhere. */
class RetentionTest {
  private static final Instant IN_ELEVEN_YEARS = Instant.parse("2037-04-01T10:00:00Z");
  private static final byte[] LETTER = "A letter that is kept.".getBytes(StandardCharsets.UTF_8);

  @TempDir Path parent;
  private Path archive;
  private char[] recoveryKey;
  private EhrStore store;
  private Session admin;
  private Patient maria;
  private Patient child;
  private DocumentReference letter;

  @BeforeEach
  void create() {
    archive = parent.resolve("old.archive");
    Created created = Clinic.create(parent.resolve("data"));
    recoveryKey = created.recoveryKey().characters().clone();
    store = created.store();
    admin = created.session();
    maria = treat().faces().enrol(Clinic.enrolment(Clinic.maria(), 7));
    treat().charts().put(maria.id(), Clinic.everyKind(maria.id()));
    letter =
        treat()
            .documents()
            .attach(maria.id(), new NewDocument("a.txt", () -> new ByteArrayInputStream(LETTER)));
    child = treat().people().register(Clinic.person("Young", "Kim", Clinic.day("2020-05-01")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Access treat() {
    return admin.act(Purpose.TREATMENT);
  }

  private Retention retention() {
    return admin.act(Purpose.ADMINISTRATION).retention();
  }

  private void at(Instant now) {
    store.close();
    store = EhrStore.open(Clinic.place(parent.resolve("data")), Clock.fixed(now, ZoneOffset.UTC));
    admin = Clinic.unlock(store);
  }

  private void assertVerified() {
    assertEquals(List.of(), admin.act(Purpose.ADMINISTRATION).verify().problems());
  }

  private static RetentionFacts facts(String born, String contact, RetentionKind... kinds) {
    Set<RetentionKind> all = EnumSet.of(RetentionKind.CONTACT, kinds);
    Instant at = Instant.parse(contact + "T23:30:00Z");
    return new RetentionFacts(PatientId.random(), "V-1", LocalDate.parse(born), at, all, false);
  }

  private static List<RetentionKind> due(RetentionFacts facts, String day) {
    Instant now = Instant.parse(day + "T01:00:00Z");
    return RetentionPlan.of(List.of(facts), RetentionSchedule.DEFAULT, now).due().stream()
        .map(RetentionPlan.Due::kind)
        .toList();
  }

  @Test
  void theLongestOfTheKindsDecidesAndNoTimeZoneMakesItShorter() {
    RetentionFacts contact = facts("1980-01-01", "2020-02-29");
    assertEquals(List.of(), due(contact, "2023-03-01"));
    assertEquals(List.of(RetentionKind.CONTACT), due(contact, "2023-03-02"));
    RetentionFacts chart = facts("1980-01-01", "2020-06-01", RetentionKind.CHART);
    assertEquals(List.of(), due(chart, "2030-06-02"));
    assertEquals(List.of(RetentionKind.CHART), due(chart, "2030-06-03"));
    RetentionFacts face =
        facts("1980-01-01", "2020-06-01", RetentionKind.CHART, RetentionKind.FACE);
    assertEquals(List.of(), due(face, "2022-06-02"));
    assertEquals(List.of(RetentionKind.FACE), due(face, "2022-06-03"));
    assertEquals(List.of(RetentionKind.CHART), due(face, "2031-01-01"), "and the face with it");
  }

  @Test
  void aMinorsRecordIsKeptTenYearsFromTheEighteenthBirthday() {
    RetentionFacts young = facts("2015-06-15", "2020-01-01", RetentionKind.CHART);
    assertEquals(List.of(), due(young, "2031-01-01"));
    assertEquals(List.of(), due(young, "2043-06-16"));
    assertEquals(List.of(RetentionKind.MINOR), due(young, "2043-06-17"));
    RetentionFacts grown = facts("2015-06-15", "2034-01-01", RetentionKind.CHART);
    assertEquals(List.of(), due(grown, "2043-12-31"), "seen again when grown up");
  }

  @Test
  void aClockSetBackNeverMakesAnythingOld() {
    LedgerTime time = new LedgerTime();
    UUID patient = UUID.randomUUID();
    Instant now = Instant.parse("2026-03-05T09:30:00Z");
    time.next(now, AuditAction.UNLOCKED, Optional.empty());
    Instant back = Instant.parse("2009-01-01T00:00:00Z");
    time.next(back, AuditAction.CHART_CHANGED, Optional.of(patient));
    time.next(now.plusSeconds(60), AuditAction.CHART_OPENED, Optional.of(patient));
    time.now(now.plus(Duration.ofDays(1)));
    assertEquals(Optional.of(now), time.contact(patient));
  }

  @Test
  void aLeapAheadIsDoubtfulUntilTheClockIsConfirmed() {
    LedgerTime time = new LedgerTime();
    UUID patient = UUID.randomUUID();
    Instant now = Instant.parse("2026-03-05T09:30:00Z");
    Instant far = Instant.parse("2099-01-01T00:00:00Z");
    time.next(now, AuditAction.UNLOCKED, Optional.empty());
    time.next(now.plus(LedgerTime.LEAP), AuditAction.UNLOCKED, Optional.empty());
    time.now(now.plus(LedgerTime.LEAP));
    time.next(far, AuditAction.CHART_CHANGED, Optional.of(patient));
    Instant right = now.plus(Duration.ofDays(100));
    assertThrows(StoreException.Refused.class, () -> time.now(right));
    time.next(right, AuditAction.CLOCK_CONFIRMED, Optional.empty());
    time.now(right);
    assertEquals(Optional.of(right), time.contact(patient), "no later than when it was put right");
    assertThrows(StoreException.Refused.class, () -> time.now(far));
  }

  @Test
  void whatIsDueIsArchivedAndDisposedOfAndNothingElse() throws IOException {
    assertEquals(List.of(), retention().plan().due());
    at(IN_ELEVEN_YEARS);
    StoreException doubt = assertThrows(StoreException.Refused.class, () -> retention().plan());
    assertTrue(doubt.getMessage().contains("--clock-is-right"), doubt.getMessage());
    retention().confirmClock();
    RetentionPlan plan = retention().plan();
    assertEquals(List.of(maria.id()), plan.due().stream().map(d -> d.patient()).toList());
    assertTrue(treat().people().byId(maria.id()).isPresent(), "a plan changes nothing");
    ArchiveReport report = retention().archive(archive, plan);
    assertEquals(new ArchiveReport(1, 4, Files.size(archive)), report);
    assertThrows(StoreException.OutputThere.class, () -> retention().archive(archive, plan));
    assertFalse(
        new String(Files.readAllBytes(archive), StandardCharsets.ISO_8859_1).contains("Okonkwo"));
    assertEquals(new Disposal(1, 0, 0), retention().dispose(plan, archive));
    assertEquals(Optional.empty(), treat().people().byId(maria.id()));
    assertEquals(List.of(), treat().faces().all(Clinic.ENCODER));
    assertTrue(treat().people().byId(child.id()).isPresent());
    assertVerified();
    assertEquals(List.of(), retention().plan().due());
    assertTrue(
        admin.act(Purpose.AUDIT).audit().latest(50).stream()
            .map(e -> e.action())
            .toList()
            .containsAll(
                List.of(
                    AuditAction.RETENTION_PLANNED,
                    AuditAction.CLOCK_CONFIRMED,
                    AuditAction.RECORD_ARCHIVED,
                    AuditAction.RECORD_DISPOSED,
                    AuditAction.PATIENT_ERASED)));
    admin.act(Purpose.ADMINISTRATION).keys().startRotation();
    admin.act(Purpose.ADMINISTRATION).keys().rotate(done -> {});
    Path out = parent.resolve("opened");
    assertEquals(4, EhrStore.openArchive(archive, out, recoveryKey.clone()));
    Path folder = out.resolve(maria.id().value().toString());
    assertTrue(Files.readString(folder.resolve("bundle.json")).contains("Okonkwo"));
    assertArrayEquals(
        LETTER, Files.readAllBytes(folder.resolve("documents").resolve(letter.id().toString())));
  }

  @Test
  void cutShortAfterTheArchiveTheSameCallGoesOnAndWhatChangedStays() throws IOException {
    Patient lou = treat().people().register(Clinic.person("Old", "Lou", Clinic.day("1950-01-01")));
    at(IN_ELEVEN_YEARS);
    retention().confirmClock();
    RetentionPlan plan = retention().plan();
    assertEquals(2, plan.due().size());
    retention().archive(archive, plan);
    at(IN_ELEVEN_YEARS.plusSeconds(60));
    assertVerified();
    treat().charts().put(lou.id(), List.of(Clinic.note(lou.id(), "Came back.")));
    assertEquals(new Disposal(1, 0, 1), retention().dispose(plan, archive));
    assertTrue(treat().people().byId(lou.id()).isPresent());
    assertEquals(new Disposal(0, 0, 2), retention().dispose(plan, archive), "once is enough");
    assertVerified();
  }

  @Test
  void anArchiveThatWasCutOrLacksSomebodyDisposesOfNobody() throws IOException {
    at(IN_ELEVEN_YEARS);
    retention().confirmClock();
    RetentionPlan plan = retention().plan();
    RetentionPlan nobody = new RetentionPlan(plan.asOf(), List.of());
    retention().archive(archive, nobody);
    assertEquals(new Disposal(0, 0, 1), retention().dispose(plan, archive));
    Path whole = parent.resolve("whole.archive");
    retention().archive(whole, plan);
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(archive, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThrows(StoreException.Damaged.class, () -> retention().dispose(plan, archive));
    assertThrows(
        StoreException.Unreadable.class,
        () -> EhrStore.restore(whole, parent.resolve("x"), recoveryKey.clone()));
    assertTrue(treat().people().byId(maria.id()).isPresent());
  }

  @Test
  void anotherScheduleIsKeptThroughARotationAndFacesGoFirst() {
    RetentionSchedule longer = RetentionSchedule.DEFAULT.with(RetentionKind.CHART, 30);
    retention().change(longer);
    admin.act(Purpose.ADMINISTRATION).keys().startRotation();
    admin.act(Purpose.ADMINISTRATION).keys().rotate(done -> {});
    at(IN_ELEVEN_YEARS);
    assertEquals(longer, retention().schedule());
    retention().confirmClock();
    RetentionPlan plan = retention().plan();
    assertEquals(
        List.of(RetentionKind.FACE), plan.due().stream().map(RetentionPlan.Due::kind).toList());
    retention().archive(archive, plan);
    assertEquals(new Disposal(0, 1, 0), retention().dispose(plan, archive));
    assertTrue(treat().people().byId(maria.id()).isPresent());
    assertEquals(List.of(), treat().faces().all(Clinic.ENCODER));
    assertVerified();
    assertThrows(StoreException.Invalid.class, () -> longer.with(RetentionKind.CHART, 0));
  }

  @Test
  void anEmergencyAccessThatWaitsKeepsTheRecord() {
    admin.act(Purpose.EMERGENCY).emergencies().open(maria.id(), "unconscious");
    at(IN_ELEVEN_YEARS);
    retention().confirmClock();
    RetentionPlan plan = retention().plan();
    assertTrue(plan.due().get(0).waits());
    retention().archive(archive, plan);
    assertEquals(new Disposal(0, 0, 1), retention().dispose(plan, archive));
    assertTrue(treat().people().byId(maria.id()).isPresent());
  }

  @Test
  void onlyAnAdministratorMayAndOnlyWithAWholeLedger() throws Exception {
    char[] password = "desk password".toCharArray();
    admin
        .act(Purpose.ADMINISTRATION)
        .keys()
        .addStaff(
            new Practitioner("lena", new HumanName("", "lena")),
            EnumSet.of(Role.CLINICIAN, Role.AUDITOR),
            password.clone());
    try (Session lena = store.unlock("lena", password)) {
      Retention hers = lena.act(Purpose.ADMINISTRATION).retention();
      assertThrows(StoreException.Denied.class, hers::plan);
      assertThrows(StoreException.Denied.class, hers::schedule);
      assertThrows(StoreException.Denied.class, hers::confirmClock);
      assertThrows(StoreException.Denied.class, () -> treat().retention().plan());
    }
    at(IN_ELEVEN_YEARS);
    retention().confirmClock();
    RetentionPlan plan = retention().plan();
    retention().archive(archive, plan);
    store.close();
    Hand hand = new Hand(parent.resolve("data"));
    assertEquals(1, hand.change("DELETE FROM audit WHERE sequence = 5"));
    at(IN_ELEVEN_YEARS);
    assertThrows(StoreException.Damaged.class, () -> retention().dispose(plan, archive));
    assertTrue(treat().people().byId(maria.id()).isPresent());
  }
}
