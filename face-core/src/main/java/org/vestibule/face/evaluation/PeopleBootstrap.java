package org.vestibule.face.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.vestibule.face.evaluation.EvaluationReport.Interval;

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

  /**
   * A share with its 95% interval.
   *
   * @param share of how often each person was drawn; NaN when that draw has nothing to measure
   * @param contributing how many people it rests on. Where nobody or everybody failed, all
   *     replicates are equal and say nothing; the open end is then that of the exact binomial
   *     interval (Clopper and Pearson 1934) with this many trials
   */
  Interval interval(ToDoubleFunction<int[]> share, int contributing) {
    return intervals(drawn -> new double[] {share.applyAsDouble(drawn)}, contributing)[0];
  }

  /** The same for several shares that are best computed together. */
  Interval[] intervals(Function<int[], double[]> shares, int contributing) {
    int[] everybodyOnce = new int[people];
    Arrays.fill(everybodyOnce, 1);
    double[] values = shares.apply(everybodyOnce);
    double[][] replicates = new double[values.length][REPLICATES];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < REPLICATES; r++) {
      int[] drawn = new int[people];
      for (int i = 0; i < people; i++) {
        drawn[random.nextInt(people)]++;
      }
      double[] replicate = shares.apply(drawn);
      for (int v = 0; v < values.length; v++) {
        replicates[v][r] = replicate[v];
      }
    }
    Interval[] intervals = new Interval[values.length];
    for (int v = 0; v < values.length; v++) {
      intervals[v] = interval(values[v], replicates[v], contributing);
    }
    return intervals;
  }

  private static Interval interval(double value, double[] replicates, int contributing) {
    double[] sorted = Arrays.stream(replicates).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0 || Double.isNaN(value)) {
      return new Interval(value, Double.NaN, Double.NaN);
    }
    int tail = (int) (TAIL * sorted.length);
    double low = sorted[tail];
    double high = sorted[sorted.length - 1 - tail];
    double certain = Math.pow(TAIL, 1.0 / Math.max(1, contributing));
    return new Interval(
        value,
        value == 1 ? Math.min(low, certain) : low,
        value == 0 ? Math.max(high, 1 - certain) : high);
  }
}
