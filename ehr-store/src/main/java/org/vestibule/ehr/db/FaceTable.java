package org.vestibule.ehr.db;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.PatientKey;
import org.vestibule.ehr.vault.Place;

/** Photos, templates (all of one encoder in one sealed value) and enrolment samples. */
public final class FaceTable {
  private static final int FORMAT = 1;
  private static final int PHOTO = 1;
  private static final int TEMPLATES = 2;
  private static final int SAMPLE = 3;

  private final Tx tx;

  FaceTable(Tx tx) {
    this.tx = tx;
  }

  @SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
  private record Row(
      UUID patient, int role, String part, int version, byte[] sealed, byte[] wrappedKey) {}

  /** Stores the record's photo. */
  public void putPhoto(PatientId patient, ImageBytes photo) {
    put(patient.value(), PHOTO, "", EntryKind.PHOTO, photo.bytes());
  }

  /** The record's photo. */
  public Optional<ImageBytes> photo(PatientId patient) {
    return rows(patient.value(), PHOTO).stream().findFirst().map(r -> new ImageBytes(open(r)));
  }

  /**
   * Replaces a patient's templates of one encoder.
   *
   * @param templates at least one, all of {@code encoder}
   */
  public void putTemplates(PatientId patient, String encoder, List<FaceTemplate> templates) {
    put(patient.value(), TEMPLATES, encoder, EntryKind.TEMPLATES, encode(templates));
  }

  /** A patient's templates of one encoder; empty where there are none. */
  public List<FaceTemplate> templates(PatientId patient, String encoder) {
    return rows(patient.value(), TEMPLATES).stream()
        .filter(row -> row.part().equals(encoder))
        .flatMap(row -> decode(encoder, open(row)).stream())
        .toList();
  }

  /** A patient's enrolment samples, in order. */
  public List<ImageBytes> samples(PatientId patient) {
    return rows(patient.value(), SAMPLE).stream().map(row -> new ImageBytes(open(row))).toList();
  }

  /** Replaces a patient's enrolment samples. */
  public void putSamples(PatientId patient, List<ImageBytes> samples) {
    remove(patient, SAMPLE, null);
    for (int i = 0; i < samples.size(); i++) {
      put(patient.value(), SAMPLE, "" + i, EntryKind.SAMPLE, samples.get(i).bytes());
    }
  }

  /** Erases a patient's templates; returns how many rows. */
  public int removeTemplates(PatientId patient) {
    return remove(patient, TEMPLATES, null);
  }

  /** Erases a patient's templates of one encoder; returns how many rows. */
  public int removeTemplates(PatientId patient, String encoder) {
    return remove(patient, TEMPLATES, encoder);
  }

  /** Erases a patient's samples; returns how many. */
  public int removeSamples(PatientId patient) {
    return remove(patient, SAMPLE, null);
  }

  /** Takes everybody's templates of one encoder, patient by patient. */
  @FunctionalInterface
  public interface Taker {
    /** Takes one patient's. */
    void take(PatientId patient, List<FaceTemplate> templates);
  }

  /**
   * Everybody's templates of one encoder, opened on all cores and never all in memory at once.
   *
   * @param taker called by this thread
   */
  public void eachTemplates(String encoder, Taker taker) {
    // Joining would look up each patient's row, which costs more than to open the templates.
    Map<UUID, byte[]> keys = tx.patients().directoryKeys();
    tx.handle()
        .createQuery("SELECT patient, version, sealed FROM face WHERE role = 2 AND part = ?")
        .bind(0, encoder)
        .setFetchSize(1_000)
        .map(
            (row, context) -> {
              UUID id = Uuids.of(row.getBytes(1));
              return new Row(id, TEMPLATES, encoder, row.getInt(2), row.getBytes(3), keys.get(id));
            })
        .useIterator(
            rows ->
                BulkOpening.all(
                    rows,
                    this::keyAlone,
                    (r, key) ->
                        Map.entry(new PatientId(r.patient()), decode(encoder, open(key, r))),
                    e -> taker.take(e.getKey(), e.getValue())));
  }

  /** The encoders that anybody has templates of. */
  public List<String> encoders() {
    return tx.handle()
        .createQuery("SELECT DISTINCT part FROM face WHERE role = 2 ORDER BY part")
        .mapTo(String.class)
        .list();
  }

  /** Everybody who has templates. */
  public List<PatientId> enrolled() {
    return tx.handle()
        .createQuery("SELECT DISTINCT patient FROM face WHERE role = 2")
        .map((row, context) -> new PatientId(Uuids.of(row.getBytes(1))))
        .list();
  }

  /** Everybody who has templates or samples. */
  public Set<PatientId> kept() {
    return tx.handle()
        .createQuery("SELECT DISTINCT patient FROM face WHERE role IN (2, 3)")
        .map((row, context) -> new PatientId(Uuids.of(row.getBytes(1))))
        .set();
  }

  /** All of a patient's templates, of every encoder. */
  public List<FaceTemplate> templates(PatientId patient) {
    return rows(patient.value(), TEMPLATES).stream()
        .flatMap(row -> decode(row.part(), open(row)).stream())
        .toList();
  }

