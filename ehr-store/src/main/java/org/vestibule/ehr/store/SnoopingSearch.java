package org.vestibule.ehr.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.ehr.db.AuditTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/** Gathers what the rule about snooping needs to know. Within one transaction. */
final class SnoopingSearch {
  private static final Set<AuditAction> OPENED =
      Set.of(AuditAction.CHART_OPENED, AuditAction.DOCUMENT_READ);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_EVENTS = 20_000;

  private final Tx tx;
  private final Map<String, Set<String>> staff = new HashMap<>();
  private final Map<PatientId, Set<String>> surnames = new HashMap<>();
  private final Map<PatientId, List<Instant>> visits = new HashMap<>();

  SnoopingSearch(Tx tx) {
    this.tx = tx;
    tx.staff().all().forEach(s -> staff.put(s.person().user(), parts(s.person().name())));
  }

  List<Suspicion> since(Instant from, Instant until) {
    List<AuditTable.Chained> events =
        tx.audit()
            .search(
                Optional.empty(),
                Optional.empty(),
                from,
                until,
                e -> OPENED.contains(e.action()) && e.patient().isPresent(),
                MOST_EVENTS);
    List<SnoopingRule.Opened> opened = new ArrayList<>();
    for (AuditTable.Chained event : events) {
      if (isKnown(event.event().patient().orElseThrow())) {
        opened.add(opened(event.sequence(), event.event()));
      }
    }
    return SnoopingRule.apply(opened);
  }

  private SnoopingRule.Opened opened(long number, AuditEvent event) {
    PatientId patient = event.patient().orElseThrow();
    Set<String> common = new HashSet<>(staff.getOrDefault(event.actor(), Set.of()));
    common.retainAll(surnames.get(patient));
    boolean expected =
        visits.get(patient).stream()
            .anyMatch(v -> Duration.between(v, event.at()).abs().compareTo(DAY) < 0);
    return new SnoopingRule.Opened(
        number, event.at(), event.actor(), patient, !common.isEmpty(), expected);
  }

  /** Whether there is a record to compare with: it may have been erased since. */
  private boolean isKnown(PatientId patient) {
    if (!surnames.containsKey(patient)) {
      Optional<Set<String>> names = tx.patients().find(patient).map(p -> parts(p.name()));
      if (names.isEmpty()) {
        return false;
      }
      surnames.put(patient, names.get());
      visits.put(patient, visits(patient));
    }
    return true;
  }

  /** Appointments, and when the patient was registered: who is new is here. */
  private List<Instant> visits(PatientId patient) {
    List<Instant> all = new ArrayList<>();
    tx.entries()
        .complete(patient, KeyScope.DIRECTORY)
        .forEach(
            e -> {
              if (e.value() instanceof Appointment a) {
                all.add(a.start());
              }
            });
    tx.audit()
        .search(
            Optional.of(patient),
            Optional.of(AuditAction.PATIENT_REGISTERED),
            Instant.EPOCH,
            Instant.parse("9999-12-31T23:59:59Z"),
            e -> true,
            1)
        .forEach(e -> all.add(e.event().at()));
    return all;
  }

  /** Double names share a surname with either half. */
  private static Set<String> parts(HumanName name) {
    Set<String> parts = new HashSet<>();
    for (String part : name.family().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+", -1)) {
      if (part.length() > 1) {
        parts.add(part);
      }
    }
    return parts;
  }
}
