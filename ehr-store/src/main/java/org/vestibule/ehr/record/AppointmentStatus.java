package org.vestibule.ehr.record;

/** Where an appointment stands (a subset of FHIR appointmentstatus). */
public enum AppointmentStatus {
  BOOKED,
  /** Here, but staff have not confirmed who it is. */
  ARRIVED,
  /** Here, and staff have confirmed who it is. */
  CHECKED_IN,
  FULFILLED,
  CANCELLED,
  NOSHOW;

  /** Whether the patient is in the house. */
  public boolean isHere() {
    return this == ARRIVED || this == CHECKED_IN;
  }
}
