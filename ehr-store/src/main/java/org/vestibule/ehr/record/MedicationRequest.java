package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A prescription.
 *
 * @param dosage in words; may be empty
 * @param authored when it was written; empty if not known
 * @param requester who wrote it; may be empty
 * @param reaction how the patient reacted to it, in words; may be empty
 */
public record MedicationRequest(
    Id<MedicationRequest> id,
    PatientId patient,
    Code medication,
    String dosage,
    MedicationStatus status,
    Optional<Instant> authored,
    String requester,
    String reaction)
    implements ChartEntry {
  public MedicationRequest {
    Checks.present(id, patient, medication, dosage, status, authored, requester);
    // Rows written before there was one have none.
    reaction = reaction == null ? "" : reaction;
  }

  /** A prescription to which no reaction is known. */
  public MedicationRequest(
      Id<MedicationRequest> id,
      PatientId patient,
      Code medication,
      String dosage,
      MedicationStatus status,
      Optional<Instant> authored,
      String requester) {
    this(id, patient, medication, dosage, status, authored, requester, "");
  }

  @Override
  public String toString() {
    return Checks.name("MedicationRequest", id);
  }
}
