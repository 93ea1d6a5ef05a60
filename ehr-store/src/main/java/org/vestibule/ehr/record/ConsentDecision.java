package org.vestibule.ehr.record;

/** What the patient decided. */
public enum ConsentDecision {
  PERMIT,
  DENY
}
