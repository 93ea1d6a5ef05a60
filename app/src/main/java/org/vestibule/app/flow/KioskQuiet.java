package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.vestibule.app.flow.KioskView.State;

/**
 * How long nobody has touched the kiosk: first it asks whether the person is still there, then what
 * was begun is wiped; an answer stays for a while and goes by itself. Belongs to the flow thread.
 */
final class KioskQuiet {
  private static final Duration IDLE = Duration.ofSeconds(45);
  private static final Duration WIPE = Duration.ofSeconds(20);
  private static final Duration CLEAR = Duration.ofSeconds(20);

  private final InstantSource clock;
  private Instant lastTouch;
  private boolean stillThere;

  KioskQuiet(InstantSource clock) {
    this.clock = clock;
    this.lastTouch = clock.instant();
  }

  /** Somebody touched the screen, or it has just changed for them. */
  void touched() {
    lastTouch = clock.instant();
    stillThere = false;
  }

  /** Nobody is asked any more. */
  void forget() {
    stillThere = false;
  }

  /** Whether it is asked if the person is still there. */
  boolean stillThere() {
    return stillThere;
  }

  /** Lets time pass in a state; whether what it shows is to be wiped now. */
  boolean over(State state, Instant now) {
    Duration quiet = Duration.between(lastTouch, now);
    return switch (state) {
      case ATTRACT, CLOSED -> {
        stillThere = false;
        yield false;
      }
      case TICKET, FRONT_DESK -> quiet.compareTo(CLEAR) >= 0;
      case LOOKING, BORN, NUMBER, WELCOME, CONSENT -> {
        stillThere = quiet.compareTo(IDLE) >= 0;
        yield quiet.compareTo(IDLE.plus(WIPE)) >= 0;
      }
    };
  }
}
