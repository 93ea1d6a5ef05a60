package org.vestibule.app.kiosk;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The rules for shaking hands: a finger may drift 12 mm between touch and release, and a second tap
 * within 500 ms near the first, or on the same button, is a tremor and not an answer. One guard a
 * kiosk; JavaFX thread only.
 */
final class TapGuard {
  /** 12 mm in kiosk pixels: a target of 15 mm is 132 of them. */
  static final double DRIFT = 12 * 132 / 15.0;

  static final Duration PAUSE = Duration.ofMillis(500);

  private final LongSupplier nanoTime;
  private boolean any;
  private long lastTime;
  private double lastX;
  private double lastY;
  private Object lastTarget;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  TapGuard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether a touch that begins here and now may become a tap. In kiosk pixels of the window. */
  boolean admits(Object target, double x, double y) {
    if (!any || nanoTime.getAsLong() - lastTime >= PAUSE.toNanos()) {
      return true;
    }
    return !target.equals(lastTarget) && Math.hypot(x - lastX, y - lastY) > DRIFT;
  }

  /** Remembers a tap that was acted on. */
  void acted(Object target, double x, double y) {
    any = true;
    lastTime = nanoTime.getAsLong();
    lastTarget = target;
    lastX = x;
    lastY = y;
  }
}
