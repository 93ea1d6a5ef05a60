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
 * @param attendance how far the visit has come; {@link Attendance#NONE} before the patient came
 */
public record Appointment(
    Id<Appointment> id,
    PatientId patient,
    Instant start,
    String reason,
    String practitioner,
    AppointmentStatus status,
    Optional<Instant> arrived,
    boolean walkIn,
    Attendance attendance)
    implements ChartEntry {
  public Appointment {
    Checks.present(id, patient, start, reason, practitioner, status, arrived);
    // Rows written before there was one have none.
    attendance = attendance == null ? Attendance.NONE : attendance;
  }

  /** An appointment to which nobody has come yet, or of which nothing more is known. */
  public Appointment(
      Id<Appointment> id,
      PatientId patient,
      Instant start,
      String reason,
      String practitioner,
      AppointmentStatus status,
      Optional<Instant> arrived,
      boolean walkIn) {
    this(id, patient, start, reason, practitioner, status, arrived, walkIn, Attendance.NONE);
  }

  /** The patient is here; who it is has not been confirmed by staff. */
  public Appointment arrive(Instant at, String ticket) {
    return with(
        AppointmentStatus.ARRIVED,
        arrived.or(() -> Optional.of(at)),
        new Attendance(ticket, Optional.empty(), "", Optional.empty()));
  }

  /** Staff have confirmed who it is. */
  public Appointment confirm(Instant at, String by) {
    return with(
        AppointmentStatus.CHECKED_IN,
        arrived.or(() -> Optional.of(at)),
        new Attendance(attendance.ticket(), Optional.of(at), by, attendance.calledIn()));
  }

  /** The patient is called to the practitioner. */
  public Appointment callIn(Instant at) {
    return with(
        status,
        arrived,
        new Attendance(
            attendance.ticket(),
            attendance.confirmed(),
            attendance.confirmedBy(),
            Optional.of(at)));
  }

  /** The visit is over. */
  public Appointment finish() {
    return with(AppointmentStatus.FULFILLED, arrived, attendance);
  }

  /** It was somebody else who came: as booked before; a walk-in has never been. */
  public Appointment takeBack() {
    return with(
        walkIn ? AppointmentStatus.CANCELLED : AppointmentStatus.BOOKED,
        Optional.empty(),
        Attendance.NONE);
  }

  private Appointment with(AppointmentStatus next, Optional<Instant> since, Attendance progress) {
    return new Appointment(id, patient, start, reason, practitioner, next, since, walkIn, progress);
  }

  @Override
  public String toString() {
    return Checks.name("Appointment", id);
  }
}
