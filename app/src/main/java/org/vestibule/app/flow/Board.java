package org.vestibule.app.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.app.flow.DeskView.Check.Mark;
import org.vestibule.ehr.store.Arrival;
import org.vestibule.face.pipeline.FaceEvent;

/**
 * The day as the desk knows it: the queue, the faces at the door, today's appointments. Everything
 * runs on the flow thread; what the store answers comes back to it.
 */
final class Board {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  private static final Check OTHER_FACE =
      new Check(Mark.BAD, "The face at the desk is not like this record's photo");

  private final Executor flow;
  private final InstantSource clock;
  private final DeskRecords records;
  private final Runnable changed;
  private final DeskRows rows;
  private final DoorTracks tracks = new DoorTracks();
  private final ChartWatch chart = new ChartWatch();
  private final StoredDay stored;
  private List<Arrival> day = List.of();

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
    this.records = records;
    this.changed = changed;
    this.rows = new DeskRows(clock, zone, pictures);
    this.stored = new StoredDay(this, zone);
  }

  DoorTracks tracks() {
    return tracks;
  }

  List<Arrival> day() {
    return day;
  }

  DeskRows rows() {
    return rows;
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
      track.proposed = List.of(recognised.candidate().reference());
      track.wrong = recognised.wrong();
      suggest(track);
    } else if (event instanceof FaceEvent.OneOf several) {
      track.unknown = false;
      track.dismissed = false;
      track.eigenfaces = Optional.empty();
      track.proposed = several.references();
      track.wrong = Optional.empty();
      suggest(track);
    } else if (event instanceof FaceEvent.Unknown) {
      track.unknown = true;
      track.eigenfaces = eigenfaces;
      track.proposed = List.of();
      track.wrong = Optional.empty();
    } else if (event instanceof FaceEvent.Left) {
      track.left = Optional.of(now);
      rows.all().stream()
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
    for (DeskRow row : rows.all()) {
      row.checks.remove(OTHER_FACE);
      if (doubtful.isPresent() && chart.open().filter(row::isOf).isPresent()) {
        row.checks.add(OTHER_FACE);
        row.live = rows.photo(doubtful.get().number, "Desk").or(() -> row.live);
      }
    }
  }

  /** Shows who is proposed as a suggestion, unless they are in the queue already. */
  private void suggest(DoorTrack track) {
    List<String> people = track.proposed;
    Optional<DeskRow> there =
        people.size() == 1 ? rows.of(people.get(0)) : rows.toTell(track.number);
    if (there.isPresent()) {
      rows.see(there.get(), track);
    } else if (!records.locked()) {
      records
          .known(people)
          .whenCompleteAsync(
              (known, failure) -> {
                if (failure != null) {
                  LOG.warn("A suggestion could not be read", failure);
                } else if (known.size() == people.size()) {
                  suggest(track, people, known);
                }
              },
              flow);
    }
  }

  private void suggest(DoorTrack track, List<String> people, List<DeskRecords.Known> known) {
    boolean allHere = people.stream().allMatch(person -> rows.of(person).isPresent());
    if (allHere || !track.proposed.equals(people) || track.dismissed) {
      return;
    }
    DeskRow row = known.size() == 1 ? suggested(track, known.get(0)) : toTell(track, known);
    rows.see(row, track);
    changed.run();
  }

  private DeskRow suggested(DoorTrack track, DeskRecords.Known known) {
    DeskRow row = rows.add(Optional.of(known.visit()), State.SUGGESTED);
    row.record = known.photo();
    row.checks.add(new Check(Mark.OK, Words.alike(track.wrong)));
    row.checks.add(new Check(Mark.OPEN, "No birth date yet"));
    row.checks.add(DeskRow.LOOK);
    return row;
  }

  private DeskRow toTell(DoorTrack track, List<DeskRecords.Known> known) {
    rows.toTell(track.number).ifPresent(rows::remove);
    DeskRow row = rows.add(Optional.empty(), State.ONE_OF);
    row.alike = known;
    row.checks.add(new Check(Mark.OPEN, "Their faces are alike: ask for the name and birth date"));
    return row;
  }

  /** Reads the record's photo for a row that has none yet. */
  void loadPhoto(DeskRow row, String reference) {
    if (row.record.isPresent() || records.locked()) {
      return;
    }
    records
        .known(List.of(reference))
        .thenAcceptAsync(
            known -> {
              row.record = known.stream().findFirst().flatMap(DeskRecords.Known::photo);
              changed.run();
            },
            flow);
  }

  /** Whether the face of a row's track was recognised as the row's person, and as nobody else. */
  boolean recognised(DeskRow row) {
    return tracks
        .find(row.track)
        .filter(track -> track.proposed.size() == 1 && row.isOf(track.proposed.get(0)))
        .isPresent();
  }

  /**
   * Staff say which of the people in a row it is.
   *
   * @return the person's own row
   */
  DeskRow told(DeskRow row, DeskRecords.Known person) {
    rows.remove(row);
    Visit visit = person.visit();
    DeskRow own =
        rows.of(visit.reference()).orElseGet(() -> rows.add(Optional.of(visit), State.SUGGESTED));
    own.record = person.photo();
    own.checks.add(new Check(Mark.OK, "Told apart at the desk"));
    tracks.find(row.track).ifPresent(seen -> rows.see(own, seen));
    return own;
  }

  /** Staff say that a row is not the person it names, or none of them. */
  void notThem(DeskRow row) {
    rows.remove(row);
    tracks
        .find(row.track)
        .ifPresent(
            track -> {
              track.unknown = true;
              track.proposed = List.of();
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
                stored.follow(day, records.today());
                changed.run();
              } else {
                LOG.warn("Today's appointments could not be read", failure);
              }
            },
            flow);
  }

  /** After unlocking: the day, and suggestions for the faces that are at the door now. */
  void unlocked() {
    refreshDay();
    for (DoorTrack track : tracks.all()) {
      if (!track.proposed.isEmpty() && track.left.isEmpty()) {
        suggest(track);
      }
    }
    changed.run();
  }

  /** The keys are wiped: nobody is known here until somebody signs in. */
  void forget() {
    rows.removeIf(row -> true);
    tracks.clear();
    day = List.of();
    stored.forget();
    changed.run();
  }

  /** A face is not to be known any more: suggestions of it go, and its live pictures. */
  void faceGone(String reference) {
    rows.removeIf(row -> row.state == State.SUGGESTED && row.isOf(reference));
    rows.of(reference).ifPresent(row -> row.live = Optional.empty());
    for (DoorTrack track : tracks.all()) {
      if (track.proposed.contains(reference)) {
        rows.toTell(track.number).ifPresent(rows::remove);
        track.proposed = List.of();
        track.dismissed = true;
      }
    }
    changed.run();
  }

  /** Whether a person is in the queue. */
  boolean hasRow(String reference) {
    return rows.of(reference).isPresent();
  }

  /** Lets time pass: what nobody needs any more is forgotten. */
  void tick() {
    Instant now = clock.instant();
    tracks.forget(now);
    rows.removeIf(
        row ->
            (row.state == State.SUGGESTED || row.state == State.ONE_OF)
                && row.trackLeft
                    .filter(left -> now.isAfter(left.plus(DoorTracks.REMEMBERED)))
                    .isPresent());
    changed.run();
  }
}
