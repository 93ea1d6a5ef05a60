package org.vestibule.face.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.vestibule.face.evaluation.EvaluationReport.Interval;

/**
 * How well templates tell one pair of samples from another: comparisons 1:1. All rates are shares
 * from 0 to 1, all intervals 95% by a bootstrap over people; failures to acquire count as misses.
 *
 * @param mated mated comparisons: all pairs of each person's first six samples
 * @param nonMated non-mated comparisons: all pairs of everybody's first sample, where both gave a
 *     template
 * @param tar true accept rate by false accept rate: {@code 1e-2}, {@code 1e-3}, {@code 1e-4},
 *     {@code 1e-5}
 * @param curve the detection error trade-off, by rising false match rate
 * @param scores how the scores are distributed
 * @param calibration what the scores are worth as evidence; empty where mated and non-mated ones do
 *     not overlap
 * @param groups people of each group by themselves, at one threshold for all; empty without groups
 */
public record Verification(
    int mated,
    int nonMated,
    SortedMap<String, TrueAccepts> tar,
    List<CurvePoint> curve,
    ScoreHistogram scores,
    Optional<Calibration> calibration,
    List<GroupRates> groups) {
  public Verification {
    curve = List.copyOf(curve);
    groups = List.copyOf(groups);
  }

  /**
   * Whether fewer non-mated pairs were compared than show a false accept rate at all: what stands
   * there is then no measurement.
   *
   * @param far a key of {@code tar}
   */
  public boolean tooFewPairs(String far) {
    return nonMated * Double.parseDouble(far) < 1;
  }

  /**
   * How many mated pairs are accepted at a false accept rate.
   *
   * @param value share of mated pairs that score above the threshold
   * @param low lower end of the interval (the threshold is set anew in each replicate)
   * @param high its upper end
   * @param threshold a cosine: what scores above it is accepted
   * @param falseAccepts how many non-mated pairs score above it; with none, the rate cannot be
   *     measured with so few pairs, and the value is that without any false accept
   */
  public record TrueAccepts(
      double value, double low, double high, double threshold, int falseAccepts) {}

  /**
   * A point of the detection error trade-off (ISO/IEC 19795-1).
   *
   * @param fmr false match rate
   * @param fnmr false non-match rate there
   * @param threshold a cosine: what scores above it is accepted
   */
  public record CurvePoint(double fmr, Interval fnmr, double threshold) {}

  /**
   * One group's error rates at the threshold that gives everybody together a false match rate of
   * 1e-3. The non-mated pairs of a group are those of two of its people, which are harder to tell
   * apart than any two.
   *
   * @param family what the groups differ in, {@code age}
   * @param name {@code 80 and over}
   * @param people of the group
   * @param mated their mated pairs
   * @param fnmr false non-match rate; NaN without mated pairs
   * @param fnmrP how probable so much more than in the family's other groups is by chance: a
   *     permutation test over people, one-sided, after Holm's correction for all the tests
   * @param nonMated pairs of two people of the group
   * @param fmr false match rate; NaN without pairs
   * @param fmrP as {@code fnmrP}
   */
  public record GroupRates(
      String family,
      String name,
      int people,
      int mated,
      Interval fnmr,
      double fnmrP,
      int nonMated,
      Interval fmr,
      double fmrP) {
    private static final double SIGNIFICANT = 0.05;

    /** Whether its people are missed significantly more often than others. */
    public boolean missedMore() {
      return fnmrP < SIGNIFICANT;
    }

    /** Whether its people are taken for each other significantly more often than others. */
    public boolean confusedMore() {
      return fmrP < SIGNIFICANT;
    }
  }

  /**
   * How many scores fell into each bin of equal width.
   *
   * @param from lower end of the first bin, a cosine
   * @param width of a bin
   * @param mated counts of mated scores; failures to acquire have none
   * @param nonMated counts of non-mated scores
   */
  public record ScoreHistogram(
      double from, double width, List<Integer> mated, List<Integer> nonMated) {
    public ScoreHistogram {
      mated = List.copyOf(mated);
      nonMated = List.copyOf(nonMated);
    }
  }
}
