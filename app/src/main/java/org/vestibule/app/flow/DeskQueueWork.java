package org.vestibule.app.flow;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Arrival;

/** What staff do with a row of the queue: first in the store, then on the board. */
final class DeskQueueWork {
  private final Lane flow;
  private final Board board;
  private final DeskRecords records;
  private final DeskSignIn signIn;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Adaptations adaptations;

  DeskQueueWork(
      Lane flow,
      Board board,
      DeskRecords records,
      DeskSignIn signIn,
      InstantSource clock,
      ZoneId zone,
      Adaptations adaptations) {
    this.flow = flow;
    this.board = board;
    this.records = records;
    this.signIn = signIn;
    this.clock = clock;
    this.zone = zone;
    this.adaptations = adaptations;
  }

  DeskRow row(String id) throws FlowException {
    records.session();
    return flow.call(
        () ->
            board
                .rows()
                .find(id)
                .orElseThrow(
                    () ->
                        new FlowException(
                            Kind.NO_MATCH, "D-13", "This person is not in the queue any more.")));
  }

  /** Confirms who somebody is; on a row that was confirmed before it is written down again. */
  void confirm(String id) throws FlowException {
    DeskRow row = row(id);
    Optional<PatientId> patient = patient(row);
    if (patient.isEmpty() || row.state == State.DONE) {
      return;
    }
    Arrival arrival =
        records.with(Purpose.FRONT_DESK, access -> access.queue().confirm(patient.get()));
    if (row.faceMayBeKnown.isPresent()) {
      records.writeAboutFace(patient.get(), row.faceMayBeKnown.get());
      flow.call(
          () -> {
            row.wroteAboutFace();
            board.tick();
            return null;
          });
    }
    if (!row.needsConfirming()) {
      flow.call(
          () -> {
            board.chartIsRight(row);
            board.tick();
            return null;
          });
      return;
    }
    boolean atKiosk = row.state == State.CONFIRM && !row.takenOver;
    boolean recognised =
        flow.call(
            () -> {
              DeskRow now = board.rows().withVisit(row, Reception.visit(arrival, zone));
              now.ticket = arrival.appointment().attendance().ticket();
              now.waits();
              now.confirmed = confirmed(atKiosk);
              board.refreshDay();
              board.tick();
              return board.recognised(now);
            });
    if (recognised) {
      adaptations.confirmed(records.session(), patient.get(), row.track);
    }
  }

  /**
   * Confirms which of the people of a row somebody is.
   *
   * @param number the number of the record
   */
  void confirm(String id, String number) throws FlowException {
    DeskRow row = row(id);
    DeskRecords.Known person =
        row.alike.stream()
            .filter(known -> known.visit().number().equals(number))
            .findFirst()
            .orElseThrow(
                () ->
                    new FlowException(
                        Kind.NO_MATCH, "D-12", "Choose one of the people in this row."));
    DeskRow own = flow.call(() -> board.told(row, person));
    confirm(own.id);
  }

  private String confirmed(boolean atKiosk) {
    String who = signIn.staff().map(DeskView.Staff::name).orElse("");
    String how = atKiosk ? "birth date, then photo" : "photo";
    return Words.confirmed(clock.instant(), how, who, zone);
  }

  void notThem(String id) throws FlowException {
    DeskRow row = row(id);
    Optional<PatientId> patient = patient(row);
    if (patient.isPresent()) {
      records.with(
          Purpose.FRONT_DESK,
          access -> {
            access.queue().deny(patient.get());
            return null;
          });
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
    Optional<PatientId> patient = patient(row);
    if (patient.isEmpty() || (row.state != State.WAITING && row.state != State.LATE)) {
      return;
    }
    records.with(
        Purpose.FRONT_DESK,
        access -> {
          access.queue().callIn(patient.get());
          return null;
        });
    flow.call(
        () -> {
          DeskRow now = board.rows().find(id).orElse(row);
          now.state = State.WITH_DOCTOR;
          now.calledIn = Optional.of(clock.instant());
          board.tick();
          return null;
        });
  }

  void done(String id) throws FlowException {
    DeskRow row = row(id);
    if (row.needsConfirming()) {
      throw new FlowException(Kind.NO_MATCH, "D-14", "Confirm first who it is.");
    }
    Optional<PatientId> patient = patient(row);
    if (patient.isPresent()) {
      records.with(
          Purpose.FRONT_DESK,
          access -> {
            access.queue().finish(patient.get());
            return null;
          });
    }
    flow.call(
        () -> {
          board.rows().find(id).orElse(row).state = State.DONE;
          board.refreshDay();
          board.tick();
          return null;
        });
  }

  private static Optional<PatientId> patient(DeskRow row) {
    return row.visit.map(visit -> PatientId.parse(visit.reference()));
  }
}
