package org.vestibule.app.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Audit;
import org.vestibule.ehr.store.AuditEntry;
import org.vestibule.ehr.store.AuditQuery;
import org.vestibule.ehr.store.Suspicion;
import org.vestibule.ehr.store.VerifyReport;

/** The ledger, and whether everything is as it says, on the command line. Used by one thread. */
public final class AuditWork {
  private static final int MOST_HEAD_BYTES = 4_096;
  private static final String ERASED = "erased";
  private static final Duration WEEK = Duration.ofDays(7);

  private final ClinicWork work;
  private final Clock clock;

  AuditWork(ClinicWork work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  /**
   * An event.
   *
   * @param number its place in the ledger, from 1
   * @param patient number of the patient it is about
   * @param detail ids and counts, or why somebody should be asked
   * @param mark its chain value, 64 hexadecimal digits; empty for a suspicion
   */
  public record Line(
      long number,
      Instant time,
      String actor,
      String action,
      String purpose,
      Optional<String> patient,
      String detail,
      String mark) {
    @Override
    public String toString() {
      return "Line[" + number + "]";
    }
  }

  /** Signs what the ledger is now. */
  public LedgerHeadOut head() throws FlowException {
    Audit.Head head = work.with(Purpose.AUDIT, access -> access.audit().head());
    return new LedgerHeadOut(head.text(), head.events(), head.time());
  }

  /**
   * Checks the database, every seal and the whole ledger.
   *
   * @param heads files with ledger heads kept from earlier
   */
  public LedgerPage.Checked verify(List<Path> heads) throws FlowException {
    List<String> texts = new ArrayList<>();
    for (Path head : heads) {
      texts.add(headText(head));
    }
    Instant begin = clock.instant();
    VerifyReport report = work.with(Purpose.ADMINISTRATION, access -> access.verify(texts));
    return LedgerPage.Checked.of(report, begin, clock.instant());
  }

  private static String headText(Path file) throws FlowException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_HEAD_BYTES), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new FlowException(
          Kind.UNREADABLE,
          "CLI-14",
          "The file with the ledger head cannot be read: check its name.",
          e);
    }
  }

  /** The events that fit, newest first. */
  public List<Line> search(
      Optional<String> actor,
      Optional<String> patient,
      Optional<String> action,
      Optional<LocalDate> from,
      Optional<LocalDate> until,
      int limit)
      throws FlowException {
    Optional<PatientId> about = Optional.empty();
    if (patient.isPresent()) {
      about = Optional.of(numbered(patient.get()));
    }
    Optional<AuditAction> wanted = Optional.empty();
    if (action.isPresent()) {
      wanted = Optional.of(action(action.get()));
    }
    AuditQuery query =
        new AuditQuery(
            actor,
            about,
            wanted,
            from.map(this::begin),
            until.map(day -> begin(day.plusDays(1))),
            Math.max(1, limit));
    List<AuditEntry> found = work.with(Purpose.AUDIT, access -> access.audit().search(query));
    Map<PatientId, String> numbers =
        numbers(found.stream().flatMap(entry -> entry.event().patient().stream()));
    return found.stream().map(entry -> line(entry, numbers)).toList();
  }

  /** What the clinic calls these; whoever was erased is missing. */
  private Map<PatientId, String> numbers(Stream<PatientId> patients) throws FlowException {
    Set<PatientId> ids = patients.collect(Collectors.toSet());
    Map<PatientId, String> numbers = new HashMap<>();
    work.with(Purpose.AUDIT, access -> access.audit().subjects(ids))
        .forEach((id, whom) -> numbers.put(id, whom.number()));
    return numbers;
  }

  private PatientId numbered(String number) throws FlowException {
    return work.with(Purpose.AUDIT, access -> access.audit().numbered(number))
        .orElseThrow(
            () ->
                new FlowException(
                    Kind.NO_MATCH, "AUD-2", "There is no patient with this number: check it."));
  }

  /** Accesses that somebody should be asked about, from a day on (default: the last seven days). */
  public List<Line> suspicions(Optional<LocalDate> from) throws FlowException {
    Duration last = from.map(day -> Duration.between(begin(day), clock.instant())).orElse(WEEK);
    List<Suspicion> found = work.with(Purpose.AUDIT, access -> access.audit().suspicions(last));
    Map<PatientId, String> numbers = numbers(found.stream().map(Suspicion::patient));
    return found.stream()
        .map(
            s ->
                new Line(
                    s.number(),
                    s.at(),
                    s.actor(),
                    AuditAction.CHART_OPENED.name(),
                    "",
                    Optional.of(numbers.getOrDefault(s.patient(), ERASED)),
                    words(s),
                    ""))
        .toList();
  }

  static String words(Suspicion suspicion) {
    return suspicion.reasons().stream()
        .sorted()
        .map(Suspicion.Reason::words)
        .collect(Collectors.joining(", "));
  }

  private static Line line(AuditEntry entry, Map<PatientId, String> numbers) {
    AuditEvent event = entry.event();
    return new Line(
        entry.number(),
        event.at(),
        event.actor(),
        event.action().name(),
        event.purpose().name(),
        event.patient().map(id -> numbers.getOrDefault(id, ERASED)),
        event.detail(),
        entry.mark());
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toInstant();
  }

  private static AuditAction action(String name) throws FlowException {
    try {
      return AuditAction.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          Kind.USAGE, "AUD-1", "There is no such action in the ledger: check its name.", e);
    }
  }
}
