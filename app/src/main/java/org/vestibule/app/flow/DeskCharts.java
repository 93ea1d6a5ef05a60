package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Access;
import org.vestibule.ehr.store.EmergencyCard;
import org.vestibule.ehr.store.PatientMatch;
import org.vestibule.ehr.store.StoreException;

/** Opens, shows and writes charts, and finds people. Thread-safe. */
final class DeskCharts {
  private static final int MOST_FOUND = 20;
  private static final int PHONE_DIGITS = 6;

  private final DeskRecords records;
  private final InstantSource clock;
  private final ZoneId zone;
  private final HalfWritten notes;
  private Optional<Opened> open = Optional.empty();
  private Optional<Left> left = Optional.empty();

  DeskCharts(DeskRecords records, InstantSource clock, ZoneId zone) {
    this.records = records;
    this.clock = clock;
    this.zone = zone;
    this.notes = new HalfWritten(records);
  }

  /**
   * The open chart.
   *
   * @param confirmed who confirmed the person and how; empty when the chart was found by search
   * @param reason why it was opened when it was found by search, for the ledger; else empty
   */
  private record Opened(PatientId patient, String number, String confirmed, String reason) {
    @Override
    public String toString() {
      return "Opened";
    }
  }

  /** What a locked screen hides. */
  private record Left(String user, Optional<Opened> chart) {
    @Override
    public String toString() {
      return "Left";
    }
  }

  Chart open(String reference, String confirmed) throws FlowException {
    return open(PatientId.parse(reference), confirmed, "");
  }

  Chart openByNumber(String number, String reason) throws FlowException {
    if (reason.isBlank()) {
      throw new FlowException(Kind.USAGE, "D-16", "Say why this chart is to be opened.");
    }
    boolean emergency = reason.strip().toLowerCase(Locale.ROOT).startsWith("emergency");
    Patient patient =
        records
            .with(Purpose.FRONT_DESK, access -> access.people().byNumber(number))
            .orElseThrow(DeskCharts::nobody);
    return emergency ? emergency(patient, reason) : open(patient.id(), "", reason);
  }

  /** Breaks the glass: the emergency card and nothing else, whatever the role. */
  private Chart emergency(Patient patient, String reason) throws FlowException {
    Optional<Photo> photo =
        records.with(
            Purpose.FRONT_DESK, access -> DeskRecords.photo(access, patient.id(), "Record"));
    EmergencyCard card =
        records.with(Purpose.EMERGENCY, access -> access.emergencies().open(patient.id(), reason));
    return new ChartViews(clock.instant(), zone, photo, "").emergency(card);
  }

  private static FlowException nobody() {
    return new FlowException(
        Kind.NO_MATCH, "D-17", "There is no record with this number: check it.");
  }

  private Chart open(PatientId id, String confirmed, String reason) throws FlowException {
    Optional<Photo> photo =
        records.with(Purpose.FRONT_DESK, access -> DeskRecords.photo(access, id, "Record"));
    ChartViews views = new ChartViews(clock.instant(), zone, photo, confirmed);
    Chart chart;
    try {
      chart =
          views.chart(records.with(Purpose.TREATMENT, access -> access.charts().open(id, reason)));
    } catch (FlowException e) {
      if (!(e.getCause() instanceof StoreException.Denied)) {
        throw e;
      }
      Patient patient =
          records
              .with(Purpose.FRONT_DESK, access -> access.people().byId(id, reason))
              .orElseThrow(DeskCharts::nobody);
      chart = views.directoryOnly(patient);
    }
    show(new Opened(id, chart.number(), confirmed, reason));
    return chart;
  }

  private Chart openAgain(Opened chart) throws FlowException {
    return open(chart.patient(), chart.confirmed(), chart.reason());
  }

  private synchronized void show(Opened next) {
    open = Optional.of(next);
  }

  synchronized void close() {
    open = Optional.empty();
  }

  /** Keeps a half-written note of the open chart, sealed; an empty one is dropped. Quick. */
  void keepNote(String number, String text) {
    Optional<Opened> chart;
    synchronized (this) {
      chart = open.filter(c -> c.number().equals(number));
    }
    chart.ifPresent(c -> notes.keep(c.patient(), number, text));
  }

