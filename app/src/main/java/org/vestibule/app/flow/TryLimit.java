package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often somebody may try, so that neither a birth date nor a record number can be guessed.
 *
 * <p>Three tries a track. Without a face: three failures an hour for one number, and six failures
 * in ten minutes at this kiosk, whatever the numbers. Belongs to the flow thread.
 */
final class TryLimit {
  private static final int TRIES = 3;
  private static final int FAILURES_HERE = 6;
  private static final Duration NUMBER_WINDOW = Duration.ofHours(1);
  private static final Duration HERE_WINDOW = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Map<Integer, Integer> byTrack = new HashMap<>();
  private final Map<String, Deque<Instant>> byNumber = new HashMap<>();
  private final Deque<Instant> here = new ArrayDeque<>();

  TryLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a try of a face; false when it was one too many. */
  boolean tryTrack(int track) {
    return byTrack.merge(track, 1, Integer::sum) <= TRIES;
  }

  /** Whether this number may be tried now. */
  boolean mayTry(String number) {
    forget();
    return here.size() < FAILURES_HERE
        && byNumber.getOrDefault(key(number), new ArrayDeque<>()).size() < TRIES;
  }

  /** A try of this number failed. */
  void failed(String number) {
    here.add(clock.instant());
    byNumber.computeIfAbsent(key(number), any -> new ArrayDeque<>()).add(clock.instant());
  }

  /** Forgets a track that has gone, and with it its tries. */
  void gone(int track) {
    byTrack.remove(track);
  }

  private void forget() {
    Instant now = clock.instant();
    drop(here, now.minus(HERE_WINDOW));
    byNumber.values().forEach(times -> drop(times, now.minus(NUMBER_WINDOW)));
    byNumber.values().removeIf(Deque::isEmpty);
  }

  private static void drop(Deque<Instant> times, Instant before) {
    while (!times.isEmpty() && times.peek().isBefore(before)) {
      times.remove();
    }
  }

  private static String key(String number) {
    return number.strip().toUpperCase(java.util.Locale.ROOT);
  }
}
