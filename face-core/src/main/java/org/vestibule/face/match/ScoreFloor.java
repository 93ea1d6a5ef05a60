package org.vestibule.face.match;

import java.util.Arrays;

/**
 * A score that at least so many people reach for certain: the k-th highest of the lowest scores
 * that people can have. Thread-safe.
 */
final class ScoreFloor {
  /** No cosine is higher, whatever the bounds say. */
  private static final double HIGHEST = 1;

  private final double[] highest;

  /** The least of them, to be read without a lock by those who mostly do not raise it. */
  private volatile double floor = Double.NEGATIVE_INFINITY;

  ScoreFloor(int k) {
    highest = new double[k];
    Arrays.fill(highest, floor);
  }

  /** Takes another person's lowest score into account. */
  void raise(double lowest) {
    if (lowest > floor) {
      insert(Math.min(lowest, HIGHEST));
    }
  }

  private synchronized void insert(double score) {
    if (score > highest[0]) {
      int i = 0;
      while (i + 1 < highest.length && highest[i + 1] < score) {
        highest[i] = highest[i + 1];
        i++;
      }
      highest[i] = score;
      floor = highest[0];
    }
  }

  /** The floor; minus infinity while fewer people have been told of. */
  double value() {
    return floor;
  }
}
