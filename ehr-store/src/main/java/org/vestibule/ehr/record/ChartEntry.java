package org.vestibule.ehr.record;

/**
 * One thing that stands in a patient's chart. Putting an entry whose id is already there makes a
 * new version of it; the old one is kept.
 */
public sealed interface ChartEntry
    permits AllergyIntolerance,
        AllergyStatement,
        Appointment,
        Condition,
        Consent,
        DocumentReference,
        Encounter,
        Flag,
        ForeignResource,
        Immunization,
        MedicationRequest,
        MedicationStatement,
        Note,
        Observation,
        Procedure {
  /** The entry's id. */
  Id<?> id();

  /** Whose chart it stands in. */
  PatientId patient();
}
