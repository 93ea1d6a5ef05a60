package org.vestibule.face.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.face.pipeline.TrackState.Keepsake;

/**
 * Pictures and samples of the faces at the door, and of those that just left. {@link #of} may be
 * called by any thread, the rest by the vision thread.
 */
final class Keepsakes {
  /** How long after somebody left, in the source's time. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Map<Integer, Keepsake> kept = new ConcurrentHashMap<>();
  private final Map<Integer, Duration> left = new HashMap<>();

  Optional<Keepsake> of(int track) {
    return Optional.ofNullable(kept.get(track));
  }

  void put(int track, Keepsake keepsake) {
    kept.put(track, keepsake);
  }

  void left(int track, Duration time) {
    left.put(track, time);
  }

  void dropOld(Duration now) {
    left.entrySet()
        .removeIf(
            entry -> {
              boolean old = now.minus(entry.getValue()).compareTo(KEPT) > 0;
              if (old) {
                kept.remove(entry.getKey());
              }
              return old;
            });
  }

  void clear() {
    kept.clear();
    left.clear();
  }
}
