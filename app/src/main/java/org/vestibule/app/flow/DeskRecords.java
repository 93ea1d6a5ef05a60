package org.vestibule.app.flow;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.store.Access;
import org.vestibule.ehr.store.Arrival;
import org.vestibule.ehr.store.Notice;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.StoreException;

/**
 * The records as whoever is signed in at the desk may see them; nothing while it is locked.
 * Thread-safe.
 */
final class DeskRecords implements PeopleWork.Rights {
  private final Lane store;
  private final InstantSource clock;
  private final ZoneId zone;
  private volatile Optional<Session> session = Optional.empty();

  DeskRecords(Lane store, InstantSource clock, ZoneId zone) {
    this.store = store;
    this.clock = clock;
    this.zone = zone;
  }

  /** A proposed person as the desk shows them. */
  record Known(Visit visit, Optional<Photo> photo) {
    @Override
    public String toString() {
      return "Known";
    }
  }

  void open(Session next) {
    session = Optional.of(next);
  }

  /**
   * Nothing more is read or written from here on. The keys of whoever was signed in go as soon as
   * what they asked for before is written.
   *
   * @param why as for {@link Session#lockScreen}
   */
  void lock(String why) {
    Optional<Session> last = session;
    session = Optional.empty();
    last.ifPresent(staff -> store.execute(() -> staff.lockScreen(why)));
  }

  /** Waits for what the store was given before. */
  void settle() throws FlowException {
    store.call(() -> null);
  }

  boolean locked() {
    return session.isEmpty();
  }

  /** What whoever is signed in may do; nothing while the desk is locked. */
  Set<Role> roles() {
    return session.map(Session::roles).orElse(Set.of());
  }

  /** Whether whoever is signed in has a right; nobody has one while the desk is locked. */
  boolean may(DeskRight right) {
    try {
      return session.map(staff -> staff.act(right.purpose()).may(right.operation())).orElse(false);
    } catch (StoreException.Locked e) {
      return false; // Locked in this moment.
    }
  }

  /** What whoever is signed in should know about the records, one sentence each. */
  List<String> notices() {
    return session.map(Session::notices).orElse(List.of()).stream().map(Notice::sentence).toList();
  }

  /** Who is signed in; empty while the desk is locked. */
  String user() {
    return session.map(Session::user).orElse("");
  }

  Session session() throws FlowException {
    return session.orElseThrow(
        () ->
            new FlowException(
                FlowException.Kind.LOCKED, "D-10", "The desk is locked: sign in first."));
  }

  /** Does work with the staff's rights on the store's thread and waits for it. */
  @Override
  public <T> T with(Purpose purpose, Use<T> use) throws FlowException {
    Session signedIn = session();
    return store.call(() -> use.of(signedIn.act(purpose)));
  }

  /** Does work with the staff's rights later; fails while the desk is locked. */
  <T> CompletableFuture<T> later(Purpose purpose, Use<T> use) {
    return store.ask(() -> use.of(session().act(purpose)));
  }

  /** Work on the records. */
  interface Use<T> {
    T of(Access records) throws Exception;
  }

  /** The proposed people, each with what they would be here for and the record's photo. */
  CompletableFuture<List<Known>> known(List<String> references) {
    return later(
        Purpose.FRONT_DESK,
        records ->
            references.stream()
                .flatMap(reference -> known(records, PatientId.parse(reference)).stream())
                .toList());
  }

  private Optional<Known> known(Access records, PatientId id) {
    Optional<Patient> patient = records.people().byId(id);
    if (patient.isEmpty()) {
      return Optional.empty();
    }
    Optional<Appointment> due = Reception.open(records.queue().day(today()), id, clock.instant());
    return Optional.of(
        new Known(Reception.visit(patient.get(), due, zone), photo(records, id, "Record")));
  }

  static Optional<Photo> photo(Access records, PatientId id, String caption) {
    return records.people().photo(id).map(image -> new Photo(image.bytes(), caption));
  }

  /** Whether nothing about being known by the face was ever written down. */
  CompletableFuture<Boolean> neverSaidAboutFace(String reference) {
    return later(
        Purpose.FRONT_DESK,
        records ->
            records.consents().all(PatientId.parse(reference)).stream()
                .noneMatch(consent -> consent.purpose() == Purpose.FACE_RECOGNITION));
  }

  /** Writes down whether the face may be known, witnessed by whoever is signed in. */
  void writeAboutFace(PatientId patient, boolean agrees) throws FlowException {
    Consent said =
        new Consent(
            Id.random(),
            patient,
            Purpose.FACE_RECOGNITION,
            agrees ? ConsentDecision.PERMIT : ConsentDecision.DENY,
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            session().user());
    with(
        Purpose.FRONT_DESK,
        records -> {
          records.consents().put(patient, List.of(said));
          return null;
        });
  }

  CompletableFuture<List<Arrival>> day() {
    return later(Purpose.FRONT_DESK, records -> records.queue().day(today()));
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }
}
