package org.vestibule.face.match;

/**
 * What a comparison score is worth as evidence: the natural logarithm of the likelihood ratio of
 * "the same person" against "two people", as a straight line in the score. The line is fitted by
 * logistic regression (Platt, "Probabilistic outputs for support vector machines", 1999) with mated
 * and non-mated scores weighted to a chosen prior, so that what comes out is a likelihood ratio
 * that holds for any other prior (Brümmer and du Preez, "Application-independent evaluation of
 * speaker detection", Computer Speech and Language 20, 2006, sections 4 and 5).
 *
 * <p>Immutable.
 *
 * @param slope logarithmic units for a cosine of 1, above 0
 * @param offset at a cosine of 0
 * @param most the strongest evidence either way that the scores it was fitted on could show, above
 *     0: beyond that the line is only an extrapolation
 */
public record ScoreCalibration(double slope, double offset, double most) {
  /**
   * The deep encoder's, from single pictures of Labeled Faces in the Wild: 2,209 mated and
   * 1,076,778 non-mated pairs. Refitted and compared by the accuracy tests.
   */
  public static final ScoreCalibration DEEP =
      new ScoreCalibration(32.1, -8.42, Math.log(1_076_778));

  private static final int MOST_STEPS = 100;
  private static final double ENOUGH = 1e-7;

  public ScoreCalibration {
    if (!(slope > 0) || !Double.isFinite(offset) || !(most > 0)) {
      throw new IllegalArgumentException("a higher score speaks for the same person");
    }
  }

  /** The logarithm of the likelihood ratio of a score, a cosine. */
  public double logLikelihoodRatio(double score) {
    return Math.max(-most, Math.min(most, offset + slope * score));
  }

  /** How many times more probable the score is for the same person than for two people. */
  public double likelihoodRatio(double score) {
    return Math.exp(logLikelihoodRatio(score));
  }

  /**
   * Fits the line by Newton's method; the same scores give the same line.
   *
   * @param mated scores of pairs of one person, at least two different ones
   * @param nonMated scores of pairs of two people, at least two; overlapping with the mated ones,
   *     else no line is the best
   * @param prior how probable "the same person" is where the line must fit best, above 0, below 1
   * @throws IllegalArgumentException when no line fits
   */
  public static ScoreCalibration fit(double[] mated, double[] nonMated, double prior) {
    Loss loss = new Loss(mated, nonMated, prior);
    double slope = 0;
    double offset = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      Newton newton = loss.newton(slope, offset);
      double length = 1;
      double now = loss.at(slope, offset);
      while (length > ENOUGH
          && loss.at(slope - length * newton.slopeStep(), offset - length * newton.offsetStep())
              > now) {
        length /= 2;
      }
      slope -= length * newton.slopeStep();
      offset -= length * newton.offsetStep();
      if (length * (Math.abs(newton.slopeStep()) + Math.abs(newton.offsetStep())) < ENOUGH) {
        return new ScoreCalibration(slope, offset, Math.log(nonMated.length));
      }
    }
    throw new IllegalArgumentException("the scores do not overlap: no line fits best");
  }

  /** The weighted logistic loss of a line. */
  @SuppressWarnings("ArrayRecordComponent") // made for one fit, never compared
  private record Loss(double[] mated, double[] nonMated, double prior) {
    double at(double slope, double offset) {
      double logit = Math.log(prior / (1 - prior));
      double misses = 0;
      double alarms = 0;
      for (double score : mated) {
        misses += softPlus(-(offset + slope * score + logit));
      }
      for (double score : nonMated) {
        alarms += softPlus(offset + slope * score + logit);
      }
      return prior * misses / mated.length + (1 - prior) * alarms / nonMated.length;
    }

    private static double softPlus(double x) {
      return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    Newton newton(double slope, double offset) {
      double logit = Math.log(prior / (1 - prior));
      Newton newton = new Newton();
      for (double score : mated) {
        newton.add(score, offset + slope * score + logit, 1, prior / mated.length);
      }
      for (double score : nonMated) {
        newton.add(score, offset + slope * score + logit, 0, (1 - prior) / nonMated.length);
      }
      return newton;
    }
  }

  /** Gradient and curvature of the weighted logistic loss. */
  private static final class Newton {
    private double g0;
    private double g1;
    private double h00 = 1e-15;
    private double h01;
    private double h11 = 1e-15;

    void add(double score, double logOdds, int label, double weight) {
      double p = 1 / (1 + Math.exp(-logOdds));
      double gradient = weight * (p - label);
      double curvature = weight * p * (1 - p);
      g0 += gradient;
      g1 += gradient * score;
      h00 += curvature;
      h01 += curvature * score;
      h11 += curvature * score * score;
    }

    double offsetStep() {
      return (h11 * g0 - h01 * g1) / (h00 * h11 - h01 * h01);
    }

    double slopeStep() {
      return (h00 * g1 - h01 * g0) / (h00 * h11 - h01 * h01);
    }
  }
}
