package org.vestibule.app.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.vestibule.app.flow.DeskView.Arrival.State;

/** The rows of the desk's queue. Belongs to the flow thread. */
final class DeskRows {
  private final InstantSource clock;
  private final ZoneId zone;
  private final IntFunction<Optional<byte[]>> pictures;
  private final Map<String, DeskRow> rows = new LinkedHashMap<>();
  private long ids;

  /**
   * @param pictures the best picture of a track, JPEG
   */
  DeskRows(InstantSource clock, ZoneId zone, IntFunction<Optional<byte[]>> pictures) {
    this.clock = clock;
    this.zone = zone;
    this.pictures = pictures;
  }

  /** What needs a decision first. */
  List<DeskRow> inOrder() {
    return rows.values().stream()
        .sorted(Comparator.comparingInt(DeskRow::rank).thenComparing(row -> row.since))
        .toList();
  }

  Collection<DeskRow> all() {
    return rows.values();
  }

  Optional<DeskRow> find(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  /** The row of a person whose visit is not over. */
  Optional<DeskRow> of(String reference) {
    return rows.values().stream().filter(row -> row.isOf(reference)).findFirst();
  }

  /** The row in which staff are to say which of some people a face is. */
  Optional<DeskRow> toTell(int track) {
    return rows.values().stream()
        .filter(row -> row.state == State.ONE_OF && row.track == track)
        .findFirst();
  }

  DeskRow add(Optional<Visit> visit, State state) {
    return add(visit, state, clock.instant());
  }

  private DeskRow add(Optional<Visit> visit, State state, Instant since) {
    DeskRow row = new DeskRow("row-" + ++ids, since, visit, state);
    rows.put(row.id, row);
    return row;
  }

  /** A row for a visit that began, at this time if that is known, without this machine. */
  DeskRow begun(Visit visit, Optional<Instant> since) {
    return add(Optional.of(visit), State.CONFIRM, since.orElse(clock.instant()));
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

  /** Notes in a row which face at the door it is, with the newest picture of it. */
  void see(DeskRow row, DoorTrack track) {
    row.track = track.number;
    row.trackLeft = track.left;
    row.eigenfaces = track.eigenfaces;
    row.live = photo(track.number, "Door").or(() -> row.live);
  }

  /** The best picture of a track, captioned with the place and the time. */
  Optional<Photo> photo(int track, String place) {
    String caption = place + ", " + Words.time(clock.instant(), zone);
    return pictures.apply(track).map(jpeg -> new Photo(jpeg, caption));
  }

  void remove(DeskRow row) {
    rows.remove(row.id);
  }

  void removeIf(Predicate<DeskRow> old) {
    rows.values().removeIf(old);
  }
}
