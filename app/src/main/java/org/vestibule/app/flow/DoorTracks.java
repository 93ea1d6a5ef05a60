package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The faces at the door and those that left a moment ago. Belongs to the flow thread. */
final class DoorTracks {
  /** How long an alert outlives its face: as long as its samples are kept. */
  static final Duration REMEMBERED = Duration.ofSeconds(60);

  private final Map<Integer, DoorTrack> tracks = new LinkedHashMap<>();

  DoorTrack of(int number, Instant now) {
    return tracks.computeIfAbsent(number, n -> new DoorTrack(n, now));
  }

  /** A face just came; its number may have been another's before the camera was changed. */
  DoorTrack begin(int number, Instant now) {
    tracks.remove(number);
    return of(number, now);
  }

  Optional<DoorTrack> find(int number) {
    return Optional.ofNullable(tracks.get(number));
  }

  Optional<DoorTrack> find(String id) {
    return tracks.values().stream().filter(track -> track.id().equals(id)).findFirst();
  }

  void clear() {
    tracks.clear();
  }

  Collection<DoorTrack> all() {
    return tracks.values();
  }

  /** The unknown face to tell of: the newest that is still there, else the newest that left. */
  Optional<DoorTrack> alert(Instant now) {
    Optional<DoorTrack> alert = Optional.empty();
    for (DoorTrack track : tracks.values()) {
      boolean due = track.unknown && !track.dismissed && !now.isBefore(track.quietUntil);
      if (due && (track.left.isEmpty() || alert.isEmpty() || alert.get().left.isPresent())) {
        alert = Optional.of(track);
      }
    }
    return alert;
  }

  void forget(Instant now) {
    tracks.values().removeIf(t -> t.left.filter(l -> now.isAfter(l.plus(REMEMBERED))).isPresent());
  }
}
