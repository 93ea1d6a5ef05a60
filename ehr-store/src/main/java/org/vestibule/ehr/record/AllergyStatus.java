package org.vestibule.ehr.record;

/** The three answers about allergies; they look different everywhere. */
public enum AllergyStatus {
  /** Nobody has asked yet: not the same as having none. */
  NOT_ASKED,
  /** Asked, and the patient knows of none. */
  NONE_KNOWN,
  /** At least one stands in the chart. */
  LISTED
}
