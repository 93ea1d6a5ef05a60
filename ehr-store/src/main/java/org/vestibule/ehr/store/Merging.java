package org.vestibule.ehr.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/**
 * Two records that are one person's, within somebody's transaction. Nothing is moved or copied: one
 * record says that another stands for it (FHIR Patient.link, replaced-by), and every facade reads
 * and writes through that. So nothing can be lost on the way, each row stays sealed under its own
 * key and counted in its own manifest, and undoing it restores both exactly.
 */
final class Merging {
  private static final String INTO = "into=";

  private final Context context;

  Merging(Context context) {
    this.context = context;
  }

  Patient merge(Tx tx, Trail trail, PatientId from, PatientId into, String reason) {
    Patient absorbed = tx.patients().find(from).orElseThrow(StoreException.NotFound::new);
    Patient head =
        tx.patients().find(context.family(into).head()).orElseThrow(StoreException.NotFound::new);
    if (from.equals(into)) {
      throw new StoreException.Invalid(
          "A record cannot be merged into itself: give two different numbers.");
    }
    if (absorbed.replacedBy().isPresent() || absorbed.id().equals(head.id())) {
      throw new StoreException.Refused(
          "These two are one record already: there is nothing to merge.");
    }
    link(tx, trail, absorbed, Optional.of(head.id()));
    trail.note(
        AuditAction.RECORDS_MERGED, absorbed.id(), AuditEvent.detail(INTO + head.id(), reason));
    trail.note(
        AuditAction.RECORDS_MERGED, head.id(), AuditEvent.detail("from=" + absorbed.id(), reason));
    return head;
  }

  Patient part(Tx tx, Trail trail, PatientId from, String reason) {
    Patient absorbed = tx.patients().find(from).orElseThrow(StoreException.NotFound::new);
    PatientId head =
        absorbed
            .replacedBy()
            .orElseThrow(
                () ->
                    new StoreException.Refused(
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
    trail.note(
        AuditAction.RECORDS_PARTED, absorbed.id(), AuditEvent.detail("from=" + head, reason));
    trail.note(
        AuditAction.RECORDS_PARTED, head, AuditEvent.detail("from=" + absorbed.id(), reason));
    return restored;
  }

  /** The records that a person's was made of, each with the event that merged it. */
  List<MergedRecord> into(Tx tx, PatientId person) {
    return context.family(person).members().stream()
        .skip(1)
        .map(member -> merged(tx, member))
        .sorted(Comparator.comparing(MergedRecord::at).reversed())
        .toList();
  }

  private static MergedRecord merged(Tx tx, PatientId member) {
    Patient patient = tx.patients().find(member).orElseThrow(StoreException.NotFound::new);
    AuditEvent event =
        tx.audit().about(member, Integer.MAX_VALUE).stream()
            .filter(e -> e.action() == AuditAction.RECORDS_MERGED && e.detail().startsWith(INTO))
            .findFirst()
            .orElseThrow(
                () ->
                    new StoreException.Damaged(
                        "The ledger does not say who merged a record: check it with verify.",
                        null));
    return new MergedRecord(patient, event.at(), event.actor(), event.reason().orElse(""));
  }

  private Patient link(Tx tx, Trail trail, Patient patient, Optional<PatientId> replacedBy) {
    Patient linked = patient.change().replacedBy(replacedBy).build();
    tx.patients().update(linked, trail.authorship());
    Directory directory = context.core().directory();
    tx.whenCommitted(() -> directory.put(linked));
    return linked;
  }
}