  /** The screen is locked: nothing is open, and what was is remembered for this person alone. */
  synchronized void leave(String user) {
    left = Optional.of(new Left(user, open));
    open = Optional.empty();
  }

  /** Somebody signed in: what another person left is forgotten. */
  synchronized void entered(String user) {
    if (left.filter(l -> l.user().equals(user)).isEmpty()) {
      left = Optional.empty();
      notes.forget();
    }
  }

  /** The keys are wiped, and with them what was left. */
  synchronized void forget() {
    left = Optional.empty();
    open = Optional.empty();
    notes.forget();
  }

  /** What the person who signed in left when the screen was locked; once. */
  DeskFlow.Left comeBack() throws FlowException {
    records.session();
    Optional<Opened> chart;
    synchronized (this) {
      chart = left.flatMap(Left::chart);
      left = Optional.empty();
    }
    Map<String, String> written = notes.open();
    if (chart.isEmpty()) {
      return new DeskFlow.Left(Optional.empty(), written);
    }
    Opened was = chart.get();
    return new DeskFlow.Left(Optional.of(openAgain(was)), written);
  }

  /** Whose chart is open. */
  synchronized Optional<String> reference() {
    return open.map(chart -> chart.patient().toString());
  }

  /** Writes a document of the open chart to a file. */
  void saveDocument(String number, String document, Path to, String reason) throws FlowException {
    Opened chart = opened(number);
    Id<DocumentReference> id = new Id<>(UUID.fromString(document));
    try (OutFile file = OutFile.create(to)) {
      records.with(
          Purpose.TREATMENT,
          access -> {
            access.documents().fetch(chart.patient(), id, reason, file.out());
            return id;
          });
      file.keep();
    }
  }

  /** The open chart as it stands now. */
  Chart readAgain(String number) throws FlowException {
    Opened chart = opened(number);
    return openAgain(chart);
  }

  /** Whose chart is open; refused when it is another's. */
  PatientId patient(String number) throws FlowException {
    return opened(number).patient();
  }

  private synchronized Opened opened(String number) throws FlowException {
    return open.filter(chart -> chart.number().equals(number))
        .orElseThrow(
            () ->
                new FlowException(
                    Kind.LOCKED, "D-19", "This chart is closed: open it again, then do this."));
  }

  Chart writeNote(String number, String text) throws FlowException {
    if (text.isBlank()) {
      throw new FlowException(Kind.USAGE, "D-18", "The note is empty: nothing was saved.");
    }
    Opened chart = opened(number);
    PatientId patient = chart.patient();
    Note note =
        new Note(
            Id.random(),
            patient,
            Optional.empty(),
            records.session().user(),
            clock.instant(),
            "",
            text.strip());
    records.with(Purpose.TREATMENT, access -> access.charts().put(patient, List.of(note)));
    notes.drop(number);
    return openAgain(chart);
  }

  List<DeskFlow.Found> search(String text) throws FlowException {
    String wanted = text.strip();
    return wanted.isEmpty()
        ? List.of()
        : records.with(Purpose.FRONT_DESK, access -> search(access, wanted));
  }

  private static List<DeskFlow.Found> search(Access access, String text) {
    Map<PatientId, DeskFlow.Found> found = new LinkedHashMap<>();
    access.people().byNumber(text).ifPresent(p -> found.put(p.id(), found(p, "number")));
    if (text.replaceAll("\\D", "").length() >= PHONE_DIGITS) {
      for (Patient patient : access.people().byPhone(text)) {
        found.putIfAbsent(patient.id(), found(patient, "phone"));
      }
    }
    for (PatientMatch match : access.people().search(text, MOST_FOUND)) {
      found.putIfAbsent(match.patient().id(), found(match.patient(), "name"));
    }
    return new ArrayList<>(found.values());
  }

  private static DeskFlow.Found found(Patient patient, String why) {
    return new DeskFlow.Found(patient.number(), patient.name().spoken(), patient.birthDate(), why);
  }
}
