package org.vestibule.face.evaluation;

import java.util.Arrays;

/** Times of one thing that runs again and again. */
final class Sampler {
  private static final double NANOS_PER_MILLI = 1e6;

  private final double[] millis;
  private int count;

  private Sampler(int runs) {
    millis = new double[runs];
  }

  /** Runs the work some times unmeasured, until compiled and in the caches, and then measured. */
  static Sampler of(int runs, Runnable work) {
    for (int i = 0; i < Math.max(3, runs / 10); i++) {
      work.run();
    }
    Sampler sampler = new Sampler(runs);
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.run();
      sampler.add((System.nanoTime() - start) / NANOS_PER_MILLI);
    }
    return sampler;
  }

  /** For times measured elsewhere. */
  static Sampler empty(int most) {
    return new Sampler(most);
  }

  void add(double time) {
    millis[count++] = time;
  }

  double median() {
    return at(0.5);
  }

  Figure figure(String name, String baseline, Sampler baselineTimes) {
    return figure(name, baseline, baselineTimes.median());
  }

  Figure figure(String name, String baseline, double baselineMillis) {
    return new Figure(
        name, count, median(), at(0.95), at(0.99), baseline, median() / baselineMillis);
  }

  /** Nearest rank; NaN when nothing was measured. */
  private double at(double share) {
    double[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }
}
