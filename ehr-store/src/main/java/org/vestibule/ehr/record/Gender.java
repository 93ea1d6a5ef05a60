package org.vestibule.ehr.record;

/** FHIR AdministrativeGender. */
public enum Gender {
  FEMALE,
  MALE,
  OTHER,
  UNKNOWN
}
