package org.vestibule.ehr.store;

import java.util.Optional;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/**
 * Two records that are one person's, within somebody's transaction. Nothing is moved or copied: one
 * record says that another stands for it (FHIR Patient.link, replaced-by), and every facade reads
 * and writes through that. So nothing can be lost on the way, each row stays sealed under its own
 * key and counted in its own manifest, and undoing it restores both exactly.
 */
final class Merging {
  private final Context context;

  Merging(Context context) {
    this.context = context;
  }

  Patient merge(Tx tx, Trail trail, PatientId from, PatientId into) {
    Patient absorbed = tx.patients().find(from).orElseThrow(StoreException.NotFound::new);
    Patient head =
        tx.patients().find(context.family(into).head()).orElseThrow(StoreException.NotFound::new);
    if (absorbed.replacedBy().isPresent() || absorbed.id().equals(head.id())) {
      throw new StoreException.Invalid(
          "These two are one record already: there is nothing to merge.");
    }
    link(tx, trail, absorbed, Optional.of(head.id()));
    trail.note(AuditAction.RECORDS_MERGED, absorbed.id(), "into=" + head.id());
    trail.note(AuditAction.RECORDS_MERGED, head.id(), "from=" + absorbed.id());
    return head;
  }

  Patient part(Tx tx, Trail trail, PatientId from) {
    Patient absorbed = tx.patients().find(from).orElseThrow(StoreException.NotFound::new);
    PatientId head =
        absorbed
            .replacedBy()
            .orElseThrow(
                () ->
                    new StoreException.Invalid(
                        "This record was not merged into another: there is nothing to undo."));
    Patient restored = link(tx, trail, absorbed, Optional.empty());
    // A model may hold a share that now belongs to the other of the two.
    for (String encoder : tx.models().encoders()) {
      boolean shared =
          tx.models().find(encoder).map(m -> m.contributors().contains(head)).orElse(false);
      if (shared) {
        tx.models().remove(encoder);
      }
    }
    trail.note(AuditAction.RECORDS_PARTED, absorbed.id(), "from=" + head);
    trail.note(AuditAction.RECORDS_PARTED, head, "from=" + absorbed.id());
    return restored;
  }

  private Patient link(Tx tx, Trail trail, Patient patient, Optional<PatientId> replacedBy) {
    Patient linked = patient.change().replacedBy(replacedBy).build();
    tx.patients().update(linked, trail.authorship());
    Directory directory = context.core().directory();
    tx.whenCommitted(() -> directory.put(linked));
    return linked;
  }
}
