package org.vestibule.app.flow;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Access;
import org.vestibule.ehr.store.Arrival;

/** What staff do with a row of the queue: first in the store, then on the board. */
final class DeskQueueWork {
  private final Lane flow;
  private final Board board;
  private final DeskRecords records;
  private final DeskSignIn signIn;
  private final InstantSource clock;
  private final ZoneId zone;

  DeskQueueWork(
      Lane flow,
      Board board,
      DeskRecords records,
      DeskSignIn signIn,
      InstantSource clock,
      ZoneId zone) {
    this.flow = flow;
    this.board = board;
    this.records = records;
    this.signIn = signIn;
    this.clock = clock;
    this.zone = zone;
  }

  DeskRow row(String id) throws FlowException {
    records.session();
    return flow.call(
        () ->
            board
                .row(id)
                .orElseThrow(
                    () ->
                        new FlowException(
                            Kind.NO_MATCH, "D-13", "This person is not in the queue any more.")));
  }

  void confirm(String id) throws FlowException {
    DeskRow row = row(id);
    if (!row.needsConfirming()) {
      return;
    }
    PatientId patient = PatientId.parse(row.visit.orElseThrow().reference());
    Arrival arrival = records.with(Purpose.FRONT_DESK, access -> access.queue().arrive(patient));
    boolean atKiosk = row.state == State.CONFIRM && !row.takenOver;
    flow.call(
        () -> {
          DeskRow now = board.withVisit(row, Reception.visit(arrival, zone));
          now.ticket = now.ticket.isEmpty() ? board.nextTicket() : now.ticket;
          now.waits();
          now.confirmed = confirmed(atKiosk);
          board.refreshDay();
          board.tick();
          return null;
        });
  }

  private String confirmed(boolean atKiosk) {
    String who = signIn.staff().map(DeskView.Staff::name).orElse("");
    String how = atKiosk ? "birth date, then photo" : "photo";
    return "Confirmed at the desk "
        + Words.time(clock.instant(), zone)
        + ", "
        + how
        + ", by "
        + who;
  }

  void notThem(String id) throws FlowException {
    DeskRow row = row(id);
    if (row.state == State.CONFIRM) {
      change(row, AppointmentStatus.BOOKED);
    }
    flow.call(
        () -> {
          board.notThem(row);
          board.refreshDay();
          return null;
        });
  }

  void callIn(String id) throws FlowException {
    DeskRow row = row(id);
    flow.call(
        () -> {
          if (row.state == State.WAITING || row.state == State.LATE) {
            row.state = State.WITH_DOCTOR;
            row.calledIn = Optional.of(clock.instant());
          }
          board.tick();
          return null;
        });
  }

  void done(String id) throws FlowException {
    DeskRow row = row(id);
    if (row.needsConfirming()) {
      throw new FlowException(Kind.NO_MATCH, "D-14", "Confirm first who it is.");
    }
    if (row.visit.isPresent()) {
      change(row, AppointmentStatus.FULFILLED);
    }
    flow.call(
        () -> {
          row.state = State.DONE;
          board.refreshDay();
          board.tick();
          return null;
        });
  }

  /** Gives the visit's appointment another status; a walk-in taken back is cancelled. */
  private void change(DeskRow row, AppointmentStatus status) throws FlowException {
    String appointment = row.visit.flatMap(Visit::appointment).orElse("");
    records.with(
        Purpose.FRONT_DESK,
        access -> {
          Optional<Appointment> due = find(access, appointment);
          due.ifPresent(a -> access.queue().book(changed(a, status)));
          return due;
        });
  }

  private Optional<Appointment> find(Access access, String appointment) {
    return access.queue().day(records.today()).stream()
        .map(Arrival::appointment)
        .filter(a -> a.id().toString().equals(appointment))
        .findFirst();
  }

  private static Appointment changed(Appointment from, AppointmentStatus status) {
    boolean takenBack = status == AppointmentStatus.BOOKED;
    return new Appointment(
        from.id(),
        from.patient(),
        from.start(),
        from.reason(),
        from.practitioner(),
        takenBack && from.walkIn() ? AppointmentStatus.CANCELLED : status,
        takenBack ? Optional.empty() : from.arrived(),
        from.walkIn());
  }
}
