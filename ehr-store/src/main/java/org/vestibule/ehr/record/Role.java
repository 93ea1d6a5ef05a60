package org.vestibule.ehr.record;

/** What somebody is allowed for; a person of staff may have several. */
public enum Role {
  RECEPTIONIST,
  CLINICIAN,
  ADMINISTRATOR,
  RESEARCHER,
  AUDITOR,
  /** The patient in front of the kiosk: the least of all. */
  PATIENT
}
