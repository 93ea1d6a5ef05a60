package org.vestibule.ehr.db;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.EmergencyFacts;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;

/**
 * What of each chart saves a life, sealed by the directory keys: whoever is at the desk can open it
 * when every second counts. Made anew in each transaction that changes what it is taken from.
 */
public final class EmergencyCardTable {
  private final Tx tx;
  private final Set<UUID> stale = new LinkedHashSet<>();

  /** What matters of charts begun in this transaction, which need not be read back for the card. */
  private final Map<UUID, Map<Id<?>, ChartEntry>> begun = new HashMap<>();

  /** Whose card was met on the way in this transaction. */
  private final Set<UUID> met = new HashSet<>();

  EmergencyCardTable(Tx tx) {
    this.tx = tx;
  }

  /** The card of a patient; empty while nothing clinical was ever written. */
  public Optional<EmergencyFacts> find(PatientId patient) {
    UUID id = patient.value();
    return tx.handle()
        .createQuery("SELECT version, sealed FROM emergency_card WHERE patient = ?")
        .bind(0, Uuids.bytes(id))
        .map(
            (row, context) ->
                Codec.read(
                    EmergencyFacts.class,
                    tx.key(KeyScope.DIRECTORY, id).open(place(id, row.getInt(1)), row.getBytes(2))))
        .findOne();
  }

  /** The patient's chart was changed: the card is made anew before the transaction ends. */
  void changed(ChartEntry entry) {
    if (entry instanceof AllergyIntolerance
        || entry instanceof AllergyStatement
        || entry instanceof MedicationStatement
        || entry instanceof MedicationRequest
        || (entry instanceof Observation o && EmergencyFacts.isBloodGroup(o))) {
      UUID patient = entry.patient().value();
      stale.add(patient);
      begun.computeIfPresent(
          patient,
          (id, entries) -> {
            entries.put(entry.id(), entry);
            return entries;
          });
    }
  }

  /** There is a clinical part from now on, so there must be a card. */
  void begun(UUID patient) {
    stale.add(patient);
    begun.put(patient, new LinkedHashMap<>());
  }

  /** Makes the card of a chart that was written before there were cards. */
  public void mend(PatientId patient) {
    UUID id = patient.value();
    if (tx.patients().hasClinicalKey(id) && !met.contains(id) && version(id) == 0) {
      stale.add(id);
    }
  }

  void flush() {
    for (UUID patient : List.copyOf(stale)) {
      put(patient, EmergencyFacts.of(entries(patient)));
    }
    stale.clear();
    begun.clear();
  }

  private Collection<ChartEntry> entries(UUID patient) {
    Map<Id<?>, ChartEntry> written = begun.get(patient);
    if (written != null) {
      return written.values();
    }
    List<ChartEntry> entries = new ArrayList<>();
    tx.entries()
        .complete(new PatientId(patient), KeyScope.CLINICAL)
        .forEach(e -> entries.add(e.value()));
    return entries;
  }

  private void put(UUID patient, EmergencyFacts facts) {
    int before = version(patient);
    int version = before + 1;
    byte[] sealed =
        tx.key(KeyScope.DIRECTORY, patient).seal(place(patient, version), Codec.write(facts));
    tx.handle()
        .execute(
            "INSERT INTO emergency_card (patient, version, sealed) VALUES (?, ?, ?)"
                + " ON CONFLICT (patient) DO UPDATE"
                + " SET version = excluded.version, sealed = excluded.sealed",
            Uuids.bytes(patient),
            version,
            sealed);
    Manifest manifest = tx.manifests().change(patient, KeyScope.DIRECTORY);
    manifest.remove(rowId(patient), before);
    manifest.put(rowId(patient), version, EntryKind.EMERGENCY_CARD, Manifest.hash(sealed));
  }

  void list(UUID patient, Manifest present) {
    tx.sql()
        .list(
            "SELECT version, sealed FROM emergency_card WHERE patient = ?",
            row -> {
              byte[] hash = Manifest.hash(row.getBytes(2));
              present.put(rowId(patient), row.getInt(1), EntryKind.EMERGENCY_CARD, hash);
              return met.add(patient);
            },
            Uuids.bytes(patient));
  }

  private int version(UUID patient) {
    return tx.sql()
        .first(
            "SELECT version FROM emergency_card WHERE patient = ?",
            row -> row.getInt(1),
            Uuids.bytes(patient))
        .orElse(0);
  }

  private static Place place(UUID patient, int version) {
    return Place.of("emergency_card", patient.toString(), "sealed", patient, version, Codec.FORMAT);
  }

  private static UUID rowId(UUID patient) {
    return Uuids.named("emergency card of " + patient);
  }
}
