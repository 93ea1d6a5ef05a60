package org.vestibule.face.evaluation;

/** The standard normal distribution. */
final class NormalDistribution {
  private static final double[] CENTRE_TOP = {
    2.50662823884, -18.61500062529, 41.39119773534, -25.44106049637
  };
  private static final double[] CENTRE_BOTTOM = {
    -8.47351093090, 23.08336743743, -21.06224101826, 3.13082909833
  };
  private static final double[] TAIL = {
    0.3374754822726147,
    0.9761690190917186,
    0.1607979714918209,
    0.0276438810333863,
    0.0038405729373609,
    0.0003951896511919,
    0.0000321767881768,
    0.0000002888167364,
    0.0000003960315187
  };

  private NormalDistribution() {}

  /**
   * The value that is not exceeded with this probability (Beasley, Springer and Moro 1995), right
   * to 3e-9.
   *
   * @param probability above 0, below 1
   */
  static double quantile(double probability) {
    double y = probability - 0.5;
    if (Math.abs(y) < 0.42) {
      double r = y * y;
      double top = 0;
      double bottom = 0;
      for (int i = CENTRE_TOP.length - 1; i >= 0; i--) {
        top = top * r + CENTRE_TOP[i];
        bottom = (bottom + CENTRE_BOTTOM[i]) * r;
      }
      return y * top / (1 + bottom);
    }
    double r = Math.log(-Math.log(y > 0 ? 1 - probability : probability));
    double sum = 0;
    for (int i = TAIL.length - 1; i >= 0; i--) {
      sum = sum * r + TAIL[i];
    }
    return y < 0 ? -sum : sum;
  }
}
