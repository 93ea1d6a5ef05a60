package org.vestibule.ehr.db;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.PatientKey;

/**
 * Which sealed files are whose, readable without keys. A file is announced before it is made and
 * before it is taken away: so what a power cut left can be told from what an older database does
 * not know, and only the former is ever deleted.
 */
public final class BlobTable {
  private final Tx tx;

  BlobTable(Tx tx) {
    this.tx = tx;
  }

  /** Announces a file of a patient that is about to be made; returns the key to seal it with. */
  public PatientKey announce(UUID blob, PatientId patient) {
    tx.patients().ensureClinicalKey(patient.value());
    // The patient may have had no clinical part before, and the file may never come.
    tx.manifests().change(patient.value(), KeyScope.CLINICAL);
    tx.handle()
        .execute("INSERT INTO blob (id, patient, length) VALUES (?, NULL, 0)", Uuids.bytes(blob));
    return key(patient);
  }

  /** The key that the patient's files are sealed with. */
  public PatientKey key(PatientId patient) {
    return tx.key(KeyScope.CLINICAL, patient.value());
  }

  /** Says that an announced file is whole and belongs to the patient. */
  public void keep(UUID blob, PatientId patient, long length) {
    tx.handle()
        .execute(
            "UPDATE blob SET patient = ?, length = ? WHERE id = ?",
            Uuids.bytes(patient.value()),
            length,
            Uuids.bytes(blob));
  }

  /** Announces that all files of a patient are about to be deleted. */
  public List<UUID> letGo(PatientId patient) {
    List<UUID> all = List.copyOf(of(patient).keySet());
    tx.handle()
        .execute(
            "UPDATE blob SET patient = NULL, length = 0 WHERE patient = ?",
            Uuids.bytes(patient.value()));
    return all;
  }

  /** Announced files: being made, half made, or to be deleted. */
  public List<UUID> announced() {
    return tx.handle()
        .createQuery("SELECT id FROM blob WHERE patient IS NULL")
        .map((row, context) -> Uuids.of(row.getBytes(1)))
        .list();
  }

  /** Forgets an announced file that is not there any more. */
  public void forget(UUID blob) {
    tx.handle().execute("DELETE FROM blob WHERE id = ? AND patient IS NULL", Uuids.bytes(blob));
  }

  /** A patient's files and their lengths. */
  public Map<UUID, Long> of(PatientId patient) {
    return lengths(" WHERE patient = ?", Optional.of(patient));
  }

  /** Everybody's files and their lengths, without the announced ones. */
  public Map<UUID, Long> kept() {
    return lengths(" WHERE patient IS NOT NULL", Optional.empty());
  }

  /** Everybody's files and their lengths, the announced ones with 0. */
  public Map<UUID, Long> all() {
    return lengths("", Optional.empty());
  }

  private Map<UUID, Long> lengths(String where, Optional<PatientId> patient) {
    Map<UUID, Long> lengths = new TreeMap<>();
    var query = tx.handle().createQuery("SELECT id, length FROM blob" + where);
    patient.ifPresent(p -> query.bind(0, Uuids.bytes(p.value())));
    query
        .map((row, context) -> Map.entry(Uuids.of(row.getBytes(1)), row.getLong(2)))
        .forEach(e -> lengths.put(e.getKey(), e.getValue()));
    return lengths;
  }
}
