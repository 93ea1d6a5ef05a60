package org.vestibule.face.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Point;
import org.vestibule.face.detect.Landmarks;
import org.vestibule.face.quality.PadResult.Cue;
import org.vestibule.face.quality.PadResult.Prompt;
import org.vestibule.face.quality.PadResult.Status;

/** Synthetic heads: 68 points on a ball that turns, with eyes that open and close. */
class PadCheckTest {
  private static final Duration STEP = Duration.ofMillis(66);

  /** Turn in degrees and how far the eyes are open, 0 to 1. */
  private record Head(double yaw, double open) {
    static final Head AHEAD = new Head(0, 1);
  }

  private static Landmarks marks(Head head) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < Landmarks.COUNT; i++) {
      double[] p = place(i, head.open());
      double depth = Math.sqrt(Math.max(0, 100 - p[0] * p[0] - p[1] * p[1] / 4));
      double angle = Math.toRadians(head.yaw());
      double x = p[0] * Math.cos(angle) + depth * Math.sin(angle);
      points.add(new Point(300 + 8 * x, 200 + 8 * p[1]));
    }
    return new Landmarks(points);
  }

  /** Rough places in centimetres about the head's middle. */
  private static double[] place(int i, double open) {
    if (i < 17) {
      double angle = Math.PI * i / 16;
      return new double[] {-7 * Math.cos(angle), 7 * Math.sin(angle)};
    } else if (i < 27) {
      return new double[] {-6 + 12.0 * (i - 17) / 9, -6.5};
    } else if (i < 36) {
      return i < 31 ? new double[] {0, -4 + i - 27} : new double[] {i - 33, -1};
    } else if (i < 48) {
      int k = (i - 36) % 6;
      double[] x = {-1.7, -0.8, 0.8, 1.7, 0.8, -0.8};
      double[] y = {0, -0.5, -0.5, 0, 0.5, 0.5};
      return new double[] {(i < 42 ? -3.5 : 3.5) + x[k], -5 + open * y[k]};
    }
    double angle = 2 * Math.PI * (i - 48) / 20;
    return new double[] {-2.5 * Math.cos(angle), 2.5 + Math.sin(angle)};
  }

  /** Plays a person who answers each request after half a second in a way of their own. */
  private static PadResult play(long seed, Function<Prompt, List<Head>> answers) {
    PadCheck check = new PadCheck(new Random(seed));
    Random noise = new Random(seed);
    List<Head> queue = new ArrayList<>();
    Optional<Prompt> before = Optional.empty();
    PadResult result = check.result();
    for (int i = 0; i < 700 && result.status() == Status.PENDING; i++) {
      if (result.prompt().isPresent() && !result.prompt().equals(before)) {
        queue.addAll(Collections.nCopies(8, Head.AHEAD));
        queue.addAll(answers.apply(result.prompt().get()));
      }
      before = result.prompt();
      Head head = queue.isEmpty() ? Head.AHEAD : queue.remove(0);
      result = check.observe(STEP.multipliedBy(i), marks(head), noise.nextLong());
    }
    return result;
  }

  private static List<Head> obey(Prompt prompt) {
    return switch (prompt) {
      case BLINK -> List.of(new Head(0, 0.4), new Head(0, 0.3), Head.AHEAD);
      case TURN_LEFT -> List.of(new Head(15, 1), new Head(45, 1), new Head(10, 1));
      case TURN_RIGHT -> List.of(new Head(-15, 1), new Head(-45, 1), new Head(-10, 1));
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoDoesWhatIsAskedPasses(long seed) {
    PadResult result = play(seed, PadCheckTest::obey);
    assertEquals(Status.PASSED, result.status(), result::toString);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoDoesTheOppositeOrNothingFails(long seed) {
    PadResult opposite =
        play(seed, asked -> obey(asked == Prompt.TURN_LEFT ? Prompt.TURN_RIGHT : Prompt.TURN_LEFT));
    assertTrue(opposite.cues().contains(Cue.WRONG_RESPONSE), opposite::toString);
    assertEquals(Status.FAILED, opposite.status());
    PadResult nothing = play(seed, asked -> List.of());
    assertTrue(nothing.cues().contains(Cue.NO_RESPONSE), nothing::toString);
    assertEquals(Status.FAILED, nothing.status());
  }

  @Test
  void whoseBlinkIsNotSeenIsAskedForOneMoreTurn() {
    PadResult result = play(3, asked -> asked == Prompt.BLINK ? List.of() : obey(asked));
    assertEquals(Status.PASSED, result.status());
    assertEquals(Set.of(Cue.NO_BLINK), result.cues());
  }

  @Test
  void framesThatComeAgainBitByBitFail() {
    PadCheck check = new PadCheck(new Random(1));
    for (int i = 0; i < 30; i++) {
      check.observe(STEP.multipliedBy(i), marks(Head.AHEAD), i % 10);
    }
    assertEquals(Set.of(Cue.REPEATED_FRAMES), check.result().cues());
    assertEquals(Status.FAILED, check.result().status());
  }

  @Test
  void aScreensGridInMostLooksIsNotedAndDecidesNothing() {
    PadCheck check = new PadCheck(new Random(1));
    for (int i = 0; i < 12; i++) {
      double peak = Moire.LEAST + (i % 4 == 0 ? -1 : 1);
      check.observe(STEP.multipliedBy(i), marks(Head.AHEAD), i, OptionalDouble.of(peak));
    }
    assertEquals(Set.of(Cue.MOIRE), check.result().cues());
    assertEquals(Status.PENDING, check.result().status());
    for (int i = 12; i < 30; i++) {
      check.observe(STEP.multipliedBy(i), marks(Head.AHEAD), i, OptionalDouble.of(1));
    }
    assertEquals(Set.of(), check.result().cues());
  }

  @Test
  void aDriverMayHandOutAFrameTwice() {
    PadCheck check = new PadCheck(new Random(1));
    for (int i = 0; i < 40; i++) {
      check.observe(STEP.multipliedBy(i), marks(Head.AHEAD), i / 2);
    }
    assertEquals(Set.of(), check.result().cues());
  }

  @Test
  void aFaceThatIsLostForASecondFails() {
    PadCheck check = new PadCheck(new Random(1));
    check.observe(Duration.ZERO, marks(Head.AHEAD), 1);
    PadResult result = check.observe(Duration.ofSeconds(1), marks(Head.AHEAD), 2);
    assertEquals(Set.of(Cue.INTERRUPTED), result.cues());
    assertTrue(result.prompt().isEmpty());
  }
}
