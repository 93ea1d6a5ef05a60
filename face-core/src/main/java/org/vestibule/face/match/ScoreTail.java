package org.vestibule.face.match;

/**
 * The upper tail of an encoder's non-mated scores: the threshold at which one comparison of two
 * strangers falsely matches with a given rate. Over the rates of interest (1e-2 to 1e-6) the
 * threshold grows evenly with every power of ten.
 *
 * @param atOneInThousand threshold at FMR 1e-3, a cosine
 * @param perPowerOfTen how much it rises for a tenth of the rate, 0 or more
 * @param most no threshold asks for more: the same face in the next frame stays above it
 */
public record ScoreTail(double atOneInThousand, double perPowerOfTen, double most) {
  private static final double MOST = 0.95;

  /**
   * The deep encoder's, from non-mated pairs of Labeled Faces in the Wild: 0.36 at 1e-3, 0.435 at
   * 1e-4, 0.50 at 1.7e-5.
   */
  public static final ScoreTail DEEP = new ScoreTail(0.36, 0.079, MOST);

  /** The dlib encoder's, likewise: 0.932 at 1e-3, 0.945 at 1e-4, 0.956 at 1e-5. */
  public static final ScoreTail DLIB = new ScoreTail(0.932, 0.0125, 0.99);

  /** The two of them fused, likewise: 0.778 at 1e-3, 0.803 at 1e-4, 0.827 at 1e-5. */
  public static final ScoreTail FUSED = new ScoreTail(0.778, 0.0245, 0.97);

  /**
   * SFace's, not measured: 0.363 is OpenCV's own threshold for its cosine, taken for FMR 1e-3, with
   * the deep encoder's slope.
   */
  public static final ScoreTail SFACE = new ScoreTail(0.363, 0.079, MOST);

  /**
   * The small network's, from strangers of Labeled Faces in the Wild against the directions of 159
   * people it was trained on: 0.37 at 1e-2, 0.48 at 1e-3, 0.56 at 1e-4.
   */
  public static final ScoreTail CNN = new ScoreTail(0.48, 0.085, MOST);

  /**
   * The eigenface encoder's. Whitened coordinates of unlike faces point in directions as good as
   * random, whose cosine in k dimensions is q / sqrt(k - 1 + q^2) for a Student quantile q; the
   * quantiles are a little above the normal ones (3.1 and 3.7), as measured on Labeled Faces in the
   * Wild with 60 and 150 components.
   *
   * @param components how many eigenfaces, at least 1
   */
  public static ScoreTail eigenfaces(int components) {
    double atOneInThousand = cosine(3.85, components);
    return new ScoreTail(atOneInThousand, cosine(4.9, components) - atOneInThousand, MOST);
  }

  private static double cosine(double quantile, int dimensions) {
    return quantile / Math.sqrt(dimensions - 1 + quantile * quantile);
  }

  public ScoreTail {
    if (!(perPowerOfTen >= 0)) {
      throw new IllegalArgumentException("a rarer match needs no lower score");
    }
  }

  /**
   * The score that one non-mated comparison reaches at this rate.
   *
   * @param fmr false match rate, above 0, below 1
   */
  public double threshold(double fmr) {
    return Math.min(most, atOneInThousand + perPowerOfTen * (-3 - Math.log10(fmr)));
  }
}