  /** Everybody's samples. */
  public Map<PatientId, List<ImageBytes>> samples() {
    Map<PatientId, List<ImageBytes>> all = new TreeMap<>();
    tx.handle()
        .createQuery(
            "SELECT f.patient, f.role, f.part, f.version, f.sealed, p.directory_key"
                + " FROM face f JOIN patient p ON p.id = f.patient WHERE f.role = 3"
                + " ORDER BY f.patient, f.part")
        .map((row, context) -> row(row, row.getBytes(6)))
        .useStream(
            rows ->
                rows.forEach(
                    r ->
                        all.computeIfAbsent(new PatientId(r.patient()), p -> new ArrayList<>())
                            .add(new ImageBytes(open(keyAlone(r), r)))));
    return all;
  }

  /** How many rows a patient has. */
  public int count(PatientId patient) {
    return tx.handle()
        .createQuery("SELECT COUNT(*) FROM face WHERE patient = ?")
        .bind(0, Uuids.bytes(patient.value()))
        .mapTo(Integer.class)
        .one();
  }

  /** Opens everything of a patient; returns how many rows there are. */
  public int openAll(UUID patient) {
    int count = 0;
    for (int role = PHOTO; role <= SAMPLE; role++) {
      for (Row row : rows(patient, role)) {
        byte[] plain = open(row);
        if (role == TEMPLATES) {
          decode(row.part(), plain);
        }
        count++;
      }
    }
    return count;
  }

  void list(UUID patient, Manifest present) {
    tx.sql()
        .list(
            "SELECT role, part, version FROM face WHERE patient = ?",
            row -> {
              UUID id = rowId(patient, row.getInt(1), row.getString(2));
              present.put(id, row.getInt(3), EntryKind.PHOTO, Manifest.NOT_HASHED);
              return id;
            },
            Uuids.bytes(patient));
  }

  private void put(UUID patient, int role, String part, EntryKind kind, byte[] plain) {
    Manifest manifest = tx.manifests().change(patient, KeyScope.DIRECTORY);
    UUID id = rowId(patient, role, part);
    int before = version(patient, role, part).orElse(0);
    if (before > 0) {
      tx.destroy();
    }
    int version = before + 1;
    byte[] sealed =
        tx.key(KeyScope.DIRECTORY, patient).seal(place(patient, role, part, version), plain);
    tx.handle()
        .execute(
            "INSERT INTO face (patient, role, part, version, sealed) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (patient, role, part) DO UPDATE"
                + " SET version = excluded.version, sealed = excluded.sealed",
            Uuids.bytes(patient),
            role,
            part,
            version,
            sealed);
    manifest.remove(id, before);
    manifest.put(id, version, kind, Manifest.hash(sealed));
  }

  private int remove(PatientId patient, int role, String part) {
    UUID id = patient.value();
    List<Row> rows =
        rows(id, role).stream().filter(r -> part == null || r.part().equals(part)).toList();
    for (Row row : rows) {
      tx.destroy();
      tx.handle()
          .execute(
              "DELETE FROM face WHERE patient = ? AND role = ? AND part = ?",
              Uuids.bytes(id),
              role,
              row.part());
      tx.manifests()
          .change(id, KeyScope.DIRECTORY)
          .remove(rowId(id, role, row.part()), row.version());
    }
    return rows.size();
  }

  private Optional<Integer> version(UUID patient, int role, String part) {
    return tx.sql()
        .first(
            "SELECT version FROM face WHERE patient = ? AND role = ? AND part = ?",
            row -> row.getInt(1),
            Uuids.bytes(patient),
            role,
            part);
  }

  private List<Row> rows(UUID patient, int role) {
    return tx.handle()
        .createQuery(
            "SELECT patient, role, part, version, sealed FROM face"
                + " WHERE patient = ? AND role = ? ORDER BY part")
        .bind(0, Uuids.bytes(patient))
        .bind(1, role)
        .map((row, context) -> row(row, null))
        .list();
  }

  private static Row row(ResultSet row, byte[] wrappedKey) throws SQLException {
    return new Row(
        Uuids.of(row.getBytes(1)),
        row.getInt(2),
        row.getString(3),
        row.getInt(4),
        row.getBytes(5),
        wrappedKey);
  }

  private byte[] open(Row row) {
    return open(tx.key(KeyScope.DIRECTORY, row.patient()), row);
  }

  /** Without the transaction's keys, which are for one thread. */
  private PatientKey keyAlone(Row row) {
    return tx.patients().keyAlone(row.patient(), row.wrappedKey());
  }

  private static byte[] open(PatientKey key, Row row) {
    return key.open(place(row.patient(), row.role(), row.part(), row.version()), row.sealed());
  }

  private static Place place(UUID patient, int role, String part, int version) {
    return Place.of("face", rowName(patient, role, part), "sealed", patient, version, FORMAT);
  }

  private static UUID rowId(UUID patient, int role, String part) {
    return Uuids.named(rowName(patient, role, part));
  }

  private static String rowName(UUID patient, int role, String part) {
    return patient + "/" + role + "/" + part;
  }

  /** Number of templates, then each one's bytes behind their length; big-endian. */
  private static byte[] encode(List<FaceTemplate> templates) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(templates.size());
      for (FaceTemplate template : templates) {
        byte[] content = template.bytes();
        out.writeInt(content.length);
        out.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static List<FaceTemplate> decode(String encoder, byte[] plain) {
    try {
      ByteBuffer in = ByteBuffer.wrap(plain);
      List<FaceTemplate> templates = new ArrayList<>();
      for (int left = in.getInt(); left > 0; left--) {
        int length = in.getInt();
        int from = in.position();
        in.position(from + length);
        templates.add(new FaceTemplate(encoder, plain, from, length));
      }
      return templates;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw DatabaseException.damaged("sealed templates cannot be read");
    }
  }
}
