package org.vestibule.face.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The bootstrap over people (Efron 1979): pictures of one person are not independent, people are. A
 * replicate draws as many people as there are, with replacement.
 */
final class PeopleBootstrap {
  private static final int REPLICATES = 1000;
  private static final double TAIL = 0.025;

  private final int people;
  private final long seed;

  PeopleBootstrap(int people, long seed) {
    this.people = people;
    this.seed = seed;
  }

  /** Bounds of the 95% interval. */
  record Bounds(double low, double high) {}

  /**
   * The interval of a statistic.
   *
   * @param statistic of how often each person was drawn; NaN when that draw has nothing to measure
   */
  Bounds interval(ToDoubleFunction<int[]> statistic) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[REPLICATES];
    for (int r = 0; r < REPLICATES; r++) {
      int[] drawn = new int[people];
      for (int i = 0; i < people; i++) {
        drawn[random.nextInt(people)]++;
      }
      values[r] = statistic.applyAsDouble(drawn);
    }
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0) {
      return new Bounds(Double.NaN, Double.NaN);
    }
    int low = (int) (TAIL * sorted.length);
    return new Bounds(sorted[low], sorted[sorted.length - 1 - low]);
  }
}
