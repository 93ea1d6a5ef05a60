package org.vestibule.ehr.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatements;
import org.vestibule.ehr.ledger.LedgerEvent;
import org.vestibule.ehr.ledger.LedgerFormatException;
import org.vestibule.ehr.ledger.LedgerHead;
import org.vestibule.ehr.ledger.LedgerProblem;
import org.vestibule.ehr.ledger.LedgerState;
import org.vestibule.ehr.ledger.LedgerVerification;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.PatientKey;
import org.vestibule.ehr.vault.Place;

/** The ledger's events and its state, always written together. */
public final class AuditTable {
  static final String STATE = "ledger_state";
  private static final String COLUMNS =
      "sequence, id, seconds, nanos, actor, terminal, action, purpose, patient, outcome, details,"
          + " chain";

  /**
   * Without the SELECT around the patient, and with a LIMIT to be bound, SQLite would plan this
   * anew each time, because values that it is to be ordered by might have changed.
   */
  private static final String ABOUT =
      "SELECT " + COLUMNS + " FROM audit WHERE patient = (SELECT ?) ORDER BY sequence DESC LIMIT ";

  /** How the words of an event name a key slot. */
  private static final String SLOT = "slot=";

  private final Tx tx;

  AuditTable(Tx tx) {
    this.tx = tx;
  }

  private record Details(String user, Role role, String words) {}

  /** Starts the ledger of a new store. */
  public void begin() {
    tx.meta().makeClinicKey();
    tx.meta().setBytes(STATE, LedgerState.empty(tx.vault().id()).bytes());
  }

  /**
   * Appends an event.
   *
   * @param actor the random id of who did it (the key slot's)
   * @param terminal which window, for example {@code desk}
   */
  public void append(AuditEvent event, UUID actor, String terminal, LedgerEvent.Outcome outcome) {
    tx.clinic().noting(event.action());
    byte[] words = Codec.write(new Details(event.actor(), event.role(), event.detail()));
    Optional<UUID> patient = event.patient().map(PatientId::value);
    Place place = place(event.id(), patient);
    byte[] sealed = key(patient).seal(place, words);
    LedgerEvent entry =
        new LedgerEvent(
            event.id(),
            event.at(),
            actor,
            terminal,
            event.action().name(),
            event.purpose().name(),
            patient,
            outcome,
            sealed);
    LedgerState state = state().append(entry);
    insert(entry, state);
    tx.meta().setBytes(STATE, state.bytes());
  }

  private void insert(LedgerEvent e, LedgerState state) {
    Instant time = e.time();
    tx.sql()
        .execute(
            "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            state.size(),
            Uuids.bytes(e.id()),
            time.getEpochSecond(),
            time.getNano(),
            Uuids.bytes(e.actor()),
            e.terminal(),
            e.action(),
            e.purpose(),
            e.patient().map(Uuids::bytes).orElse(null),
            e.outcome().name(),
            e.details(),
            state.chain());
  }

  /** The latest events, newest first. */
  public List<AuditEvent> latest(int limit) {
    return tx.handle()
        .createQuery("SELECT " + COLUMNS + " FROM audit ORDER BY sequence DESC LIMIT ?")
        .bind(0, limit)
        .map((row, context) -> open(event(row)))
        .list();
  }

  /** The latest events about a patient, newest first. */
  public List<AuditEvent> about(PatientId patient, int limit) {
    return tx.sql().list(ABOUT + limit, row -> open(event(row)), Uuids.bytes(patient.value()));
  }

