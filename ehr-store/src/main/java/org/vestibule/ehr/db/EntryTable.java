package org.vestibule.ehr.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.PatientKey;
import org.vestibule.ehr.vault.Place;

/** What stands in charts. Every version is a row; none is overwritten. */
public final class EntryTable {
  /** Rows written by one statement; each holds what one entry weighs, so a few megabytes. */
  private static final int BATCH = 1_000;

  private static final Comparator<Row> BY_ID =
      Comparator.comparing(Row::scope).thenComparing(Row::id).thenComparingInt(Row::version);

  private static final String ROWS = "SELECT id, version, patient, scope, sealed FROM entry WHERE ";

  private final Tx tx;

  EntryTable(Tx tx) {
    this.tx = tx;
  }

  /** What putting an entry did. */
  public enum Put {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  @SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
  private record Row(UUID id, int version, UUID patient, KeyScope scope, byte[] sealed) {}

  /** Which keys seal entries like this one. */
  public static KeyScope scopeOf(ChartEntry entry) {
    return EntryKind.of(entry).scope();
  }

  /**
   * Stores an entry, or a new version of it if it is there and differs.
   *
   * @throws IllegalArgumentException if the id is another patient's or of another kind
   */
  public Put put(ChartEntry entry, Authorship authorship) {
    return put(List.of(entry), authorship).get(0);
  }

  /**
   * Stores many as if one after the other, sealed on all cores.
   *
   * @return what was done, entry by entry
   * @throws IllegalArgumentException if an id is another patient's or of another kind
   */
  public List<Put> put(List<? extends ChartEntry> entries, Authorship authorship) {
    List<Put> done = new ArrayList<>(entries.size());
    Map<UUID, ChartEntry> batch = new LinkedHashMap<>();
    for (ChartEntry entry : entries) {
      if (batch.size() == BATCH || batch.containsKey(entry.id().value())) {
        done.addAll(putBatch(batch, authorship));
        batch.clear();
      }
      batch.put(entry.id().value(), entry);
    }
    done.addAll(putBatch(batch, authorship));
    return done;
  }

  private List<Put> putBatch(Map<UUID, ChartEntry> batch, Authorship authorship) {
    batch.values().stream()
        .filter(entry -> scopeOf(entry) == KeyScope.CLINICAL)
        .map(entry -> entry.patient().value())
        .distinct()
        .forEach(tx.patients()::ensureClinicalKey);
    Map<UUID, Row> present = latest(batch.keySet());
    List<Put> done = new ArrayList<>(batch.size());
    List<Draft> drafts = new ArrayList<>(batch.size());
    batch.forEach(
        (id, entry) -> {
          Optional<Row> before = Optional.ofNullable(present.get(id));
          Put put = before.map(row -> compare(row, entry)).orElse(Put.CREATED);
          done.add(put);
          if (put != Put.UNCHANGED) {
            drafts.add(draft(entry, before.map(Row::version).orElse(0) + 1));
            tx.cards().changed(entry);
          }
        });
    insert(drafts, authorship);
    return done;
  }

  private Put compare(Row before, ChartEntry entry) {
    if (!before.patient().equals(entry.patient().value()) || before.scope() != scopeOf(entry)) {
      throw new IllegalArgumentException("the entry's id belongs to another entry");
    }
    return open(before).value().equals(entry) ? Put.UNCHANGED : Put.CHANGED;
  }

  /** Keeps demographics that are about to be replaced. */
  void keepFormer(Patient former, int version, Authorship authorship) {
    UUID patient = former.id().value();
    EntryKind kind = EntryKind.FORMER_DEMOGRAPHICS;
    PatientKey key = tx.key(kind.scope(), patient);
    insert(List.of(new Draft(formerId(patient), version, kind, former, key)), authorship);
  }

  private static UUID formerId(UUID patient) {
    return Uuids.named("demographics of " + patient);
  }

