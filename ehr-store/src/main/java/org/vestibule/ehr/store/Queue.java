package org.vestibule.ehr.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
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
  private static final String TICKET_DAY = "ticket_day";
  private static final String TICKET = "ticket";

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
   * Notes that the patient is here and gives a ticket: the day's first open appointment becomes
   * ARRIVED, or a walk-in is made. A patient who is here already keeps place and ticket.
   */
  public Arrival arrive(PatientId id) {
    return context.write(
        Operation.ARRIVE,
        KeyScope.INDEX,
        (tx, trail) -> {
          Patient patient = known(tx, id);
          Appointment arrived = arrive(tx, trail, patient.id());
          trail.note(AuditAction.ARRIVED, patient.id(), "");
          return new Arrival(arrived, patient);
        });
  }

  /**
   * Notes that staff have confirmed who it is: arrived or not until now, the patient is CHECKED_IN.
   * Saying so again is another event and keeps the first time.
   */
  public Arrival confirm(PatientId id) {
    return context.write(
        Operation.RUN_QUEUE,
        KeyScope.INDEX,
        (tx, trail) -> {
          Patient patient = known(tx, id);
          Appointment arrived = arrive(tx, trail, patient.id());
          Appointment confirmed =
              arrived.status() == AppointmentStatus.CHECKED_IN
                  ? arrived
                  : arrived.confirm(trail.at(), context.session().user());
          new ChartWriter(context, tx).put(confirmed, trail.authorship());
          trail.note(AuditAction.ARRIVAL_CONFIRMED, patient.id(), "");
          return new Arrival(confirmed, patient);
        });
  }

  /**
   * Notes that staff have said that somebody taken for this patient is not. If the patient counts
   * as here, that is taken back.
   */
  public void deny(PatientId id) {
    change(id, AuditAction.ARRIVAL_DENIED, (visit, at) -> visit.takeBack());
  }

  /** Notes that the patient is called to the practitioner. */
  public void callIn(PatientId id) {
    change(id, AuditAction.CALLED_IN, Appointment::callIn);
  }

  /** Notes that the patient's visit is over. */
  public void finish(PatientId id) {
    change(id, AuditAction.VISIT_FINISHED, (visit, at) -> visit.finish());
  }

  /** Changes the visit of somebody who is here, if there is one; noted in any case. */
  private void change(
      PatientId id, AuditAction action, BiFunction<Appointment, Instant, Appointment> change) {
    context.write(
        Operation.RUN_QUEUE,
        KeyScope.INDEX,
        (tx, trail) -> {
          PatientId head = known(tx, id).id();
          Optional<Appointment> visit = here(tx, head, today(trail));
          visit.ifPresent(
              v ->
                  new ChartWriter(context, tx)
                      .put(change.apply(v, trail.at()), trail.authorship()));
          trail.note(action, head, visit.isPresent() ? "" : "not here");
          return null;
        });
  }

  private Appointment arrive(Tx tx, Trail trail, PatientId id) {
    LocalDate today = today(trail);
    Optional<Appointment> here = here(tx, id, today);
    if (here.isPresent() && !here.get().attendance().ticket().isEmpty()) {
      return here.get();
    }
    Appointment due = here.or(() -> booked(tx, id, today)).orElseGet(() -> walkIn(id, trail.at()));
    Appointment arrived = due.arrive(trail.at(), nextTicket(tx, today));
    new ChartWriter(context, tx).put(arrived, trail.authorship());
    return arrived;
  }

  /** The visit of somebody who is in the house, perhaps since before midnight. */
  private Optional<Appointment> here(Tx tx, PatientId id, LocalDate today) {
    return Stream.of(today, today.minusDays(1))
        .flatMap(day -> due(tx, day).stream())
        .filter(a -> a.patient().equals(id) && a.status().isHere())
        .findFirst();
  }

  private Optional<Appointment> booked(Tx tx, PatientId id, LocalDate today) {
    return due(tx, today).stream()
        .filter(a -> a.patient().equals(id) && a.status() == AppointmentStatus.BOOKED)
        .findFirst();
  }

  /** Tickets count from 1 each day, and none is given twice in a day. */
  private static String nextTicket(Tx tx, LocalDate today) {
    boolean first = tx.meta().counter(TICKET_DAY) != today.toEpochDay();
    long ticket = first ? 1 : tx.meta().counter(TICKET) + 1;
    tx.meta().setCounter(TICKET_DAY, today.toEpochDay());
    tx.meta().setCounter(TICKET, ticket);
    return "A" + ticket;
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
    List<byte[]> tokens = new Lookups(context.core().vault()).sought(Lookups.day(day));
    return tx.entryIndex().find(tokens).stream()
        .map(e -> e.value())
        .filter(Appointment.class::isInstance)
        .map(Appointment.class::cast)
        .map(a -> Readdressed.to(context.family(a.patient()).head(), a))
        .sorted(Comparator.comparing(Appointment::start))
        .toList();
  }

  private static Appointment walkIn(PatientId id, Instant at) {
    return new Appointment(
        Id.random(), id, at, "", "", AppointmentStatus.ARRIVED, Optional.of(at), true);
  }

  private Patient known(Tx tx, PatientId id) {
    return tx.patients().find(context.family(id).head()).orElseThrow(StoreException.NotFound::new);
  }

  private LocalDate today(Trail trail) {
    return LocalDate.ofInstant(trail.at(), zone());
  }

  private ZoneId zone() {
    return context.core().clock().getZone();
  }
}
