package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.vault.KeyScope;

/** Records that come from elsewhere. Needs the clinical keys. */
public final class Imports {
  private final Context context;

  Imports(Context context) {
    this.context = context;
  }

  /**
   * Puts one patient's record, whole or not at all: registers the patient if there is none with
   * this id, and adds what the chart does not say yet. The same record again adds nothing.
   *
   * @throws StoreException.Duplicate if a new patient's identifier belongs to somebody
   */
  public ImportOutcome take(ImportedRecord record) {
    return context.write(
        Operation.IMPORT,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          Optional<Patient> known = tx.patients().find(record.patient().id());
          Patient patient =
              known.orElseGet(
                  () -> new Registration(context).register(tx, trail, record.patient()));
          List<ChartEntry> missing =
              known.isPresent()
                  ? record.missingFrom(patient, everyVersion(tx, patient))
                  : record.entries();
          ChartWriter writer = new ChartWriter(context, tx);
          missing.forEach(e -> writer.put(e, trail.authorship()));
          int unchanged = record.entries().size() - missing.size();
          trail.note(
              AuditAction.IMPORTED,
              patient.id(),
              "created=" + missing.size() + " unchanged=" + unchanged);
          return new ImportOutcome(
              Optional.of(patient), counted(known.isEmpty(), missing), unchanged);
        });
  }

  private static List<ChartEntry> everyVersion(Tx tx, Patient patient) {
    List<ChartEntry> all = new ArrayList<>();
    for (KeyScope scope : List.of(KeyScope.DIRECTORY, KeyScope.CLINICAL)) {
      tx.entries().everyVersion(patient.id(), scope).forEach(e -> all.add(e.value()));
    }
    return all;
  }

  private static Map<String, Integer> counted(boolean newPatient, List<ChartEntry> entries) {
    Map<String, Integer> counts = new TreeMap<>(ImportedRecord.understood(entries));
    if (newPatient) {
      counts.put("Patient", 1);
    }
    return counts;
  }
}
