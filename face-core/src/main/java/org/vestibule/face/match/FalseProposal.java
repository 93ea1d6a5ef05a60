package org.vestibule.face.match;

import java.util.Optional;

/**
 * How probable it is that a proposal names the wrong person, by Bayes' rule over everybody enrolled
 * and the strangers. For staff only: an attacker could climb by it as by a score, so it goes to no
 * patient's screen and no log.
 *
 * @param byFace with nothing but the face, 0 to 1
 * @param withBirthDate when the person also gave the proposed person's date of birth, 0 to 1
 */
public record FalseProposal(double byFace, double withBirthDate) {
  /** How many of those who come to the door are enrolled: a clinic's patients mostly come back. */
  static final double ENROLLED_SHARE = 0.8;

  /**
   * How often somebody else has the same date of birth by chance. Patients are born on about 29,000
   * days of eighty years, not equally many on each; the chance that two share theirs is the sum of
   * the squares of the days' shares, about one in 20,000. Nothing is said of somebody who knows
   * another's date of birth.
   */
  static final double SAME_BIRTH_DATE = 1.0 / 20_000;

  public FalseProposal {
    if (!(byFace >= 0 && byFace <= 1 && withBirthDate >= 0 && withBirthDate <= 1)) {
      throw new IllegalArgumentException("probabilities are from 0 to 1");
    }
  }

  /**
   * For the first of a candidate list. Everybody enrolled is as probable to come as anybody else,
   * and the scores of those behind the runner-up are as those of two people mostly are: with a
   * likelihood ratio of 1 on average.
   *
   * @param enrolled how many people were searched, at least 1
   */
  public static FalseProposal of(
      ScoreCalibration calibration, Candidate first, Optional<Candidate> runnerUp, int enrolled) {
    double each = ENROLLED_SHARE / enrolled;
    double right = each * calibration.likelihoodRatio(first.score());
    double second =
        runnerUp.map(other -> each * calibration.likelihoodRatio(other.score())).orElse(0.0);
    double rest = each * Math.max(0, enrolled - (runnerUp.isPresent() ? 2 : 1));
    double wrong = 1 - ENROLLED_SHARE + second + rest;
    return new FalseProposal(
        wrong / (wrong + right), wrong * SAME_BIRTH_DATE / (wrong * SAME_BIRTH_DATE + right));
  }

  @Override
  public String toString() {
    return "FalseProposal";
  }
}
