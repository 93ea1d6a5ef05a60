package org.vestibule.face.match;

/**
 * The upper tail of an encoder's non-mated scores: the threshold at which one comparison of two
 * strangers falsely matches with a given rate. Over the rates of interest (1e-2 to 1e-6) the
 * threshold grows evenly with every power of ten.
 *
 * @param atOneInThousand threshold at FMR 1e-3, a cosine
 * @param perPowerOfTen how much it rises for a tenth of the rate, above 0
 */
public record ScoreTail(double atOneInThousand, double perPowerOfTen) {
  /**
   * The deep encoder's, from non-mated pairs of Labeled Faces in the Wild: 0.36 at 1e-3, 0.435 at
   * 1e-4, 0.50 at 1.7e-5.
   */
  public static final ScoreTail DEEP = new ScoreTail(0.36, 0.079);

  public ScoreTail {
    if (!(perPowerOfTen > 0)) {
      throw new IllegalArgumentException("a rarer match needs a higher score");
    }
  }

  /**
   * The score that one non-mated comparison reaches at this rate.
   *
   * @param fmr false match rate, above 0, below 1
   */
  public double threshold(double fmr) {
    return atOneInThousand + perPowerOfTen * (-3 - Math.log10(fmr));
  }
}
