package org.vestibule.face.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When a kiosk's screen grows brighter and dims again, at times that nobody can foresee. Smooth
 * fades and never more than one flash a second, far below the three that WCAG 2.2, 2.3.1 allows for
 * the sake of people with photosensitive epilepsy. Immutable.
 */
public final class ScreenFlashes {
  /** A fade up and one down, a raised cosine each. */
  static final Duration LENGTH = Duration.ofMillis(600);

  private static final Duration LEAST_PAUSE = Duration.ofMillis(400);
  private static final int PAUSE_SPREAD_MILLIS = 600;

  private final List<Duration> starts;

  private ScreenFlashes(List<Duration> starts) {
    this.starts = List.copyOf(starts);
  }

  /**
   * @param random unpredictable to whoever is looked at: a {@code SecureRandom} but in tests
   * @param count how many flashes, 1 to 10
   */
  public static ScreenFlashes drawn(RandomGenerator random, int count) {
    if (count < 1 || count > 10) {
      throw new IllegalArgumentException("1 to 10 flashes");
    }
    List<Duration> starts = new ArrayList<>();
    Duration at = Duration.ZERO;
    for (int i = 0; i < count; i++) {
      at = at.plus(LEAST_PAUSE).plusMillis(random.nextInt(PAUSE_SPREAD_MILLIS));
      starts.add(at);
      at = at.plus(LENGTH);
    }
    return new ScreenFlashes(starts);
  }

  /** When each begins, from the first moment on. */
  List<Duration> starts() {
    return starts;
  }

  /** When the last is over. */
  public Duration end() {
    return starts.get(starts.size() - 1).plus(LENGTH);
  }

  /**
   * How bright the screen is beyond its rest.
   *
   * @param since the first moment; before and after all flashes it is at rest
   * @return 0 to 1
   */
  public double level(Duration since) {
    for (Duration start : starts) {
      double share = (double) since.minus(start).toNanos() / LENGTH.toNanos();
      if (share > 0 && share < 1) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * share);
      }
    }
    return 0;
  }
}
