package org.vestibule.ehr.record;

/** Whether a medication is being taken (FHIR, shortened). */
public enum MedicationStatus {
  ACTIVE,
  COMPLETED,
  STOPPED,
  ON_HOLD,
  UNKNOWN
}
