package org.vestibule.face.match;

import java.util.List;
import java.util.Optional;

/**
 * The open-set rule of 1:N identification: the first candidate is proposed when its score reaches a
 * threshold that rises with the number enrolled and the next person is far enough behind.
 * Immutable.
 *
 * @param tail how often one non-mated comparison reaches a score, for the encoder in use
 * @param wantedFpir how often a stranger may be proposed as somebody (false positive identification
 *     rate, ISO/IEC 2382-37), above 0, below 1
 * @param margin least lead in score over the next person, 0 or more
 */
public record DecisionRule(ScoreTail tail, double wantedFpir, double margin) {
  /**
   * The threshold never falls below that for this many enrolled, however few there are: the tail
   * was measured on strangers, and a small clinic's strangers are often relatives of its patients.
   */
  private static final int FEWEST_ENROLLED = 100;

  /** Lead over the next person below which staff must look: twins, or one person enrolled twice. */
  private static final double MARGIN = 0.05;

  /** The rule for the deep encoder. */
  public static DecisionRule deep(double wantedFpir) {
    return new DecisionRule(ScoreTail.DEEP, wantedFpir, MARGIN);
  }

  /** The rule for the dlib encoder, whose scores lie six times as close together. */
  public static DecisionRule dlib(double wantedFpir) {
    return scaled(ScoreTail.DLIB, wantedFpir);
  }

  /** The rule for the deep and the dlib encoder fused. */
  public static DecisionRule fused(double wantedFpir) {
    return scaled(ScoreTail.FUSED, wantedFpir);
  }

  private static DecisionRule scaled(ScoreTail tail, double wantedFpir) {
    double margin = MARGIN * tail.perPowerOfTen() / ScoreTail.DEEP.perPowerOfTen();
    return new DecisionRule(tail, wantedFpir, margin);
  }

  /** The rule for SFace, for measurements only: its scores were never measured here. */
  public static DecisionRule sface(double wantedFpir) {
    return scaled(ScoreTail.SFACE, wantedFpir);
  }

  /** The rule for the small network trained on the clinic's own people. */
  public static DecisionRule cnn(double wantedFpir) {
    return new DecisionRule(ScoreTail.CNN, wantedFpir, MARGIN);
  }

  /**
   * The rule for an eigenface model.
   *
   * @param components how many eigenfaces it keeps
   */
  public static DecisionRule eigenfaces(int components, double wantedFpir) {
    return new DecisionRule(ScoreTail.eigenfaces(components), wantedFpir, MARGIN);
  }

  public DecisionRule {
    if (!(wantedFpir > 0 && wantedFpir < 1) || !(margin >= 0)) {
      throw new IllegalArgumentException("FPIR must be between 0 and 1, the margin 0 or more");
    }
  }

  /**
   * The score that a candidate must reach among so many enrolled. With independent comparisons FPIR
   * = 1 - (1 - FMR)^N, solved for FMR.
   */
  public double threshold(int enrolled) {
    double fmr = -Math.expm1(Math.log1p(-wantedFpir) / Math.max(enrolled, FEWEST_ENROLLED));
    return tail.threshold(fmr);
  }

  /**
   * Decides over a candidate list.
   *
   * @param candidates best first, at least two where two are enrolled
   * @param enrolled how many people were searched
   * @return {@link Decision.Proposed} or {@link Decision.Unknown}
   */
  public Decision decide(List<Candidate> candidates, int enrolled) {
    if (candidates.isEmpty() || candidates.get(0).score() < threshold(enrolled)) {
      return new Decision.Unknown();
    }
    Optional<Candidate> runnerUp =
        candidates.size() > 1 ? Optional.of(candidates.get(1)) : Optional.empty();
    double lead = candidates.get(0).score() - runnerUp.map(Candidate::score).orElse(-1.0);
    return lead < margin
        ? new Decision.Unknown()
        : new Decision.Proposed(candidates.get(0), runnerUp);
  }
}
