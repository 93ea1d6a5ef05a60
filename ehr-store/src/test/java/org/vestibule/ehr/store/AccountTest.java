package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** Heads kept elsewhere, search in the ledger, and what somebody should be asked about. */
class AccountTest {
  @TempDir Path folder;
  private Path data;
  private EhrStore store;
  private Session session;

  @BeforeEach
  void begin() {
    data = folder.resolve("data");
    Created made = Clinic.create(data);
    store = made.store();
    session = made.session();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private void reopen() {
    store = Clinic.open(data);
    session = Clinic.unlock(store);
  }

  private PatientId register(String family) {
    return session
        .act(Purpose.TREATMENT)
        .people()
        .register(Clinic.person(family, "Ann", Clinic.day("1980-01-01")))
        .id();
  }

  private List<String> problems(String head) {
    return session.act(Purpose.ADMINISTRATION).verify(List.of(head)).problems();
  }

  @Test
  void aHeadFitsAsLongAsNothingWasTakenAway() {
    register("Smith");
    Audit.Head head = session.act(Purpose.AUDIT).audit().head();
    assertTrue(head.text().length() < 1_024);
    register("Jones");
    assertEquals(List.of(), problems(head.text() + "\n"));
    assertThrows(StoreException.Invalid.class, () -> problems("VESTIBULE-HEAD-1:AAAA"));
  }

  @Test
  void anOlderDatabasePutBackIsNamedWithWhatIsMissing() {
    register("Smith");
    store.close();
    Runnable putBack = new Hand(data).older();
    reopen();
    for (int i = 0; i < 5; i++) {
      register("Jones" + i);
    }
    Audit.Head head = session.act(Purpose.AUDIT).audit().head();
    store.close();
    putBack.run();
    reopen();
    List<String> found = problems(head.text());
    assertEquals(1, found.size());
    assertTrue(found.get(0).contains("to " + head.events() + " are missing"), found.toString());
  }

  @Test
  void anotherHistoryOfTheSameLengthIsFound() {
    register("Smith");
    store.close();
    Runnable putBack = new Hand(data).older();
    reopen();
    register("Jones");
    Audit.Head head = session.act(Purpose.AUDIT).audit().head();
    store.close();
    putBack.run();
    reopen();
    for (int i = 0; i < 5; i++) {
      register("Miller" + i);
    }
    List<String> found = problems(head.text());
    assertEquals(1, found.size());
    assertTrue(found.get(0).contains("rewritten"), found.toString());
  }

  @Test
  void anotherClinicsHeadAndAChangedOneAreSaidToBe() {
    Audit.Head head;
    try (Created other = Clinic.create(folder.resolve("other"))) {
      head = other.session().act(Purpose.AUDIT).audit().head();
    }
    assertTrue(problems(head.text()).get(0).contains("another ledger"));
    String ours = session.act(Purpose.AUDIT).audit().head().text();
    char[] changed = ours.toCharArray();
    changed[ours.length() - 20] = changed[ours.length() - 20] == 'A' ? 'B' : 'A';
    assertTrue(problems(new String(changed)).get(0).contains("not signed by this clinic"));
  }

  @Test
  void eventsAreFoundWithMarksThatFollowEachOther() {
    PatientId smith = register("Smith");
    session.act(Purpose.TREATMENT).charts().open(smith);
    Audit audit = session.act(Purpose.AUDIT).audit();
    List<AuditEntry> all = audit.search(AuditQuery.latest(100));
    for (int i = 0; i + 1 < all.size(); i++) {
      assertEquals(all.get(i).number() - 1, all.get(i + 1).number());
      assertEquals(all.get(i).before(), all.get(i + 1).mark());
    }
    assertEquals(1, all.get(all.size() - 1).number());
    assertEquals(64, all.get(0).mark().length());
    AuditQuery opened =
        new AuditQuery(
            Optional.of(Clinic.USER),
            Optional.of(smith),
            Optional.of(AuditAction.CHART_OPENED),
            Optional.of(Clinic.NOW.minusSeconds(1)),
            Optional.of(Clinic.NOW.plusSeconds(1)),
            5);
    assertEquals(1, audit.search(opened).size());
    assertEquals(all.size() + 2, audit.extent(7).events());
    assertEquals(
        0,
        audit
            .search(
                new AuditQuery(
                    Optional.of("nobody"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    5))
            .size());
  }

  @Test
  void aChartOfTheSameSurnameWithoutAVisitIsToBeLookedAt() {
    char[] password = "another horse".toCharArray();
    Practitioner iyer = new Practitioner("iyer", new HumanName("Smith-Iyer", "R."));
    session.act(Purpose.ADMINISTRATION).keys().addStaff(iyer, EnumSet.of(Role.CLINICIAN), password);
    PatientId smith = register("Smith");
    PatientId jones = register("Jones");
    try (Session clinician = store.unlock("iyer", password)) {
      clinician.act(Purpose.TREATMENT).charts().open(smith);
      clinician.act(Purpose.TREATMENT).charts().open(jones);
    }
    List<Suspicion> found = session.act(Purpose.AUDIT).audit().suspicions(Duration.ofDays(7));
    assertEquals(1, found.size());
    assertEquals(smith, found.get(0).patient());
    assertEquals("iyer", found.get(0).actor());
    assertEquals(Set.of(Suspicion.Reason.SAME_SURNAME), found.get(0).reasons());
  }

  @Test
  void chartsWithoutAnAppointmentAndManyChartsAreToBeLookedAt() {
    Instant later = Clinic.NOW.plus(Duration.ofDays(3));
    PatientId expected = register("Jones");
    PatientId unexpected = register("Smith");
    session.act(Purpose.FRONT_DESK).queue().book(Clinic.appointment(expected, later));
    List<PatientId> round = new ArrayList<>();
    for (int i = 0; i < SnoopingRule.MANY; i++) {
      round.add(register("Patient" + i));
      session.act(Purpose.FRONT_DESK).queue().book(Clinic.appointment(round.get(i), later));
    }
    store.close();
    store = EhrStore.open(Clinic.place(data), Clock.fixed(later, ZoneOffset.UTC));
    session = Clinic.unlock(store);
    Charts charts = session.act(Purpose.TREATMENT).charts();
    charts.open(expected);
    assertEquals(List.of(), suspicions());
    charts.open(unexpected);
    assertEquals(List.of(unexpected), suspicions().stream().map(Suspicion::patient).toList());
    assertEquals(Set.of(Suspicion.Reason.NO_APPOINTMENT), suspicions().get(0).reasons());
    round.forEach(charts::open);
    long many =
        suspicions().stream()
            .filter(s -> s.reasons().contains(Suspicion.Reason.MANY_CHARTS))
            .count();
    assertEquals(2, many, "27 different charts in an hour, and 25 are not many");
  }

  private List<Suspicion> suspicions() {
    return session.act(Purpose.AUDIT).audit().suspicions(Duration.ofDays(7));
  }
}
