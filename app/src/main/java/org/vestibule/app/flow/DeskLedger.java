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
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Access;
import org.vestibule.ehr.store.VerifyReport;

/** The audit ledger as the desk reads it. Thread-safe. */
final class DeskLedger {
  private static final int MOST_EVENTS = 5000;
  private static final int MOST_ENTRIES = 500;
  private static final int DAYS = 84;

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
    return new LedgerPage.Checked(
        report.events(), report.rows(), report.problems(), end, Duration.between(begin, end));
  }

  LedgerPage page(String filter) throws FlowException {
    List<AuditEvent> events =
        records.with(Purpose.AUDIT, access -> access.audit().latest(MOST_EVENTS));
    Map<PatientId, String> names =
        records.with(Purpose.FRONT_DESK, access -> names(access, events));
    String wanted = filter.strip().toLowerCase(Locale.ROOT);
    List<LedgerPage.Entry> entries = new ArrayList<>();
    for (int i = 0; i < events.size() && entries.size() < MOST_ENTRIES; i++) {
      LedgerPage.Entry entry = entry(events.get(i), events.size() - i, names);
      String all = entry.who() + " " + entry.what() + " " + entry.patient() + " " + entry.why();
      if (all.toLowerCase(Locale.ROOT).contains(wanted)) {
        entries.add(entry);
      }
    }
    Optional<Instant> since =
        events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1).at());
    return new LedgerPage(events.size(), since, perDay(events), entries);
  }

  /** Names of the patients that the shown entries are about. */
  private static Map<PatientId, String> names(Access access, List<AuditEvent> events) {
    Map<PatientId, String> names = new HashMap<>();
    for (AuditEvent event : events.subList(0, Math.min(events.size(), MOST_ENTRIES))) {
      event
          .patient()
          .ifPresent(
              id ->
                  names.computeIfAbsent(
                      id,
                      any ->
                          access
                              .people()
                              .byId(id)
                              .map(Patient::name)
                              .map(n -> n.spoken())
                              .orElse("–")));
    }
    return names;
  }

  private static LedgerPage.Entry entry(
      AuditEvent event, long number, Map<PatientId, String> names) {
    return new LedgerPage.Entry(
        number,
        event.at(),
        event.actor(),
        what(event.action()),
        event.patient().map(id -> names.getOrDefault(id, "–")).orElse("–"),
        event.purpose().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        "",
        "",
        notable(event));
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

  private List<Integer> perDay(List<AuditEvent> events) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    int[] counts = new int[DAYS];
    int oldest = DAYS - 1;
    for (AuditEvent event : events) {
      long ago = today.toEpochDay() - LocalDate.ofInstant(event.at(), zone).toEpochDay();
      if (ago >= 0 && ago < DAYS) {
        int index = DAYS - 1 - (int) ago;
        counts[index]++;
        oldest = Math.min(oldest, index);
      }
    }
    List<Integer> days = new ArrayList<>();
    for (int i = oldest; i < DAYS; i++) {
      days.add(counts[i]);
    }
    return days;
  }
}