  /**
   * An event with its place in the chain.
   *
   * @param chain its chain value
   * @param before the chain value that it was made from
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Chained(long sequence, AuditEvent event, byte[] chain, byte[] before) {
    @Override
    public String toString() {
      return "Chained[" + sequence + "]";
    }
  }

  /**
   * The events that fit, newest first.
   *
   * @param patient only about this one
   * @param action only of this kind
   * @param from not before this second
   * @param until before this second
   * @param wanted asked for each event in turn
   * @param limit stops after so many
   */
  public List<Chained> search(
      Optional<PatientId> patient,
      Optional<AuditAction> action,
      Instant from,
      Instant until,
      Predicate<AuditEvent> wanted,
      int limit) {
    byte[] start = LedgerState.empty(tx.vault().id()).chain();
    return tx.handle()
        .createQuery(
            "SELECT a.sequence, a.id, a.seconds, a.nanos, a.actor, a.terminal, a.action, a.purpose,"
                + " a.patient, a.outcome, a.details, a.chain, b.chain FROM audit a"
                + " LEFT JOIN audit b ON b.sequence = a.sequence - 1"
                + " WHERE a.seconds >= :from AND a.seconds < :until"
                + (patient.isPresent() ? " AND a.patient = :patient" : "")
                + (action.isPresent() ? " AND a.action = :action" : "")
                + " ORDER BY a.sequence DESC")
        .setFetchSize(1_000)
        .bind("from", from.getEpochSecond())
        .bind("until", until.getEpochSecond())
        .bindMap(
            Map.of(
                "patient", patient.map(p -> (Object) Uuids.bytes(p.value())).orElse(""),
                "action", action.map(AuditAction::name).orElse("")))
        .configure(SqlStatements.class, s -> s.setUnusedBindingAllowed(true))
        .map(
            (row, context) -> {
              byte[] before = row.getBytes(13);
              return new Chained(
                  row.getLong(1),
                  open(event(row)),
                  row.getBytes(12),
                  before == null ? start : before);
            })
        .withStream(all -> all.filter(found -> wanted.test(found.event())).limit(limit).toList());
  }

  /** How many events fall into each day since {@code from}, by its number since 1970 in UTC. */
  public Map<Long, Integer> perDay(Instant from, int offsetSeconds) {
    Map<Long, Integer> days = new TreeMap<>();
    tx.handle()
        .createQuery("SELECT seconds FROM audit WHERE seconds >= ?")
        .setFetchSize(1_000)
        .bind(0, from.getEpochSecond())
        .mapTo(Long.class)
        .useStream(
            all ->
                all.forEach(
                    seconds ->
                        days.merge(
                            Math.floorDiv(seconds + offsetSeconds, 86_400L), 1, Integer::sum)));
    return days;
  }

  /** Takes when what was done about whom; everything in the open of an event. */
  @FunctionalInterface
  public interface Walker {
    /** Takes one event, in the order of the ledger. */
    void next(Instant at, AuditAction action, Optional<UUID> patient);
  }

  /** Walks all events from the first, opening none. */
  public void walk(Walker walker) {
    tx.handle()
        .createQuery("SELECT seconds, nanos, action, patient FROM audit ORDER BY sequence")
        .setFetchSize(1_000)
        .map(
            (row, context) -> {
              byte[] patient = row.getBytes(4);
              walker.next(
                  Instant.ofEpochSecond(row.getLong(1), row.getInt(2)),
                  AuditAction.valueOf(row.getString(3)),
                  Optional.ofNullable(patient).map(Uuids::of));
              return true;
            })
        .useStream(rows -> rows.forEach(r -> {}));
  }

