package org.vestibule.ehr.db;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;

/** Settings and counters, in the open: nothing here is about a patient. */
public final class MetaTable {
  static final String CLINIC_KEY = "clinic_key";

  private static final List<String> ABOUT_PATIENTS =
      Stream.concat(PatientTable.PER_PATIENT.stream(), Stream.of("blob")).toList();

  private static final Set<String> CHECKED_BY_ITSELF =
      Set.of(CLINIC_KEY, AuditTable.STATE, ClinicManifest.NAME);

  private final Tx tx;

  MetaTable(Tx tx) {
    this.tx = tx;
  }

  /** A setting's text. */
  public Optional<String> text(String name) {
    return bytes(name).map(b -> new String(b, StandardCharsets.UTF_8));
  }

  /** Sets a text. */
  public void setText(String name, String text) {
    set(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A setting's number. */
  public Optional<Long> number(String name) {
    return bytes(name)
        .map(
            b -> {
              if (b.length != Long.BYTES) {
                throw DatabaseException.damaged("a setting has the wrong length");
              }
              return ByteBuffer.wrap(b).getLong();
            });
  }

  /** Sets a number. */
  public void setNumber(String name, long number) {
    set(name, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /** A setting that is sealed, and stays readable through every rotation. */
  public Optional<String> sealedText(String name) {
    return bytes(name)
        .map(kept -> new String(tx.clinicKey().open(place(name), kept), StandardCharsets.UTF_8));
  }

  /** Seals a setting. */
  public void setSealedText(String name, String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    set(name, tx.clinicKey().seal(place(name), plain));
  }

  /** Sets what the clinic's manifest vouches for. */
  private void set(String name, byte[] content) {
    setBytes(name, content);
    tx.clinic().put(ClinicManifest.SETTING, name, content);
  }

  /** Everything set but for what has a check of its own. */
  Map<String, byte[]> settings() {
    Map<String, byte[]> settings = new TreeMap<>();
    tx.handle()
        .createQuery("SELECT name, content FROM meta WHERE name NOT LIKE 'import_review/%'")
        .map((row, context) -> settings.put(row.getString(1), row.getBytes(2)))
        .list();
    settings.keySet().removeAll(CHECKED_BY_ITSELF);
    return settings;
  }

  private static Place place(String name) {
    return new Place("meta", name, "content", Optional.of(Tx.CLINIC), 1, Codec.FORMAT);
  }

  /** A counter's value; 0 before its first use. */
  public long counter(String name) {
    return tx.sql()
        .first("SELECT value FROM counter WHERE name = ?", row -> row.getLong(1), name)
        .orElse(0L);
  }

  /** Sets a counter. */
  public void setCounter(String name, long value) {
    tx.sql()
        .execute(
            "INSERT INTO counter (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name,
            value);
  }

  /** Makes the clinic's own data key; once. */
  void makeClinicKey() {
    setBytes(CLINIC_KEY, tx.vault().newPatientKey(KeyScope.DIRECTORY, Tx.CLINIC));
  }

  /** Wraps the clinic's own data key by the newest keys. */
  public void rewrapClinicKey() {
    byte[] wrapped =
        bytes(CLINIC_KEY)
            .orElseThrow(() -> DatabaseException.damaged("the clinic's key is missing"));
    if (!tx.vault().isCurrent(KeyScope.DIRECTORY, wrapped)) {
      setBytes(CLINIC_KEY, tx.vault().rewrapPatientKey(KeyScope.DIRECTORY, Tx.CLINIC, wrapped));
    }
  }

  Optional<byte[]> bytes(String name) {
    return tx.sql().first("SELECT content FROM meta WHERE name = ?", row -> row.getBytes(1), name);
  }

  void setBytes(String name, byte[] content) {
    tx.sql()
        .execute(
            "INSERT INTO meta (name, version, content) VALUES (?, 1, ?)"
                + " ON CONFLICT (name) DO UPDATE"
                + " SET version = meta.version + 1, content = excluded.content",
            name,
            content);
  }

  /**
   * What the file says is wrong with itself (pages, indexes), a sentence each; empty if nothing.
   */
  public List<String> integrityProblems() {
    return tx.integrityProblems();
  }

  /**
   * How many values need the clinical keys: entries in every version, lists of what belongs to a
   * chart, documents, and what waits for review.
   */
  public long clinicalValues() {
    int clinical = Tx.number(KeyScope.CLINICAL);
    return tx.handle()
            .createQuery(
                "SELECT (SELECT COUNT(*) FROM entry WHERE scope = :scope)"
                    + " + (SELECT COUNT(*) FROM manifest WHERE scope = :scope)"
                    + " + (SELECT COUNT(*) FROM blob WHERE patient IS NOT NULL)")
            .bind("scope", clinical)
            .mapTo(Long.class)
            .one()
        + tx.reviews().all().size();
  }

  /** How many rows are about a patient who is not there. */
  public long orphans() {
    long orphans = 0;
    for (String table : ABOUT_PATIENTS) {
      orphans +=
          tx.handle()
              .createQuery(
                  "SELECT COUNT(*) FROM "
                      + table
                      + " WHERE patient NOT IN (SELECT id FROM patient)")
              .mapTo(Long.class)
              .one();
    }
    return orphans;
  }
}
