package org.vestibule.ehr.record;

/** Where a visit stands (a subset of FHIR encounter-status). */
public enum EncounterStatus {
  PLANNED,
  IN_PROGRESS,
  FINISHED,
  CANCELLED,
  UNKNOWN
}
