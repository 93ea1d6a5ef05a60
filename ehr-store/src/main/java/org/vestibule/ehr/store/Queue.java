package org.vestibule.ehr.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/** The day's appointments and who has come. Needs the directory keys. */
public final class Queue {
  private final Context context;

  Queue(Context context) {
    this.context = context;
  }

  /** Books an appointment, or changes the one with the same id. */
  public Appointment book(Appointment appointment) {
    return context.write(
        Operation.BOOK,
        KeyScope.INDEX,
        (tx, trail) -> {
          if (!tx.patients().exists(appointment.patient())) {
            throw new StoreException.NotFound();
          }
          new ChartWriter(context, tx).put(appointment, trail.authorship());
          trail.note(AuditAction.APPOINTMENT_BOOKED, appointment.patient(), "");
          return appointment;
        });
  }

  /**
   * Notes that the patient is here: the day's first open appointment becomes ARRIVED, or a walk-in
   * is made. A patient who is here already stays as is.
   */
  public Arrival arrive(PatientId id) {
    return context.write(
        Operation.ARRIVE,
        KeyScope.INDEX,
        (tx, trail) -> {
          Patient patient = tx.patients().find(id).orElseThrow(StoreException.NotFound::new);
          LocalDate today = LocalDate.ofInstant(trail.at(), zone());
          List<Appointment> own =
              due(tx, today).stream().filter(a -> a.patient().equals(id)).toList();
          Optional<Appointment> here =
              own.stream().filter(a -> a.status() == AppointmentStatus.ARRIVED).findFirst();
          Appointment arrived = here.orElseGet(() -> arrival(own, id, trail.at()));
          if (here.isEmpty()) {
            new ChartWriter(context, tx).put(arrived, trail.authorship());
          }
          trail.note(AuditAction.ARRIVED, id, "");
          return new Arrival(arrived, patient);
        });
  }

  /** Everything due on a day in this machine's time zone, by time. */
  public List<Arrival> day(LocalDate day) {
    return context.write(
        Operation.READ_QUEUE,
        KeyScope.INDEX,
        (tx, trail) -> {
          List<Arrival> arrivals =
              due(tx, day).stream()
                  .map(
                      a ->
                          new Arrival(
                              a,
                              tx.patients()
                                  .find(a.patient())
                                  .orElseThrow(StoreException.NotFound::new)))
                  .toList();
          trail.note(AuditAction.APPOINTMENTS_READ, "found=" + arrivals.size());
          return arrivals;
        });
  }

  private List<Appointment> due(Tx tx, LocalDate day) {
    byte[] token = new Lookups(context.core().vault()).day(day);
    return tx.entries().byToken(token).stream()
        .map(e -> e.value())
        .filter(Appointment.class::isInstance)
        .map(Appointment.class::cast)
        .sorted(Comparator.comparing(Appointment::start))
        .toList();
  }

  private static Appointment arrival(List<Appointment> own, PatientId id, Instant at) {
    return own.stream()
        .filter(a -> a.status() == AppointmentStatus.BOOKED)
        .findFirst()
        .map(
            a ->
                new Appointment(
                    a.id(),
                    id,
                    a.start(),
                    a.reason(),
                    a.practitioner(),
                    AppointmentStatus.ARRIVED,
                    Optional.of(at),
                    a.walkIn()))
        .orElseGet(
            () ->
                new Appointment(
                    Id.random(), id, at, "", "", AppointmentStatus.ARRIVED, Optional.of(at), true));
  }

  private ZoneId zone() {
    return context.core().clock().getZone();
  }
}
