package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.Attendance;
import org.vestibule.ehr.store.Arrival;

/**
 * Brings the queue to where the store says that the day's visits are, after the program was started
 * and after another machine wrote. What this machine did is on the board already, and stays as it
 * is. Belongs to the flow thread.
 */
final class StoredDay {
  private final Board board;
  private final ZoneId zone;
  private boolean begun;

  StoredDay(Board board, ZoneId zone) {
    this.board = board;
    this.zone = zone;
  }

  /**
   * Follows what was read just now.
   *
   * @param date which day it is; who came on another is left alone
   */
  void follow(List<Arrival> day, LocalDate date) {
    List<Arrival> inOrder = new ArrayList<>(day);
    inOrder.sort(Comparator.comparing(a -> a.appointment().arrived().orElse(Instant.MAX)));
    for (Arrival arrival : inOrder) {
      Optional<DeskRow> row = row(arrival);
      if (hasBegun(arrival.appointment().status())) {
        row.ifPresentOrElse(there -> advance(there, arrival), () -> add(arrival));
      } else {
        row.filter(there -> !there.ticket.isEmpty()).ifPresent(board::notThem);
      }
    }
    Set<String> listed =
        day.stream().map(a -> a.appointment().id().toString()).collect(Collectors.toSet());
    board.rows().all().stream()
        .filter(row -> !row.ticket.isEmpty() && row.state != State.DONE)
        .filter(row -> LocalDate.ofInstant(row.since, zone).equals(date))
        .filter(row -> row.visit.flatMap(Visit::appointment).filter(listed::contains).isEmpty())
        .toList()
        .forEach(board::notThem); // Came without an appointment, and somebody said it is not them.
    begun = true;
  }

  /** Nothing is on the board any more: what the store has then is not news from elsewhere. */
  void forget() {
    begun = false;
  }

  private static boolean hasBegun(AppointmentStatus status) {
    return status.isHere() || status == AppointmentStatus.FULFILLED;
  }

  /** The row of this visit; else the one of a face that is not more than a suggestion yet. */
  private Optional<DeskRow> row(Arrival arrival) {
    String appointment = arrival.appointment().id().toString();
    Optional<DeskRow> same =
        board.rows().all().stream()
            .filter(row -> row.visit.flatMap(Visit::appointment).equals(Optional.of(appointment)))
            .findFirst();
    return same.or(
        () ->
            board.rows().all().stream()
                .filter(row -> row.state == State.SUGGESTED)
                .filter(row -> row.isOf(arrival.patient().id().toString()))
                .findFirst());
  }

  private void add(Arrival arrival) {
    AppointmentStatus status = arrival.appointment().status();
    Visit visit = Reception.visit(arrival, zone);
    DeskRow row = board.rows().begun(visit, arrival.appointment().arrived());
    row.takeOver(status, zone);
    if (begun && row.takenOver) {
      row.cameElsewhere();
    }
    board.loadPhoto(row, visit.reference());
  }

  private void advance(DeskRow there, Arrival arrival) {
    Attendance attendance = arrival.appointment().attendance();
    boolean over = arrival.appointment().status() == AppointmentStatus.FULFILLED;
    if (there.needsConfirming()) {
      boolean came = there.ticket.isEmpty() && !attendance.ticket().isEmpty();
      if (!came && attendance.confirmed().isEmpty() && !over) {
        return;
      }
      DeskRow row = board.rows().withVisit(there, Reception.visit(arrival, zone));
      row.state = State.CONFIRM;
      row.takeOver(arrival.appointment().status(), zone);
      if (row.takenOver) {
        row.cameElsewhere();
      }
    } else if (over) {
      there.state = State.DONE;
    } else if (attendance.calledIn().isPresent() && there.calledIn.isEmpty()) {
      there.state = State.WITH_DOCTOR;
      there.calledIn = attendance.calledIn();
    }
  }
}
