package org.vestibule.app.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.app.flow.DeskView.Check.Mark;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.store.Arrival;
import org.vestibule.face.pipeline.FaceEvent;

/**
 * The day as the desk knows it: the queue, the faces at the door, today's appointments. Everything
 * runs on the flow thread; what the store answers comes back to it.
 */
final class Board implements KioskReports {
  /** How a check ends that is settled when staff confirm. */
  static final String CONFIRMING_WRITES = ": confirming writes it down";

  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  private static final Check OTHER_FACE =
      new Check(Mark.BAD, "The face at the desk is not like this record's photo");

  private final Executor flow;
  private final InstantSource clock;
  private final ZoneId zone;
  private final DeskRecords records;
  private final IntFunction<Optional<byte[]>> pictures;
  private final Runnable changed;
  private final DoorTracks tracks = new DoorTracks();
  private final ChartWatch chart = new ChartWatch();
  private final Map<String, DeskRow> rows = new LinkedHashMap<>();
  private List<Arrival> day = List.of();
  private long ids;
  private boolean takenOver;
  private boolean kioskBusy;
  private int kioskTrack;

  /**
   * @param pictures the best picture of a track, JPEG
   * @param changed told after every change
   */
  Board(
      Executor flow,
      InstantSource clock,
      ZoneId zone,
      DeskRecords records,
      IntFunction<Optional<byte[]>> pictures,
      Runnable changed) {
    this.flow = flow;
    this.clock = clock;
    this.zone = zone;
    this.records = records;
    this.pictures = pictures;
    this.changed = changed;
  }

  DoorTracks tracks() {
    return tracks;
  }

  List<Arrival> day() {
    return day;
  }

  /** The queue, what needs a decision first. */
  List<DeskRow> queue() {
    return rows.values().stream()
        .sorted(Comparator.comparingInt(DeskRow::rank).thenComparing(row -> row.since))
        .toList();
  }

  Collection<DeskRow> rows() {
    return rows.values();
  }

