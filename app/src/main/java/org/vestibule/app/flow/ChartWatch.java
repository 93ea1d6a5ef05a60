package org.vestibule.app.flow;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Watches whether the face in front of the desk fits the open chart. It does not when everybody
 * there is decided to be somebody else or nobody known; with the chart's person among them, or a
 * face still undecided, it may. Belongs to the flow thread.
 */
final class ChartWatch {
  private final Set<Integer> answered = new HashSet<>();
  private Optional<String> open = Optional.empty();

  /** A chart was opened for somebody in the queue. */
  void opened(String reference) {
    if (!open.equals(Optional.of(reference))) {
      answered.clear();
    }
    open = Optional.of(reference);
  }

  void closed() {
    open = Optional.empty();
    answered.clear();
  }

  /** A face just came; its number may have been another's before the camera was changed. */
  void came(int track) {
    answered.remove(track);
  }

  /** Whose chart is open. */
  Optional<String> open() {
    return open;
  }

  /** Staff asked, and the chart is right: the faces there now are no reason to doubt any more. */
  void answered(Collection<DoorTrack> tracks) {
    tracks.forEach(track -> answered.add(track.number));
  }

  /** The face for which the open chart is to be doubted. */
  Optional<DoorTrack> doubtful(Collection<DoorTrack> tracks) {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    List<DoorTrack> there = tracks.stream().filter(track -> track.left.isEmpty()).toList();
    boolean others =
        there.stream()
            .allMatch(
                track ->
                    track.unknown
                        || (!track.proposed.isEmpty() && !track.proposed.contains(open.get())));
    return others
        ? there.stream().filter(track -> !answered.contains(track.number)).findFirst()
        : Optional.empty();
  }
}
