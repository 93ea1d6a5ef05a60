package org.vestibule.ehr.record;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the patient says to take, whoever prescribed it.
 *
 * @param dosage in words; may be empty
 * @param start first day; empty if not known
 * @param end last day; empty if going on or not known
 * @param reaction how the patient reacts to it, in words; may be empty
 */
public record MedicationStatement(
    Id<MedicationStatement> id,
    PatientId patient,
    Code medication,
    String dosage,
    MedicationStatus status,
    Optional<LocalDate> start,
    Optional<LocalDate> end,
    String reaction)
    implements ChartEntry {
  public MedicationStatement {
    Checks.present(id, patient, medication, dosage, status, start, end);
    // Rows written before there was one have none.
    reaction = reaction == null ? "" : reaction;
  }

  /** A medication to which no reaction is known. */
  public MedicationStatement(
      Id<MedicationStatement> id,
      PatientId patient,
      Code medication,
      String dosage,
      MedicationStatus status,
      Optional<LocalDate> start,
      Optional<LocalDate> end) {
    this(id, patient, medication, dosage, status, start, end, "");
  }

  @Override
  public String toString() {
    return Checks.name("MedicationStatement", id);
  }
}
