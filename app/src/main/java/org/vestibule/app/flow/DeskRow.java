package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Arrival.Choice;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.Attendance;

/** A row of the desk's queue as it changes. Belongs to the flow thread. */
final class DeskRow {
  /** Later than this after the appointment began counts as late. */
  private static final Duration LATE = Duration.ofMinutes(10);

  /** What staff check of everybody who is to be confirmed. */
  static final Check LOOK = new Check(Check.Mark.OPEN, "Check: does the photo show this person?");

  /** How a check ends that is settled when staff confirm. */
  private static final String CONFIRMING_WRITES = ": confirming writes it down";

  final String id;
  final Instant since;
  final Optional<Visit> visit;
  final List<Check> checks = new ArrayList<>();
  State state;
  String ticket = "";

  /** Arrived before this start of the program. */
  boolean takenOver;

  String confirmed = "";
  String help = "";

  /** The people whom staff are to tell apart; empty but in a row for that. */
  List<DeskRecords.Known> alike = List.of();

  Optional<Photo> live = Optional.empty();
  Optional<Photo> record = Optional.empty();
  Optional<String> eigenfaces = Optional.empty();
  int track;
  Optional<Instant> trackLeft = Optional.empty();

  /** What was said at the kiosk, until staff confirm it with the person. */
  Optional<Boolean> faceMayBeKnown = Optional.empty();

  Optional<Instant> calledIn = Optional.empty();

  DeskRow(String id, Instant since, Optional<Visit> visit, State state) {
    this.id = id;
    this.since = since;
    this.visit = visit;
    this.state = state;
  }

  /** Whether it is this person's row and the visit is not over. */
  boolean isOf(String reference) {
    return state != State.DONE && visit.map(Visit::reference).filter(reference::equals).isPresent();
  }

  boolean needsConfirming() {
    return state == State.SUGGESTED || state == State.CONFIRM;
  }

  /** Here from now on, in time or late. */
  void waits() {
    boolean late =
        visit.flatMap(Visit::start).map(start -> since.isAfter(start.plus(LATE))).orElse(false);
    state = late ? State.LATE : State.WAITING;
  }

  /**
   * Goes on where the visit was before the program was started. Who it is counts as confirmed only
   * if the store says who of staff did so.
   */
  void takeOver(AppointmentStatus status, ZoneId zone) {
    Attendance attendance = visit.map(Visit::attendance).orElse(Attendance.NONE);
    ticket = attendance.ticket();
    calledIn = attendance.calledIn();
    if (status == AppointmentStatus.FULFILLED) {
      state = State.DONE;
    } else if (attendance.confirmed().isPresent()) {
      confirmed = Words.confirmed(attendance.confirmed().get(), "", attendance.confirmedBy(), zone);
      waits();
      state = calledIn.isPresent() ? State.WITH_DOCTOR : state;
    } else {
      takenOver = true;
      checks.add(new Check(Check.Mark.OPEN, "Was here before this computer was started again"));
      checks.add(new Check(Check.Mark.OPEN, "Ask for the name and the date of birth"));
    }
  }

  /** Said at the kiosk whether the face may be known; it counts once staff confirm. */
  void saidAboutFace(boolean agrees) {
    faceMayBeKnown = Optional.of(agrees);
    String said =
        agrees ? "Agrees to be known by the face" : "Does not want to be known by the face";
    checks.add(new Check(Check.Mark.OPEN, said + CONFIRMING_WRITES));
  }

  /** What was said about the face is written down. */
  void wroteAboutFace() {
    faceMayBeKnown = Optional.empty();
    checks.removeIf(check -> check.sentence().endsWith(CONFIRMING_WRITES));
  }

  /** Says in place of that what another machine's kiosk asked for. */
  void cameElsewhere() {
    takenOver = false;
    checks.clear();
    checks.add(new Check(Check.Mark.OPEN, "Gave the birth date at a kiosk of another machine"));
    checks.add(LOOK);
  }

  Arrival shown(Instant now, ZoneId zone) {
    boolean over = state == State.DONE || state == State.WITH_DOCTOR;
    return new Arrival(
        id,
        ticket,
        visit.map(Visit::number).orElse(""),
        visit.map(Visit::name).orElse(alike.isEmpty() ? "Somebody at the kiosk" : oneOfThese()),
        visit.flatMap(Visit::time),
        visit.map(Visit::reason).orElse(help),
        visit.map(Visit::doctor).orElse("any"),
        state,
        where(),
        since,
        over ? "–" : Words.waited(Duration.between(since, now)),
        checks,
        live,
        record,
        eigenfaces,
        track == 0 ? Optional.empty() : Optional.of(track),
        alike.stream().map(DeskRow::choice).toList());
  }

  private String oneOfThese() {
    return alike.size() == 2 ? "One of these two" : "One of these " + alike.size();
  }

  private static Choice choice(DeskRecords.Known known) {
    Visit visit = known.visit();
    return new Choice(
        visit.number(), visit.name(), "born " + Words.day(visit.born()), known.photo());
  }

  /** Who else the face may be than this one of the people to tell apart, in a sentence. */
  String alikeBut(String reference) {
    return alike.stream()
        .map(DeskRecords.Known::visit)
        .filter(visit -> !visit.reference().equals(reference))
        .map(Visit::name)
        .collect(Collectors.joining(", ", "The face is as like ", ": look closely"));
  }

  private String where() {
    return switch (state) {
      case SUGGESTED -> "Suggested, check";
      case ONE_OF -> "Alike, tell apart";
      case CONFIRM -> "Confirm who it is";
      case HELP -> "Wants help";
      case AT_KIOSK -> "At kiosk 1";
      case LATE -> "Waiting, came late";
      case WAITING -> "Waiting";
      case WITH_DOCTOR ->
          visit
              .map(Visit::doctor)
              .filter(doctor -> !doctor.equals("any"))
              .map(doctor -> "With " + doctor)
              .orElse("With a doctor");
      case DONE -> "Done";
    };
  }

  /** Where the row stands in the queue: what needs a decision first. */
  int rank() {
    return switch (state) {
      case CONFIRM -> 0;
      case HELP -> 1;
      case SUGGESTED, ONE_OF -> 2;
      case LATE, WAITING -> 3;
      case AT_KIOSK -> 4;
      case WITH_DOCTOR -> 5;
      case DONE -> 6;
    };
  }

  Optional<LocalTime> time() {
    return visit.flatMap(Visit::time);
  }
}
