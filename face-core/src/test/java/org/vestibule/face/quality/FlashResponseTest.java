package org.vestibule.face.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Synthetic brightness: no camera has seen a flash. */
class FlashResponseTest {
  private final ScreenFlashes flashes = ScreenFlashes.drawn(new Random(5), 4);

  private double strength(double faceGain, double backgroundGain, long lagMillis) {
    FlashResponse response = new FlashResponse(flashes);
    Random noise = new Random(9);
    for (long t = 0; t < flashes.end().toMillis() + 600; t += 33) {
      double level = flashes.level(Duration.ofMillis(t - lagMillis));
      response.look(
          Duration.ofMillis(t),
          110 * (1 + faceGain * level) + noise.nextGaussian(),
          80 * (1 + backgroundGain * level) + noise.nextGaussian());
    }
    return response.strength().orElseThrow();
  }

  @Test
  void aFaceThatGrowsATenthBrighterAnswersByAboutATenth() {
    for (long lag : new long[] {0, 100, 260}) {
      assertEquals(0.1, strength(0.1, 0, lag), 0.015, "lag " + lag);
    }
  }

  @Test
  void whatDoesNotAnswerOrOnlyWithTheWholeRoomDoesNotCount() {
    assertEquals(0, strength(0, 0, 100), 0.015);
    assertEquals(0, strength(0.1, 0.1, 100), 0.015);
  }

  @Test
  void nothingIsSaidBeforeAFlashWasSeen() {
    FlashResponse response = new FlashResponse(flashes);
    assertEquals(OptionalDouble.empty(), response.strength());
    for (int i = 0; i < 30; i++) {
      response.look(Duration.ofMillis(i), 100, 80);
    }
    assertEquals(OptionalDouble.empty(), response.strength());
    assertThrows(IllegalArgumentException.class, () -> response.look(Duration.ZERO, 0, 80));
  }

  /** WCAG 2.2, 2.3.1: no more than three flashes in any second, and no step in brightness. */
  @Test
  void aFlashASecondAtMostAndNothingJumps() {
    for (long seed = 0; seed < 200; seed++) {
      ScreenFlashes drawn = ScreenFlashes.drawn(new Random(seed), 10);
      List<Duration> starts = drawn.starts();
      for (int i = 1; i < starts.size(); i++) {
        assertTrue(starts.get(i).minus(starts.get(i - 1)).toMillis() >= 1000);
      }
      double before = 0;
      for (long t = 0; t <= drawn.end().toMillis() + 50; t += 10) {
        double level = drawn.level(Duration.ofMillis(t));
        assertTrue(level >= 0 && level <= 1 && Math.abs(level - before) < 0.06);
        before = level;
      }
      assertEquals(0, before);
    }
  }
}
