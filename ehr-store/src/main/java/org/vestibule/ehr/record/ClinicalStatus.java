package org.vestibule.ehr.record;

/** Whether a condition is still there (FHIR condition-clinical, shortened). */
public enum ClinicalStatus {
  ACTIVE,
  INACTIVE,
  RESOLVED,
  UNKNOWN
}
