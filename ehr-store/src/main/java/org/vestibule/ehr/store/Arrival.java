package org.vestibule.ehr.store;

import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.Patient;

/**
 * A line of the day's list.
 *
 * @param appointment when and why; {@link Appointment#arrived()} tells whether the patient is here
 * @param patient who
 */
public record Arrival(Appointment appointment, Patient patient) {
  @Override
  public String toString() {
    return "Arrival[" + appointment.id() + "]";
  }
}
