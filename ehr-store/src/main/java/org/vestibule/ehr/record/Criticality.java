package org.vestibule.ehr.record;

/** How dangerous an exposure would be (FHIR allergy-intolerance-criticality). */
public enum Criticality {
  LOW,
  HIGH,
  UNABLE_TO_ASSESS
}
