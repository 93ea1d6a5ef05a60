package org.vestibule.ehr.record;

/** Where an appointment stands (a subset of FHIR appointmentstatus). */
public enum AppointmentStatus {
  BOOKED,
  ARRIVED,
  FULFILLED,
  CANCELLED,
  NOSHOW
}
