package org.vestibule.ehr.db;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.PatientKey;
import org.vestibule.ehr.vault.Place;

/** Demographics: one sealed value a patient, the superseded ones among the entries. */
public final class PatientTable {
  /** Every table whose rows belong to one patient. */
  static final List<String> PER_PATIENT =
      List.of("lookup", "entry_lookup", "entry", "face", "emergency_card", "emergency", "manifest");

  private static final String COLUMNS = "id, version, directory_key, clinical_key, sealed";

  private final Tx tx;

  /** The row asked for last, since a transaction asks for one patient's again and again. */
  private Optional<Row> last = Optional.empty();

  PatientTable(Tx tx) {
    this.tx = tx;
  }

  @SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
  private record Row(UUID id, int version, byte[] directoryKey, byte[] clinicalKey, byte[] sealed) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          Uuids.of(row.getBytes(1)),
          row.getInt(2),
          row.getBytes(3),
          row.getBytes(4),
          row.getBytes(5));
    }

    boolean erased() {
      return directoryKey == null && clinicalKey == null && sealed.length == 0;
    }
  }

  /** What a list of everybody needs of somebody; the rest of the demographics is passed over. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(
      PatientId id,
      String number,
      HumanName name,
      LocalDate birthDate,
      String phone,
      Optional<PatientId> replacedBy) {
    public Listed {
      // Rows written before there was this have none.
      replacedBy = replacedBy == null ? Optional.empty() : replacedBy;
    }

    /** What is listed of a patient. */
    public static Listed of(Patient patient) {
      return new Listed(
          patient.id(),
          patient.number(),
          patient.name(),
          patient.birthDate(),
          patient.phone(),
          patient.replacedBy());
    }

    @Override
    public String toString() {
      return "Listed[" + id + "]";
    }
  }

  /**
   * Adds a patient with a new directory key.
   *
   * @param tokens blind index values the patient is found by
   */
  public void insert(Patient patient, Collection<byte[]> tokens) {
    UUID id = patient.id().value();
    byte[] wrapped = tx.vault().newPatientKey(KeyScope.DIRECTORY, id);
    PatientKey key = tx.key(KeyScope.DIRECTORY, id, wrapped);
    byte[] sealed = seal(key, patient, 1);
    change(
        "INSERT INTO patient (id, version, directory_key, sealed) VALUES (?, 1, ?, ?)",
        Uuids.bytes(id),
        wrapped,
        sealed);
    tx.manifests()
        .begin(id, KeyScope.DIRECTORY)
        .put(id, 1, EntryKind.DEMOGRAPHICS, Manifest.hash(sealed));
    addLookups(Uuids.bytes(id), tokens);
  }

  /** Stores new demographics and keeps the earlier ones as history. */
  public void update(Patient patient, Authorship authorship) {
    UUID id = patient.id().value();
    Row before = require(id);
    tx.entries().keepFormer(open(before), before.version(), authorship);
    int version = before.version() + 1;
    byte[] sealed = seal(tx.key(KeyScope.DIRECTORY, id, before.directoryKey()), patient, version);
    change(
        "UPDATE patient SET version = ?, sealed = ? WHERE id = ?",
        version,
        sealed,
        Uuids.bytes(id));
    Manifest manifest = tx.manifests().change(id, KeyScope.DIRECTORY);
    manifest.remove(id, before.version());
    manifest.put(id, version, EntryKind.DEMOGRAPHICS, Manifest.hash(sealed));
  }

  /** The current demographics; nobody's once they are erased. */
  public Optional<Patient> find(PatientId id) {
    return row(id.value()).filter(r -> !r.erased()).map(this::open);
  }

  /** Whether there is a patient with this id. */
  public boolean exists(PatientId id) {
    return row(id.value()).filter(r -> !r.erased()).isPresent();
  }

  /** Whether there is or was a patient with this id. */
  public boolean isKnown(PatientId id) {
    return row(id.value()).isPresent();
  }

  /** Whether there was a patient with this id whose keys were destroyed. */
  public boolean isErased(UUID id) {
    return row(id).filter(Row::erased).isPresent();
  }

  /**
   * Opens everybody on all cores, since at unlocking somebody waits for it.
   *
   * @param summary what is to be kept of each; called by several threads
   * @param taker called by this thread, while the next ones are opened
   */
  public <T> void each(Function<Listed, T> summary, Consumer<? super T> taker) {
    tx.handle()
        .createQuery("SELECT " + COLUMNS + " FROM patient WHERE length(sealed) > 0")
        .setFetchSize(1_000)
        .map((row, context) -> Row.of(row))
        .useIterator(
            rows ->
                BulkOpening.all(
                    rows,
                    row -> keyAlone(row.id(), row.directoryKey()),
                    (row, key) -> summary.apply(decode(key, row, Listed.class)),
                    taker));
  }

  /** Everybody's wrapped directory key. */
  Map<UUID, byte[]> directoryKeys() {
    Map<UUID, byte[]> keys = new HashMap<>();
    tx.handle()
        .createQuery("SELECT id, directory_key FROM patient")
        .setFetchSize(1_000)
        .map(
            (row, context) -> {
              byte[] key = row.getBytes(2);
              return key == null ? null : keys.put(Uuids.of(row.getBytes(1)), key);
            })
        .useIterator(rows -> rows.forEachRemaining(r -> {}));
    return keys;
  }

  /** Everybody's id, in no order that tells anything. */
  public List<UUID> ids() {
    return tx.handle()
        .createQuery("SELECT id FROM patient WHERE length(sealed) > 0 ORDER BY id")
        .map((row, context) -> Uuids.of(row.getBytes(1)))
        .list();
  }

  /** How many there are. */
  public int count() {
    return tx.handle()
        .createQuery("SELECT COUNT(*) FROM patient WHERE length(sealed) > 0")
        .mapTo(Integer.class)
        .one();
  }

  /** Those whose keys were destroyed. */
  public List<UUID> erased() {
    return tx.handle()
        .createQuery("SELECT id FROM patient WHERE length(sealed) = 0 ORDER BY id")
        .map((row, context) -> Uuids.of(row.getBytes(1)))
        .list();
  }

  /**
   * Destroys a patient's keys and everything sealed by them. An empty row stays, so that the ledger
   * and the list of erasures can be compared with it.
   */
  public void erase(PatientId patient) {
    tx.destroy();
    byte[] id = Uuids.bytes(patient.value());
    for (String table : PER_PATIENT) {
      tx.handle().execute("DELETE FROM " + table + " WHERE patient = ?", id);
    }
    tx.manifests().forget(patient.value());
    change(
        "UPDATE patient SET version = version + 1, directory_key = NULL, clinical_key = NULL,"
            + " sealed = ? WHERE id = ?",
        new byte[0],
        id);
  }

  /** The next patients by id, at most {@code limit}. */
  public List<PatientId> page(Optional<PatientId> after, int limit) {
    return tx.handle()
        .createQuery(
            "SELECT id FROM patient WHERE id > ? AND length(sealed) > 0 ORDER BY id LIMIT ?")
        .bind(0, after.map(p -> Uuids.bytes(p.value())).orElse(new byte[0]))
        .bind(1, limit)
        .map((row, context) -> new PatientId(Uuids.of(row.getBytes(1))))
        .list();
  }

  /**
   * Wraps a patient's keys by the newest keys of their scopes.
   *
   * @return false if they were already
   */
  public boolean rewrap(PatientId patient) {
    Row row = require(patient.value());
    byte[] directory = rewrapped(KeyScope.DIRECTORY, row.id(), row.directoryKey());
    byte[] clinical = rewrapped(KeyScope.CLINICAL, row.id(), row.clinicalKey());
    if (Arrays.equals(directory, row.directoryKey())
        && Arrays.equals(clinical, row.clinicalKey())) {
      return false;
    }
    change(
        "UPDATE patient SET directory_key = ?, clinical_key = ? WHERE id = ?",
        directory,
        clinical,
        Uuids.bytes(row.id()));
    return true;
  }

  private byte[] rewrapped(KeyScope scope, UUID patient, byte[] wrapped) {
    return wrapped == null || tx.vault().isCurrent(scope, wrapped)
        ? wrapped
        : tx.vault().rewrapPatientKey(scope, patient, wrapped);
  }

  /** Whether a clinical key was made for the patient. */
  public boolean hasClinicalKey(UUID patient) {
    return require(patient).clinicalKey() != null;
  }

  /** Makes the patient's clinical key with the first clinical entry. */
  void ensureClinicalKey(UUID patient) {
    if (hasClinicalKey(patient)) {
      return;
    }
    byte[] wrapped = tx.vault().newPatientKey(KeyScope.CLINICAL, patient);
    change("UPDATE patient SET clinical_key = ? WHERE id = ?", wrapped, Uuids.bytes(patient));
    // Else key, entries and manifest could be taken away together and leave an empty chart.
    tx.manifests()
        .change(patient, KeyScope.DIRECTORY)
        .put(clinicalChart(patient), 1, EntryKind.CLINICAL_CHART, Manifest.NOT_HASHED);
    tx.cards().begun(patient);
  }

  PatientKey key(KeyScope scope, UUID patient) {
    Row row = require(patient);
    byte[] wrapped = scope == KeyScope.DIRECTORY ? row.directoryKey() : row.clinicalKey();
    if (wrapped == null) {
      throw DatabaseException.damaged("a patient's key is missing");
    }
    return tx.vault().patientKey(scope, patient, wrapped);
  }

  void list(UUID patient, Manifest present) {
    Row row = require(patient);
    present.put(patient, row.version(), EntryKind.DEMOGRAPHICS, Manifest.hash(row.sealed()));
    if (row.clinicalKey() != null) {
      present.put(clinicalChart(patient), 1, EntryKind.CLINICAL_CHART, Manifest.NOT_HASHED);
    }
  }

  /** Replaces what the patient is found by. */
  public void setLookups(PatientId patient, Collection<byte[]> tokens) {
    byte[] id = Uuids.bytes(patient.value());
    tx.sql().execute("DELETE FROM lookup WHERE patient = ?", id);
    addLookups(id, tokens);
  }

  private void addLookups(byte[] id, Collection<byte[]> tokens) {
    for (byte[] token : tokens) {
      tx.sql()
          .execute(
              "INSERT INTO lookup (token, patient) VALUES (?, ?) ON CONFLICT DO NOTHING",
              token,
              id);
    }
  }

  /** What the patient is found by. */
  public List<byte[]> lookups(PatientId patient) {
    return tx.sql()
        .list(
            "SELECT token FROM lookup WHERE patient = ?",
            row -> row.getBytes(1),
            Uuids.bytes(patient.value()));
  }

  /** Everybody found by any of these blind index values. */
  public List<PatientId> byTokens(Collection<byte[]> tokens) {
    return tokens.stream().flatMap(t -> byToken(t).stream()).distinct().sorted().toList();
  }

  private List<PatientId> byToken(byte[] token) {
    return tx.sql()
        .list(
            "SELECT patient FROM lookup WHERE token = ?",
            row -> new PatientId(Uuids.of(row.getBytes(1))),
            token);
  }

  private Row require(UUID id) {
    return row(id).orElseThrow(() -> DatabaseException.damaged("a patient's row is missing"));
  }

  private Optional<Row> row(UUID id) {
    if (last.filter(row -> row.id().equals(id)).isEmpty()) {
      last =
          tx.sql()
              .first("SELECT " + COLUMNS + " FROM patient WHERE id = ?", Row::of, Uuids.bytes(id));
    }
    return last;
  }

  /** Changes a patient's row. */
  private void change(String sql, Object... values) {
    last = Optional.empty();
    tx.sql().execute(sql, values);
  }

  private Patient open(Row row) {
    return decode(tx.key(KeyScope.DIRECTORY, row.id(), row.directoryKey()), row, Patient.class);
  }

  /** A directory key opened for any thread, beside the transaction's, which are for one. */
  PatientKey keyAlone(UUID patient, byte[] wrapped) {
    if (wrapped == null) {
      throw DatabaseException.damaged("a patient's key is missing");
    }
    return tx.vault().patientKey(KeyScope.DIRECTORY, patient, wrapped);
  }

  private static <T> T decode(PatientKey key, Row row, Class<T> as) {
    byte[] plain = key.open(place(row.id(), row.version()), row.sealed());
    try {
      return Codec.read(as, plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] seal(PatientKey key, Patient patient, int version) {
    byte[] plain = Codec.write(patient);
    byte[] sealed = key.seal(place(patient.id().value(), version), plain);
    Arrays.fill(plain, (byte) 0);
    return sealed;
  }

  private static Place place(UUID id, int version) {
    return Place.of("patient", id.toString(), "sealed", id, version, Codec.FORMAT);
  }

  private static UUID clinicalChart(UUID patient) {
    return Uuids.named("clinical chart of " + patient);
  }
}
