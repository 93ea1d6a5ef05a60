package org.vestibule.ehr.store;

import java.time.Instant;
import org.vestibule.ehr.record.PatientId;

/**
 * What an erasure destroyed, to be handed out. It names nobody: the number is all the clinic knew.
 *
 * @param number what the clinic called the patient
 * @param at when
 * @param by who erased (a user name)
 * @param entries how many rows of the chart, of every version
 * @param faces how many photos, template rows and enrolment samples
 * @param models how many models of faces the patient had a share in and were destroyed
 * @param documents how many sealed files
 * @param heldImports how many imports that waited for review and were about the patient
 * @param ledgerSize the ledger's size with this erasure as its last event
 */
public record PatientErasure(
    PatientId patient,
    String number,
    Instant at,
    String by,
    int entries,
    int faces,
    int models,
    int documents,
    int heldImports,
    long ledgerSize) {
  @Override
  public String toString() {
    return "PatientErasure[" + patient + "]";
  }
}
