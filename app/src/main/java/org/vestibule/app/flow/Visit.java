package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.vestibule.ehr.record.Attendance;

/**
 * A patient and what brings them here today, as the directory keys can tell it.
 *
 * @param reference the patient's opaque id, as the enrolment database has it
 * @param number the number of the record
 * @param appointment id of today's appointment; empty for a walk-in
 * @param time when it starts
 * @param reason in words; {@code walk-in} without an appointment
 * @param doctor whom it is with; {@code any} without one
 * @param attendance how far the visit has come
 */
record Visit(
    String reference,
    String number,
    String name,
    String firstName,
    LocalDate born,
    String phone,
    Optional<String> appointment,
    Optional<LocalTime> time,
    Optional<Instant> start,
    Optional<Duration> length,
    String reason,
    String doctor,
    Attendance attendance) {

  KioskView.Greeting greeting() {
    String digits = phone.replaceAll("\\D", "");
    return new KioskView.Greeting(
        firstName,
        time,
        time.map(t -> doctor),
        length,
        digits.length() < 4
            ? Optional.empty()
            : Optional.of(digits.substring(digits.length() - 2)));
  }

  @Override
  public String toString() {
    return "Visit";
  }
}