  /** When the first event was written. */
  public Optional<Instant> since() {
    return tx.handle()
        .createQuery("SELECT seconds FROM audit ORDER BY sequence LIMIT 1")
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochSecond);
  }

  /** The ledger as it stands. */
  public LedgerState state() {
    byte[] bytes =
        tx.meta()
            .bytes(STATE)
            .orElseThrow(() -> DatabaseException.damaged("the ledger's state is missing"));
    try {
      return LedgerState.parse(bytes);
    } catch (LedgerFormatException e) {
      throw new DatabaseException(
          DatabaseException.Kind.DAMAGED, "the ledger's state cannot be read", e);
    }
  }

  /** Signs what the ledger is now. */
  public LedgerHead sign(Instant time) {
    return LedgerHead.sign(state(), time, tx.vault()::sign);
  }

  /**
   * Walks the whole ledger.
   *
   * @param heads kept from earlier, to compare with
   */
  public List<LedgerProblem> verify(List<LedgerHead> heads) {
    LedgerVerification verification =
        new LedgerVerification(tx.vault().id(), heads, tx.vault()::verify);
    tx.handle()
        .createQuery("SELECT " + COLUMNS + " FROM audit ORDER BY sequence")
        .setFetchSize(1_000)
        .map(
            (row, context) -> {
              verification.next(row.getLong(1), event(row), row.getBytes(12));
              return true;
            })
        .useStream(rows -> rows.forEach(r -> {}));
    return verification.finish(state());
  }

  /** The newest time among the last thousand events, to the second; empty for an empty ledger. */
  public Optional<Instant> newestTime() {
    return tx.handle()
        .createQuery(
            "SELECT MAX(seconds) FROM"
                + " (SELECT seconds FROM audit ORDER BY sequence DESC LIMIT 1000) AS latest")
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochSecond);
  }

  /** How many events there are. */
  public long count() {
    return tx.handle().createQuery("SELECT COUNT(*) FROM audit").mapTo(Long.class).one();
  }

  /** Everybody whose registration the ledger knows. */
  public List<UUID> registered() {
    return about(AuditAction.PATIENT_REGISTERED);
  }

  /** Everybody whose erasure the ledger knows. */
  public List<UUID> erased() {
    return about(AuditAction.PATIENT_ERASED);
  }

  /** The key slot of everybody of staff whom the ledger names: who acted, and who was added. */
  public Set<UUID> staff() {
    Set<UUID> slots =
        tx.handle()
            .createQuery("SELECT DISTINCT actor FROM audit WHERE outcome = ?")
            .bind(0, LedgerEvent.Outcome.DONE.name())
            .map((row, context) -> Uuids.of(row.getBytes(1)))
            .collect(Collectors.toCollection(HashSet::new));
    tx.handle()
        .createQuery("SELECT " + COLUMNS + " FROM audit WHERE action = ?")
        .bind(0, AuditAction.STAFF_ADDED.name())
        .map((row, context) -> details(event(row)).words())
        .forEach(words -> slots.add(UUID.fromString(words.substring(SLOT.length()))));
    return slots;
  }

  /** Whether something of this kind was ever done. */
  public boolean has(AuditAction action) {
    return last(Set.of(action)).isPresent();
  }

  /** The number of the latest event of these kinds. */
  public Optional<Long> last(Set<AuditAction> actions) {
    return tx.handle()
        .createQuery(
            "SELECT sequence FROM audit WHERE action IN (<actions>)"
                + " ORDER BY sequence DESC LIMIT 1")
        .bindList("actions", actions.stream().map(AuditAction::name).sorted().toList())
        .mapTo(Long.class)
        .findOne();
  }

  private List<UUID> about(AuditAction action) {
    return tx.handle()
        .createQuery("SELECT DISTINCT patient FROM audit WHERE action = ?")
        .bind(0, action.name())
        .map((row, context) -> Uuids.of(row.getBytes(1)))
        .list();
  }

  private static LedgerEvent event(ResultSet row) throws SQLException {
    byte[] patient = row.getBytes(9);
    try {
      return new LedgerEvent(
          Uuids.of(row.getBytes(2)),
          Instant.ofEpochSecond(row.getLong(3), row.getInt(4)),
          Uuids.of(row.getBytes(5)),
          row.getString(6),
          row.getString(7),
          row.getString(8),
          Optional.ofNullable(patient).map(Uuids::of),
          LedgerEvent.Outcome.valueOf(row.getString(10)),
          row.getBytes(11));
    } catch (IllegalArgumentException | NullPointerException | DateTimeException e) {
      throw new DatabaseException(
          DatabaseException.Kind.DAMAGED, "an audit event cannot be read", e);
    }
  }

  private AuditEvent open(LedgerEvent event) {
    Details details = details(event);
    try {
      return new AuditEvent(
          event.id(),
          event.time(),
          details.user(),
          details.role(),
          Purpose.valueOf(event.purpose()),
          AuditAction.valueOf(event.action()),
          event.patient().map(PatientId::new),
          details.words());
    } catch (IllegalArgumentException e) {
      throw new DatabaseException(
          DatabaseException.Kind.DAMAGED, "an audit event's code is not known", e);
    }
  }

  /** What was sealed; for an erased patient only what the key slot still tells. */
  private Details details(LedgerEvent event) {
    if (event.patient().isPresent() && tx.patients().isErased(event.patient().get())) {
      return tx.staff()
          .holder(event.actor())
          .map(s -> new Details(s.person().user(), s.roles().iterator().next(), ""))
          .orElse(new Details("", Role.PATIENT, ""));
    }
    byte[] plain = key(event.patient()).open(place(event.id(), event.patient()), event.details());
    return Codec.read(Details.class, plain);
  }

  private PatientKey key(Optional<UUID> patient) {
    return patient.isPresent() ? tx.key(KeyScope.DIRECTORY, patient.get()) : tx.clinicKey();
  }

  private static Place place(UUID event, Optional<UUID> patient) {
    Optional<UUID> whose = Optional.of(patient.orElse(Tx.CLINIC));
    return new Place("audit", event.toString(), "details", whose, 1, Codec.FORMAT);
  }
}
