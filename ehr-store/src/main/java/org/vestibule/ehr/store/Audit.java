package org.vestibule.ehr.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.ehr.db.AuditTable;
import org.vestibule.ehr.ledger.LedgerHead;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/** Who did what. */
public final class Audit {
  private static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59Z");

  private final Context context;

  Audit(Context context) {
    this.context = context;
  }

  /** The latest events, newest first. */
  public List<AuditEvent> latest(int limit) {
    return context.write(
        Operation.READ_AUDIT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<AuditEvent> events = tx.audit().latest(limit);
          trail.note(AuditAction.AUDIT_READ, "events=" + events.size());
          return events;
        });
  }

  /** The events that fit, newest first, with their marks. */
  public List<AuditEntry> search(AuditQuery query) {
    return context.write(
        Operation.READ_AUDIT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<AuditEntry> found =
              tx
                  .audit()
                  .search(
                      query.patient(),
                      query.action(),
                      query.from().orElse(Instant.EPOCH),
                      query.until().orElse(FOR_EVER),
                      event -> query.actor().map(event.actor()::equals).orElse(true),
                      query.limit())
                  .stream()
                  .map(Audit::entry)
                  .toList();
          String detail = "events=" + found.size();
          query
              .patient()
              .ifPresentOrElse(
                  p -> trail.note(AuditAction.AUDIT_READ, p, detail),
                  () -> trail.note(AuditAction.AUDIT_READ, detail));
          return found;
        });
  }

  private static AuditEntry entry(AuditTable.Chained found) {
    HexFormat hex = HexFormat.of();
    return new AuditEntry(
        found.sequence(),
        found.event(),
        hex.formatHex(found.chain()),
        hex.formatHex(found.before()));
  }

  /** Whom an event is about: the record itself, also where it was merged with another since. */
  public record Subject(String number, HumanName name) {
    @Override
    public String toString() {
      return "Subject";
    }
  }

  /** Whom events are about, which is part of reading them; whoever was erased is left out. */
  public Map<PatientId, Subject> subjects(Set<PatientId> ids) {
    context.require(Operation.READ_AUDIT, KeyScope.DIRECTORY);
    return Context.guarded(
        () ->
            context
                .core()
                .database()
                .read(
                    tx ->
                        ids.stream()
                            .flatMap(id -> tx.patients().find(id).stream())
                            .collect(
                                Collectors.toMap(
                                    Patient::id, p -> new Subject(p.number(), p.name())))));
  }

  /** The record of this number, to search the ledger for. */
  public Optional<PatientId> numbered(String number) {
    context.require(Operation.READ_AUDIT, KeyScope.DIRECTORY);
    return context.core().directory().numbered(number);
  }

  /**
   * Accesses of the last days that somebody should be asked about, those with most reasons first.
   */
  public List<Suspicion> suspicions(Duration last) {
    Instant now = context.now();
    return context.write(
        Operation.READ_AUDIT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<Suspicion> found = new SnoopingSearch(tx).since(now.minus(last), FOR_EVER);
          trail.note(AuditAction.AUDIT_READ, "suspicions=" + found.size());
          return found;
        });
  }

  /**
   * How large the ledger is.
   *
   * @param events in all
   * @param since when the first was written
   * @param perDay events by day, for the days asked for that have any
   */
  public record Extent(long events, Optional<Instant> since, Map<LocalDate, Integer> perDay) {
    public Extent {
      perDay = Map.copyOf(perDay);
    }
  }

  /** How large the ledger is, with the events of each of the last days; tells of nobody. */
  public Extent extent(int days) {
    ZoneId zone = context.core().clock().getZone();
    Instant now = context.now();
    int offset = zone.getRules().getOffset(now).getTotalSeconds();
    return context.write(
        Operation.READ_AUDIT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Map<LocalDate, Integer> perDay = new HashMap<>();
          tx.audit()
              .perDay(now.minus(Duration.ofDays(days)), offset)
              .forEach((day, count) -> perDay.put(LocalDate.ofEpochDay(day), count));
          return new Extent(tx.audit().state().size(), tx.audit().since(), perDay);
        });
  }

  /**
   * A signed head to be kept elsewhere: {@code verify} with it finds a ledger that was cut,
   * rewritten or rolled back since.
   *
   * @param text one line under 1,024 characters
   * @param events how many it vouches for
   */
  public record Head(String text, long events, Instant time) {}

  /** Signs the ledger as it is after the event that says so. */
  public Head head() {
    return context.write(
        Operation.READ_AUDIT,
        KeyScope.SIGNING,
        (tx, trail) -> {
          trail.note(AuditAction.HEAD_SIGNED, "");
          LedgerHead head = tx.audit().sign(trail.at());
          return new Head(head.text(), head.size(), head.time());
        });
  }

  /** The latest events about one patient, newest first. */
  public List<AuditEvent> about(PatientId id, int limit) {
    return context.write(
        Operation.READ_AUDIT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          if (!tx.patients().exists(id)) {
            throw new StoreException.NotFound();
          }
          List<AuditEvent> events = tx.audit().about(id, limit);
          trail.note(AuditAction.AUDIT_READ, id, "events=" + events.size());
          return events;
        });
  }
}
