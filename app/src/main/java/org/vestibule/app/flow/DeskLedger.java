package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Access;
import org.vestibule.ehr.store.Audit;
import org.vestibule.ehr.store.AuditEntry;
import org.vestibule.ehr.store.AuditQuery;
import org.vestibule.ehr.store.Suspicion;
import org.vestibule.ehr.store.VerifyReport;

/** The audit ledger as the desk reads it. Thread-safe. */
final class DeskLedger {
  private static final int MOST_EVENTS = 5000;
  private static final int MOST_ENTRIES = 500;
  private static final int DAYS = 84;
  private static final Duration LOOKED_BACK = Duration.ofDays(7);

  private final DeskRecords records;
  private final InstantSource clock;
  private final ZoneId zone;
  private volatile Optional<Instant> checkedAt = Optional.empty();

  DeskLedger(DeskRecords records, InstantSource clock, ZoneId zone) {
    this.records = records;
    this.clock = clock;
    this.zone = zone;
  }

  /** When the whole ledger was last found in order since this program started. */
  Optional<Instant> checkedAt() {
    return checkedAt;
  }

  LedgerPage.Checked check() throws FlowException {
    Instant begin = clock.instant();
    VerifyReport report = records.with(Purpose.ADMINISTRATION, Access::verify);
    Instant end = clock.instant();
    if (report.ok()) {
      checkedAt = Optional.of(end);
    }
    return LedgerPage.Checked.of(report, begin, end);
  }

  LedgerPage page(String filter) throws FlowException {
    String wanted = filter.strip();
    AuditQuery query = query(wanted);
    List<AuditEntry> events = records.with(Purpose.AUDIT, access -> access.audit().search(query));
    Audit.Extent extent = records.with(Purpose.AUDIT, access -> access.audit().extent(DAYS));
    Map<Long, String> suspicions = suspicions();
    Map<PatientId, String> names = records.with(Purpose.AUDIT, access -> names(access, events));
    List<LedgerPage.Entry> entries = new ArrayList<>();
    boolean narrowed = !query.equals(AuditQuery.latest(MOST_EVENTS));
    for (AuditEntry found : events) {
      LedgerPage.Entry entry =
          entry(found, names, Optional.ofNullable(suspicions.get(found.number())));
      if (entries.size() < MOST_ENTRIES && (narrowed || fits(entry, wanted))) {
        entries.add(entry);
      }
    }
    return new LedgerPage(extent.events(), extent.since(), perDay(extent.perDay()), entries);
  }

  private static boolean fits(LedgerPage.Entry entry, String wanted) {
    String all = entry.who() + " " + entry.what() + " " + entry.patient() + " " + entry.why();
    return all.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }

  /** The whole ledger for a patient's number or a user's name, else the newest to look through. */
  private AuditQuery query(String wanted) throws FlowException {
    AuditQuery latest = AuditQuery.latest(MOST_EVENTS);
    if (wanted.isEmpty()) {
      return latest;
    }
    Optional<PatientId> patient =
        records.with(Purpose.AUDIT, access -> access.audit().numbered(wanted));
    if (patient.isPresent()) {
      return new AuditQuery(
          Optional.empty(),
          patient,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          MOST_ENTRIES);
    }
    boolean isStaff =
        records.with(
            Purpose.AUDIT,
            access -> access.keys().list().stream().anyMatch(s -> s.user().equals(wanted)));
    return isStaff
        ? new AuditQuery(
            Optional.of(wanted),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MOST_ENTRIES)
        : latest;
  }

  /** What somebody should be asked about, by the number of the event. */
  private Map<Long, String> suspicions() throws FlowException {
    Map<Long, String> all = new HashMap<>();
    for (Suspicion suspicion :
        records.with(Purpose.AUDIT, access -> access.audit().suspicions(LOOKED_BACK))) {
      all.put(suspicion.number(), AuditWork.words(suspicion));
    }
    return all;
  }

  /** Names of the patients that the shown entries are about. */
  private static Map<PatientId, String> names(Access access, List<AuditEntry> events) {
    Set<PatientId> shown =
        events.stream()
            .limit(MOST_ENTRIES)
            .flatMap(found -> found.event().patient().stream())
            .collect(Collectors.toSet());
    Map<PatientId, String> names = new HashMap<>();
    access.audit().subjects(shown).forEach((id, whom) -> names.put(id, whom.name().spoken()));
    return names;
  }

  private static LedgerPage.Entry entry(
      AuditEntry found, Map<PatientId, String> names, Optional<String> suspicion) {
    AuditEvent event = found.event();
    String purpose = event.purpose().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String why = event.reason().map(said -> purpose + ", “" + said + "”").orElse(purpose);
    return new LedgerPage.Entry(
        found.number(),
        event.at(),
        event.actor(),
        what(event.action()),
        event.patient().map(id -> names.getOrDefault(id, "–")).orElse("–"),
        suspicion.map(words -> why + ": " + words).orElse(why),
        found.mark(),
        found.before(),
        notable(event) || suspicion.isPresent());
  }

  static String what(AuditAction action) {
    String words = action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static boolean notable(AuditEvent event) {
    return event.action() == AuditAction.UNLOCK_FAILED
        || event.action() == AuditAction.ACCESS_DENIED
        || event.action() == AuditAction.RECOVERY_KEY_USED
        || event.purpose() == Purpose.EMERGENCY;
  }

  private List<Integer> perDay(Map<LocalDate, Integer> counts) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    LocalDate oldest =
        counts.keySet().stream()
            .filter(day -> day.isAfter(today.minusDays(DAYS)))
            .min(LocalDate::compareTo)
            .orElse(today);
    List<Integer> days = new ArrayList<>();
    for (LocalDate day = oldest; !day.isAfter(today); day = day.plusDays(1)) {
      days.add(counts.getOrDefault(day, 0));
    }
    return days;
  }
}