  /** A row to be sealed, by its patient's key, on any thread. */
  private record Draft(UUID id, int version, EntryKind kind, Object value, PatientKey key) {
    Row sealed(Authorship authorship) {
      byte[] plain = new SealedValue(kind, value, authorship).bytes();
      Row empty = new Row(id, version, key.patient(), kind.scope(), new byte[0]);
      byte[] sealed = key.seal(place(empty), plain);
      Arrays.fill(plain, (byte) 0);
      return new Row(id, version, key.patient(), kind.scope(), sealed);
    }
  }

  private Draft draft(ChartEntry entry, int version) {
    EntryKind kind = EntryKind.of(entry);
    PatientKey key = tx.key(kind.scope(), entry.patient().value());
    return new Draft(entry.id().value(), version, kind, entry, key);
  }

  private void insert(List<Draft> drafts, Authorship authorship) {
    if (drafts.isEmpty()) {
      return;
    }
    List<Row> rows = drafts.parallelStream().map(draft -> draft.sealed(authorship)).toList();
    try (PreparedBatch batch =
        tx.handle()
            .prepareBatch(
                "INSERT INTO entry (id, version, patient, scope, sealed)"
                    + " VALUES (?, ?, ?, ?, ?)")) {
      for (Row row : rows) {
        batch.add(
            Uuids.bytes(row.id()),
            row.version(),
            Uuids.bytes(row.patient()),
            Tx.number(row.scope()),
            row.sealed());
      }
      batch.execute();
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      tx.manifests()
          .change(row.patient(), row.scope())
          .put(row.id(), row.version(), drafts.get(i).kind(), Manifest.hash(row.sealed()));
    }
  }

  /**
   * The latest version of every entry of a patient, complete.
   *
   * @throws IncompleteException if the manifests say otherwise
   */
  public List<StoredEntry> complete(PatientId patient) {
    return latest(wholeRows(patient.value()));
  }

  /**
   * The same of what one scope of keys seals.
   *
   * @throws IncompleteException if its manifest says otherwise
   */
  public List<StoredEntry> complete(PatientId patient, KeyScope scope) {
    List<Row> rows = rows(patient.value(), scope);
    requireComplete(patient.value(), scope, rows);
    return latest(rows);
  }

  private List<StoredEntry> latest(List<Row> rows) {
    Map<UUID, Row> latest = new LinkedHashMap<>();
    for (Row row : rows) {
      latest.merge(row.id(), row, (a, b) -> a.version() > b.version() ? a : b);
    }
    List<StoredEntry> entries = new ArrayList<>(latest.size());
    latest.values().forEach(row -> openAny(row).ifPresent(entries::add));
    return entries;
  }

  /**
   * Every version of every entry of a patient, complete; an entry's versions in the order in which
   * they were written.
   *
   * @throws IncompleteException if the manifests say otherwise
   */
  public List<StoredEntry> everyVersion(PatientId patient) {
    return wholeRows(patient.value()).stream()
        .map(this::openAny)
        .flatMap(Optional::stream)
        .toList();
  }

  /** All rows of a patient by id and version, as the manifests have them. */
  private List<Row> wholeRows(UUID patient) {
    List<Row> rows =
        sorted(tx.sql().list(ROWS + "patient = ?", EntryTable::row, Uuids.bytes(patient)));
    for (KeyScope scope : List.of(KeyScope.DIRECTORY, KeyScope.CLINICAL)) {
      List<Row> sealed = rows.stream().filter(row -> row.scope() == scope).toList();
      requireComplete(patient, scope, sealed);
    }
    return rows;
  }

  private void requireComplete(UUID patient, KeyScope scope, List<Row> rows) {
    Manifest present = new Manifest();
    list(rows, present);
    if (scope == KeyScope.DIRECTORY) {
      tx.patients().list(patient, present);
      tx.faces().list(patient, present);
      tx.cards().list(patient, present);
      tx.emergencies().list(patient, present);
    }
    if (scope == KeyScope.DIRECTORY || tx.patients().hasClinicalKey(patient)) {
      tx.manifests().check(patient, scope, present);
    } else if (!rows.isEmpty()) {
      throw DatabaseException.damaged("clinical entries without a clinical key");
    }
  }

