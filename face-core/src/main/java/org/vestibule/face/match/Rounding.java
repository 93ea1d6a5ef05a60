package org.vestibule.face.match;

/** Rounding a unit vector to bytes, and what a score computed from them can be off by. */
final class Rounding {
  /** A template is of unit length within 1e-3. */
  private static final double LONGEST = 1.001;

  /** Unit roundoff of float. */
  private static final double UNIT = 0x1p-24;

  /** Covers squares of lengths a little above one and all rounding in double. */
  private static final double SPARE = 1.1;

  private Rounding() {}

  /** The largest magnitude among the values. */
  static double largest(float[] vector) {
    float largest = 0;
    for (float v : vector) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  /**
   * Rounds a vector into a row of bytes.
   *
   * @param step what one unit is worth
   * @return Euclidean length of what rounding took away, rounded up
   */
  static float intoBytes(float[] vector, float step, byte[] rows, int start) {
    double lost = 0;
    for (int i = 0; i < vector.length; i++) {
      long unit = Math.round((double) vector[i] / step);
      rows[start + i] = (byte) Math.max(-DotProducts.MOST_OF_ROW, Math.min(127, unit));
      double error = vector[i] - (double) step * rows[start + i];
      lost += error * error;
    }
    return Math.nextUp((float) Math.sqrt(lost));
  }

  /**
   * How far at most the score from bytes is from the one that the exact loop computes.
   *
   * <p>With row a = a' + e and probe q = q' + f, where a' and q' are the rounded ones: q.a - q'.a'
   * = q'.e + f.a, so by Cauchy-Schwarz |q.a - q'.a'| &lt;= |q'||e| + |f||a|. The dot product of the
   * integers is exact. The exact loop itself is a sum of n products in float, in whatever order,
   * and is off by at most n u / (1 - n u) |q||a| (Higham, Accuracy and Stability of Numerical
   * Algorithms, 2nd ed., section 3.1).
   *
   * @param rowError {@link #intoBytes}'s result
   */
  static double bound(QuantisedProbe probe, float rowError) {
    double summing = SPARE * probe.exact().length * UNIT;
    return probe.length() * rowError + probe.error() * LONGEST + summing;
  }
}
