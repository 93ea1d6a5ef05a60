package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/** Records that come from elsewhere. Needs the clinical keys. */
public final class Imports {
  private final Context context;

  Imports(Context context) {
    this.context = context;
  }

  /** Finds out who the people of one file are; reads only. */
  public FilePeople people() {
    return new FilePeople(context);
  }

  /**
   * Puts one patient's record, whole or not at all: registers the patient if there is none with
   * this id, and adds what the chart does not say yet. The same record again adds nothing.
   *
   * @throws StoreException.Duplicate if a new patient's identifier belongs to somebody
   */
  public ImportOutcome take(ImportedRecord record) {
    return context.write(
        Operation.IMPORT, KeyScope.CLINICAL, (tx, trail) -> take(tx, trail, record));
  }

  /** Keeps a patient of a bundle, sealed, until staff have looked. Twice is once. */
  public void hold(HeldImport held) {
    context.write(
        Operation.IMPORT,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          tx.reviews().put(held.id(), held);
          trail.note(AuditAction.IMPORT_HELD, held.owner(), held.id().toString());
          return null;
        });
  }

  /** Who waits to be looked at. */
  public List<HeldImport> waiting() {
    return context.write(
        Operation.IMPORT,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          List<HeldImport> all =
              tx.reviews().all().stream()
                  .flatMap(id -> tx.reviews().find(id, HeldImport.class).stream())
                  .toList();
          trail.note(AuditAction.REVIEWS_READ, "found=" + all.size());
          return all;
        });
  }

  /**
   * Takes somebody who waited: as the person who is here, or as somebody new. The decision is kept
   * with the record as an identifier, so that the same person from the same place is known again.
   *
   * @param record under the owner's id, or under a new one with identifiers that are free
   * @param reason why, in words; kept sealed in the ledger; may be empty
   */
  public ImportOutcome settle(HeldImport held, ImportedRecord record, String reason) {
    return context.write(
        Operation.IMPORT,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          ImportOutcome outcome = take(tx, trail, record);
          Patient patient = outcome.patient().orElseThrow();
          Identifier decision = HeldImport.decision(held.draft());
          if (!patient.identifiers().contains(decision)) {
            List<Identifier> identifiers = new ArrayList<>(patient.identifiers());
            identifiers.add(decision);
            new Registration(context)
                .update(tx, trail, patient.change().identifiers(identifiers).build());
          }
          tx.reviews().remove(held.id());
          trail.note(
              AuditAction.IMPORT_SETTLED,
              patient.id(),
              AuditEvent.detail(held.id().toString(), reason));
          return outcome;
        });
  }

  /**
   * Throws away somebody who waited; nothing of it is taken.
   *
   * @param reason why, in words; kept sealed in the ledger; may be empty
   */
  public void discard(HeldImport held, String reason) {
    context.write(
        Operation.IMPORT,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          tx.reviews().remove(held.id());
          trail.note(
              AuditAction.IMPORT_SETTLED,
              held.owner(),
              AuditEvent.detail("discarded " + held.id(), reason));
          return null;
        });
  }

  private ImportOutcome take(Tx tx, Trail trail, ImportedRecord record) {
    Optional<Patient> known = tx.patients().find(record.patient().id());
    Patient patient =
        known.orElseGet(() -> new Registration(context).register(tx, trail, record.patient()));
    List<ChartEntry> missing =
        known.isPresent()
            ? record.missingFrom(
                new ClinicNumber(tx.clinicId()).told(patient), everyVersion(tx, patient))
            : record.entries();
    new ChartWriter(context, tx).put(missing, trail.authorship());
    int unchanged = record.entries().size() - missing.size();
    trail.note(
        AuditAction.IMPORTED,
        patient.id(),
        "created=" + missing.size() + " unchanged=" + unchanged);
    return new ImportOutcome(Optional.of(patient), counted(known.isEmpty(), missing), unchanged);
  }

  private List<ChartEntry> everyVersion(Tx tx, Patient patient) {
    List<ChartEntry> all = new ArrayList<>();
    for (PatientId member : context.family(patient.id()).members()) {
      tx.entries()
          .everyVersion(member)
          .forEach(e -> all.add(Readdressed.to(patient.id(), e.value())));
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
