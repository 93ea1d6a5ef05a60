package org.vestibule.app.kiosk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rules for shaking hands. */
class TapGuardTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final TapGuard taps = new TapGuard(now::get);

  @Test
  void aSecondTapOnTheSameButtonCountsAfterHalfASecond() {
    assertTrue(taps.admits("1", 0, 0));
    taps.acted("1", 0, 0);
    now.addAndGet(499_999_999);
    assertFalse(taps.admits("1", 300, 0));
    now.addAndGet(1);
    assertTrue(taps.admits("1", 0, 0));
  }

  @Test
  void aTapNearbyIsATremorAlsoOnAnotherButton() {
    taps.acted("Next", 500, 500);
    assertFalse(taps.admits("Yes", 499 + TapGuard.DRIFT, 500));
    assertTrue(taps.admits("Yes", 501 + TapGuard.DRIFT, 500));
  }
}