  Optional<DeskRow> row(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  boolean kioskBusy() {
    return kioskBusy;
  }

  int kioskTrack() {
    return kioskTrack;
  }

  /** What the camera saw. */
  void happened(FaceEvent event, Optional<String> eigenfaces) {
    Instant now = clock.instant();
    boolean came = event instanceof FaceEvent.Arrived;
    if (came) {
      chart.came(event.track());
    }
    DoorTrack track = came ? tracks.begin(event.track(), now) : tracks.of(event.track(), now);
    if (event instanceof FaceEvent.Recognised recognised) {
      track.unknown = false;
      track.dismissed = false;
      track.eigenfaces = eigenfaces;
      track.proposed = Optional.of(recognised.candidate().reference());
      track.wrong = recognised.wrong();
      suggest(track);
    } else if (event instanceof FaceEvent.Unknown) {
      track.unknown = true;
      track.eigenfaces = eigenfaces;
      track.proposed = Optional.empty();
      track.wrong = Optional.empty();
    } else if (event instanceof FaceEvent.Left) {
      track.left = Optional.of(now);
      rows.values().stream()
          .filter(row -> row.track == event.track())
          .forEach(row -> row.trackLeft = Optional.of(now));
    }
    doubtChart();
    changed.run();
  }

  /** A chart was opened for somebody in the queue. */
  void chartOpened(String reference) {
    chart.opened(reference);
    doubtChart();
    changed.run();
  }

  void chartClosed() {
    chart.closed();
    doubtChart();
    changed.run();
  }

  /** Staff asked whose chart is open: it is this person's. */
  void chartIsRight(DeskRow row) {
    if (row.visit.map(Visit::reference).equals(chart.open())) {
      chart.answered(tracks.all());
      doubtChart();
    }
  }

  /** Says in the row of the open chart whether somebody else is in front of the desk. */
  private void doubtChart() {
    Optional<DoorTrack> doubtful = chart.doubtful(tracks.all());
    for (DeskRow row : rows.values()) {
      row.checks.remove(OTHER_FACE);
      if (doubtful.isPresent() && chart.open().filter(row::isOf).isPresent()) {
        row.checks.add(OTHER_FACE);
        String caption = "Desk, " + Words.time(clock.instant(), zone);
        pictures
            .apply(doubtful.get().number)
            .ifPresent(jpeg -> row.live = Optional.of(new Photo(jpeg, caption)));
      }
    }
  }

  /** Shows the proposed person as a suggestion, unless they are in the queue already. */
  private void suggest(DoorTrack track) {
    String reference = track.proposed.orElseThrow();
    Optional<DeskRow> there = rows.values().stream().filter(r -> r.isOf(reference)).findFirst();
    if (there.isPresent()) {
      see(there.get(), track);
    } else if (!records.locked()) {
      records
          .known(reference)
          .whenCompleteAsync(
              (known, failure) -> {
                if (failure != null) {
                  LOG.warn("A suggestion could not be read", failure);
                } else {
                  known.ifPresent(k -> suggest(track, reference, k));
                }
              },
              flow);
    }
  }

  private void suggest(DoorTrack track, String reference, DeskRecords.Known known) {
    boolean there = rows.values().stream().anyMatch(row -> row.isOf(reference));
    if (there || !track.proposed.equals(Optional.of(reference)) || track.dismissed) {
      return;
    }
    DeskRow row = add(Optional.of(known.visit()), State.SUGGESTED);
    row.record = known.photo();
    row.checks.add(new Check(Mark.OK, Words.alike(track.wrong)));
    row.checks.add(new Check(Mark.OPEN, "No birth date yet"));
    row.checks.add(new Check(Mark.OPEN, "Check: does the photo show this person?"));
    see(row, track);
    changed.run();
  }

  private void see(DeskRow row, DoorTrack track) {
    row.track = track.number;
    row.trackLeft = track.left;
    row.eigenfaces = track.eigenfaces;
    String caption = "Door, " + Words.time(clock.instant(), zone);
    row.live =
        pictures.apply(track.number).map(jpeg -> new Photo(jpeg, caption)).or(() -> row.live);
  }

  private DeskRow add(Optional<Visit> visit, State state) {
    DeskRow row = new DeskRow("row-" + ++ids, clock.instant(), visit, state);
    rows.put(row.id, row);
    return row;
  }

  @Override
  public void answering(int track) {
    kioskBusy = true;
    kioskTrack = track;
    changed.run();
  }

  @Override
  public void free() {
    kioskBusy = false;
    kioskTrack = 0;
    changed.run();
  }

  @Override
  public String arrived(Visit visit, int track, CheckIn how) {
    DeskRow row =
        rows.values().stream()
            .filter(r -> r.isOf(visit.reference()))
            .findFirst()
            .filter(r -> r.state == State.SUGGESTED || !r.ticket.isEmpty())
            .map(r -> withVisit(r, visit))
            .orElseGet(() -> add(Optional.of(visit), State.CONFIRM));
    if (row.ticket.isEmpty()) {
      row.ticket = visit.attendance().ticket();
      row.state = State.CONFIRM;
    }
    row.checks.clear();
    row.checks.add(new Check(Mark.OK, "Gave " + Words.day(visit.born()) + ", as in the record"));
    row.checks.add(
        how == CheckIn.FACE_AND_BIRTH_DATE
            ? new Check(Mark.OK, Words.alikeAndBorn(tracks.find(track).flatMap(t -> t.wrong)))
            : new Check(Mark.OK, "Gave the record number, no face used"));
    row.checks.add(new Check(Mark.OPEN, "Check: does the photo show this person?"));
    tracks.find(track).ifPresent(seen -> see(row, seen));
    loadPhoto(row, visit.reference());
    refreshDay();
    changed.run();
    return row.ticket;
  }

  /** The same row with what the store says of the visit now. */
  DeskRow withVisit(DeskRow old, Visit visit) {
    DeskRow row = new DeskRow(old.id, old.since, Optional.of(visit), old.state);
    row.ticket = old.ticket;
    row.track = old.track;
    row.trackLeft = old.trackLeft;
    row.live = old.live;
    row.record = old.record;
    row.eigenfaces = old.eigenfaces;
    row.confirmed = old.confirmed;
    row.calledIn = old.calledIn;
    row.faceMayBeKnown = old.faceMayBeKnown;
    rows.put(row.id, row);
    return row;
  }

  private void loadPhoto(DeskRow row, String reference) {
    if (row.record.isPresent() || records.locked()) {
      return;
    }
    records
        .known(reference)
        .thenAcceptAsync(
            known -> {
              row.record = known.flatMap(DeskRecords.Known::photo);
              changed.run();
            },
            flow);
  }

  @Override
  public void phoneChanged(Visit visit) {
    checkOf(visit, new Check(Mark.OPEN, "Has a new phone number: ask for it"));
  }

  @Override
  public void notMe(Visit visit) {
    checkOf(visit, new Check(Mark.BAD, "Said at the kiosk that this is not them"));
  }

  @Override
  public CompletionStage<Boolean> neverSaidAboutFace(Visit visit) {
    return records.locked()
        ? CompletableFuture.completedFuture(false)
        : records.neverSaidAboutFace(visit.reference());
  }

  @Override
  public void saidAboutFace(Visit visit, boolean agrees) {
    rows.values().stream()
        .filter(row -> row.isOf(visit.reference()))
        .forEach(row -> row.faceMayBeKnown = Optional.of(agrees));
    String said =
        agrees ? "Agrees to be known by the face" : "Does not want to be known by the face";
    checkOf(visit, new Check(Mark.OPEN, said + CONFIRMING_WRITES));
  }

  private void checkOf(Visit visit, Check check) {
    rows.values().stream()
        .filter(row -> row.isOf(visit.reference()))
        .forEach(row -> row.checks.add(check));
    changed.run();
  }

  @Override
  public void sentToDesk(int track, Optional<LocalDate> said, Optional<String> proposed) {
    String birth = said.map(born -> "Said born " + Words.day(born) + ".").orElse("");
    Optional<DeskRow> row =
        proposed.flatMap(p -> rows.values().stream().filter(r -> r.isOf(p)).findFirst());
    Optional<DoorTrack> seen = tracks.find(track);
    seen.ifPresent(face -> face.said = birth);
    if (row.isPresent()) {
      row.get().checks.add(new Check(Mark.BAD, "Gave another birth date than the record"));
    } else if (seen.filter(face -> face.unknown && !face.dismissed).isEmpty()) {
      addHelp(track, "could not check in", birth);
    }
    changed.run();
  }

  @Override
  public void help(int track) {
    addHelp(track, "asks for help", "");
    changed.run();
  }

  private void addHelp(int track, String words, String said) {
    DeskRow row = add(Optional.empty(), State.HELP);
    row.help = words;
    if (!said.isEmpty()) {
      row.checks.add(new Check(Mark.OPEN, said));
    }
    tracks.find(track).ifPresent(seen -> see(row, seen));
  }

  /** Staff say that a row is not the person it names. */
  void notThem(DeskRow row) {
    rows.remove(row.id);
    tracks
        .find(row.track)
        .ifPresent(
            track -> {
              track.unknown = true;
              track.proposed = Optional.empty();
            });
    changed.run();
  }

  /** Reads today's appointments again, and puts those who are here into the queue. */
  void refreshDay() {
    if (records.locked()) {
      return;
    }
    records
        .day()
        .whenCompleteAsync(
            (list, failure) -> {
              if (failure == null) {
                day = List.copyOf(list);
                if (!takenOver) {
                  takenOver = true;
                  takeOver();
                }
                changed.run();
              } else {
                LOG.warn("Today's appointments could not be read", failure);
              }
            },
            flow);
  }

  /** Everybody whose visit began before this start of the program is where the store says. */
  private void takeOver() {
    List<Arrival> begun = new ArrayList<>(day);
    begun.removeIf(a -> !hasBegun(a.appointment().status()));
    begun.sort(Comparator.comparing(a -> a.appointment().arrived().orElse(Instant.MAX)));
    for (Arrival arrival : begun) {
      Visit visit = Reception.visit(arrival, zone);
      if (rows.values().stream().noneMatch(row -> row.isOf(visit.reference()))) {
        Instant since = arrival.appointment().arrived().orElse(clock.instant());
        DeskRow row = new DeskRow("row-" + ++ids, since, Optional.of(visit), State.CONFIRM);
        row.takeOver(arrival.appointment().status(), zone);
        rows.put(row.id, row);
      }
    }
  }

  private static boolean hasBegun(AppointmentStatus status) {
    return status.isHere() || status == AppointmentStatus.FULFILLED;
  }

  /** After unlocking: the day, and suggestions for the faces that are at the door now. */
  void unlocked() {
    refreshDay();
    for (DoorTrack track : tracks.all()) {
      if (track.proposed.isPresent() && track.left.isEmpty()) {
        suggest(track);
      }
    }
    changed.run();
  }

  /** The keys are wiped: nobody is known here until somebody signs in. */
  void forget() {
    rows.clear();
    tracks.clear();
    day = List.of();
    takenOver = false;
    changed.run();
  }

  /** A face is not to be known any more: suggestions of it go, and its live pictures. */
  void faceGone(String reference) {
    rows.values().removeIf(row -> row.state == State.SUGGESTED && row.isOf(reference));
    rows.values().stream()
        .filter(row -> row.isOf(reference))
        .forEach(row -> row.live = Optional.empty());
    for (DoorTrack track : tracks.all()) {
      if (track.proposed.equals(Optional.of(reference))) {
        track.proposed = Optional.empty();
        track.dismissed = true;
      }
    }
    changed.run();
  }

  /** Whether a person is in the queue. */
  boolean hasRow(String reference) {
    return rows.values().stream().anyMatch(row -> row.isOf(reference));
  }

  /** Lets time pass: what nobody needs any more is forgotten. */
  void tick() {
    Instant now = clock.instant();
    tracks.forget(now);
    rows.values()
        .removeIf(
            row ->
                row.state == State.SUGGESTED
                    && row.trackLeft
                        .filter(left -> now.isAfter(left.plus(DoorTracks.REMEMBERED)))
                        .isPresent());
    changed.run();
  }
}
