package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.PatientId;

/** Consents and flags: what stands beside demographics and is written without clinical keys. */
final class Beside {
  private Beside() {}

  /**
   * Puts them within somebody's transaction.
   *
   * @throws IllegalArgumentException if one is another patient's or of another kind
   */
  static void put(Tx tx, Trail trail, PatientId patient, List<? extends ChartEntry> entries) {
    for (ChartEntry entry : entries) {
      if (!entry.patient().equals(patient)) {
        throw new IllegalArgumentException("an entry belongs to another patient");
      }
      if (entry instanceof Consent consent) {
        tx.entries().put(consent, trail.authorship());
        trail.note(
            AuditAction.CONSENT_GIVEN,
            patient,
            consent.purpose().name() + " " + consent.decision().name());
      } else if (entry instanceof Flag flag) {
        tx.entries().put(flag, trail.authorship());
        trail.note(AuditAction.PATIENT_FLAGGED, patient, flag.active() ? "raised" : "settled");
      } else {
        throw new IllegalArgumentException("this kind of entry belongs into a chart");
      }
    }
  }
}
