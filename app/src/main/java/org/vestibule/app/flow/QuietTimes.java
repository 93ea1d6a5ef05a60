package org.vestibule.app.flow;

import java.time.Duration;
import java.util.Optional;

/**
 * After how long without a key or pointer at the desk something happens by itself.
 *
 * @param screen the screen locks; more than zero
 * @param keys every key is wiped and the kiosk stops; empty for never
 */
public record QuietTimes(Duration screen, Optional<Duration> keys) {
  private static final Duration SCREEN = Duration.ofMinutes(5);
  private static final Duration KEYS = Duration.ofHours(2);

  public QuietTimes {
    if (screen.isZero()
        || screen.isNegative()
        || keys.filter(k -> k.compareTo(screen) < 0).isPresent()) {
      throw new IllegalArgumentException("the screen locks first, after more than no time");
    }
  }

  /** Five minutes and two hours. */
  public static QuietTimes standard() {
    return new QuietTimes(SCREEN, Optional.of(KEYS));
  }
}