  /** The latest version of one entry. */
  public Optional<StoredEntry> find(Id<?> id) {
    return latest(id).map(this::open);
  }

  /** In whose record an entry stands. */
  public Optional<PatientId> ownerOf(Id<?> id) {
    return latest(id).map(row -> new PatientId(row.patient()));
  }

  /** How many rows, of every version, a patient has. */
  public int count(PatientId patient) {
    return tx.handle()
        .createQuery("SELECT COUNT(*) FROM entry WHERE patient = ?")
        .bind(0, Uuids.bytes(patient.value()))
        .mapTo(Integer.class)
        .one();
  }

  /** Opens every version of a patient's entries of one scope; returns how many there are. */
  public int openAll(UUID patient, KeyScope scope) {
    List<Row> rows = rows(patient, scope);
    rows.forEach(this::openAny);
    return rows.size();
  }

  void list(UUID patient, KeyScope scope, Manifest present) {
    list(rows(patient, scope), present);
  }

  private static void list(List<Row> rows, Manifest present) {
    for (Row row : rows) {
      present.put(row.id(), row.version(), EntryKind.NOTE, Manifest.hash(row.sealed()));
    }
  }

  private Optional<Row> latest(Id<?> id) {
    return tx.sql()
        .first(
            ROWS + "id = ? ORDER BY version DESC LIMIT 1",
            EntryTable::row,
            Uuids.bytes(id.value()));
  }

  private Map<UUID, Row> latest(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Row> latest = new HashMap<>();
    tx.handle()
        .createQuery(ROWS + "id IN (<ids>) ORDER BY version")
        .bindList("ids", ids.stream().map(Uuids::bytes).toList())
        .map((row, context) -> row(row))
        .list()
        .forEach(row -> latest.put(row.id(), row));
    return latest;
  }

  private List<Row> rows(UUID patient, KeyScope scope) {
    return sorted(
        tx.sql()
            .list(
                ROWS + "patient = ? AND scope = ?",
                EntryTable::row,
                Uuids.bytes(patient),
                Tx.number(scope)));
  }

  /** By id and version. SQLite would copy every sealed value to do so. */
  private static List<Row> sorted(List<Row> rows) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(BY_ID);
    return sorted;
  }

  private static Row row(ResultSet row) throws SQLException {
    KeyScope scope = row.getInt(4) == 1 ? KeyScope.DIRECTORY : KeyScope.CLINICAL;
    return new Row(
        Uuids.of(row.getBytes(1)),
        row.getInt(2),
        Uuids.of(row.getBytes(3)),
        scope,
        row.getBytes(5));
  }

  private StoredEntry open(Row row) {
    return openAny(row)
        .orElseThrow(() -> DatabaseException.damaged("an entry is not of a chart's kind"));
  }

  /** Opens a row; empty for what is no chart entry (former demographics). */
  private Optional<StoredEntry> openAny(Row row) {
    SealedValue opened = unseal(row);
    return opened.value() instanceof ChartEntry entry
        ? Optional.of(new StoredEntry(entry, row.version(), opened.authorship()))
        : Optional.empty();
  }

  /** A patient's superseded demographics, the first version first. */
  public List<StoredPatient> formerDemographics(PatientId patient) {
    UUID id = formerId(patient.value());
    List<StoredPatient> former = new ArrayList<>();
    for (Row row : rows(patient.value(), KeyScope.DIRECTORY)) {
      if (row.id().equals(id)) {
        SealedValue opened = unseal(row);
        former.add(new StoredPatient((Patient) opened.value(), row.version(), opened.authorship()));
      }
    }
    return former;
  }

  private SealedValue unseal(Row row) {
    return SealedValue.of(tx.key(row.scope(), row.patient()).open(place(row), row.sealed()));
  }

  private static Place place(Row row) {
    return Place.of(
        "entry", row.id().toString(), "sealed", row.patient(), row.version(), Codec.FORMAT);
  }
}
