package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;

/**
 * An appointment, or the visit of somebody who walked in without one.
 *
 * @param start when it is due
 * @param reason in words; may be empty
 * @param practitioner whom the patient is to see; may be empty
 * @param arrived when the patient came; empty before that
 * @param walkIn true if there was no appointment before the patient came
 */
public record Appointment(
    Id<Appointment> id,
    PatientId patient,
    Instant start,
    String reason,
    String practitioner,
    AppointmentStatus status,
    Optional<Instant> arrived,
    boolean walkIn)
    implements ChartEntry {
  public Appointment {
    Checks.present(id, patient, start, reason, practitioner, status, arrived);
  }

  @Override
  public String toString() {
    return Checks.name("Appointment", id);
  }
}
