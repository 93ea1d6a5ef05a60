package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.Attendance;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Arrival;
import org.vestibule.ehr.store.Session;

/**
 * What the kiosk may ask of the records: whether two factors belong together. Works on the store's
 * thread with the kiosk's own session, so it goes on while the desk is locked. Thread-safe.
 */
final class Reception {
  private final Lane store;
  private final KioskKeys keys;
  private final ZoneId zone;

  Reception(Lane store, KioskKeys keys, ZoneId zone) {
    this.store = store;
    this.keys = keys;
    this.zone = zone;
  }

  /** The answer for somebody who cannot be anybody. */
  static CompletionStage<Optional<Visit>> nobody() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /**
   * The proposed person, noted as arrived, if the birth date is theirs; else nobody. Of several who
   * look alike the only one born that day: a date that two of them share tells them apart no more
   * than the face does. Who withdrew the consent to be known by the face is one of them, but is
   * known by the number only.
   */
  CompletionStage<Optional<Visit>> byFace(List<String> proposed, LocalDate born) {
    if (proposed.isEmpty()) {
      return nobody();
    }
    return store.ask(
        () -> {
          Session kiosk = keys.session();
          List<PatientId> fitting =
              proposed.stream()
                  .map(PatientId::parse)
                  .filter(id -> isBorn(kiosk, id, born))
                  .toList();
          return fitting.size() == 1 && (proposed.size() == 1 || hasFace(kiosk, fitting.get(0)))
              ? Optional.of(arrive(kiosk, fitting.get(0)))
              : Optional.empty();
        });
  }

  /** The person of this number, noted as arrived, if the birth date is theirs; else nobody. */
  CompletionStage<Optional<Visit>> byNumber(String number, LocalDate born) {
    return store.ask(
        () -> {
          Session kiosk = keys.session();
          Optional<Patient> patient =
              kiosk.act(Purpose.FRONT_DESK).people().byNumber(number.strip());
          return patient
              .map(Patient::id)
              .filter(id -> isBorn(kiosk, id, born))
              .map(id -> arrive(kiosk, id));
        });
  }

  private static boolean hasFace(Session kiosk, PatientId id) {
    return !kiosk.act(Purpose.FACE_RECOGNITION).faces().of(id).templates().isEmpty();
  }

  private static boolean isBorn(Session kiosk, PatientId id, LocalDate born) {
    return kiosk.act(Purpose.FRONT_DESK).people().checkBirthDate(id, born);
  }

  private Visit arrive(Session kiosk, PatientId id) {
    return visit(kiosk.act(Purpose.FRONT_DESK).queue().arrive(id), zone);
  }

  static Visit visit(Arrival arrival, ZoneId zone) {
    Appointment due = arrival.appointment();
    return visit(arrival.patient(), Optional.of(due), zone);
  }

  /** A patient with today's open appointment, if there is one. */
  static Visit visit(Patient patient, Optional<Appointment> today, ZoneId zone) {
    Optional<Appointment> booked = today.filter(a -> !a.walkIn());
    return new Visit(
        patient.id().toString(),
        patient.number(),
        patient.name().spoken(),
        patient.name().first(),
        patient.birthDate(),
        patient.phone(),
        today.map(a -> a.id().toString()),
        booked.map(a -> LocalTime.ofInstant(a.start(), zone)),
        booked.map(Appointment::start),
        Optional.empty(),
        booked.map(Appointment::reason).filter(r -> !r.isBlank()).orElse("walk-in"),
        booked.map(Appointment::practitioner).filter(p -> !p.isBlank()).orElse("any"),
        today.map(Appointment::attendance).orElse(Attendance.NONE));
  }

  /** The appointment somebody suggested would be here for. */
  static Optional<Appointment> open(Iterable<Arrival> day, PatientId patient, Instant now) {
    return java.util.stream.StreamSupport.stream(day.spliterator(), false)
        .map(Arrival::appointment)
        .filter(a -> a.patient().equals(patient))
        .filter(a -> a.status() == AppointmentStatus.BOOKED || a.status().isHere())
        .min(Comparator.comparing(a -> java.time.Duration.between(now, a.start()).abs()));
  }
}
