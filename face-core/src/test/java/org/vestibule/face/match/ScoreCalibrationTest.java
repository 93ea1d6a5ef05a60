package org.vestibule.face.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScoreCalibrationTest {
  private static double[] normal(long seed, int count, double mean, double deviation) {
    Random random = new Random(seed);
    return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
        .limit(count)
        .toArray();
  }

  /**
   * Two normal distributions of one deviation s: the logarithm is (m - n) (x - (m + n) / 2) / s2.
   */
  @Test
  void theLineOfTwoNormalDistributionsIsFoundWhateverThePrior() {
    double[] mated = normal(1, 40_000, 0.6, 0.1);
    double[] nonMated = normal(2, 400_000, 0.2, 0.1);
    for (double prior : new double[] {0.5, 0.01}) {
      ScoreCalibration line = ScoreCalibration.fit(mated, nonMated, prior);
      assertEquals(40, line.slope(), 1.0);
      assertEquals(-16, line.offset(), 0.4);
    }
  }

  @Test
  void evidenceEndsWhereTheMeasurementEnds() {
    ScoreCalibration deep = ScoreCalibration.DEEP;
    assertEquals(deep.most(), deep.logLikelihoodRatio(1));
    assertEquals(-deep.most(), deep.logLikelihoodRatio(-1));
    assertTrue(deep.likelihoodRatio(0.5) > deep.likelihoodRatio(0.4));
  }

  @Test
  void scoresThatDoNotOverlapCannotBeFitted() {
    double[] mated = {0.8, 0.9};
    double[] nonMated = {0.1, 0.2};
    assertThrows(IllegalArgumentException.class, () -> ScoreCalibration.fit(mated, nonMated, 0.5));
  }

  /** By hand: a ratio of 4,000 for one of 1,000, four in five enrolled. */
  @Test
  void bayesRuleOverEverybodyEnrolledAndStrangers() {
    ScoreCalibration line = new ScoreCalibration(1, 0, 100);
    Candidate first = new Candidate("a", Math.log(4_000));
    FalseProposal alone = FalseProposal.of(line, first, Optional.empty(), 1_000);
    double right = 0.0008 * 4_000;
    double wrong = 0.2 + 0.0008 * 999;
    assertEquals(wrong / (wrong + right), alone.byFace(), 1e-12);
    assertEquals(wrong / 20_000 / (wrong / 20_000 + right), alone.withBirthDate(), 1e-12);

    Candidate twin = new Candidate("b", Math.log(4_000));
    FalseProposal twins = FalseProposal.of(line, first, Optional.of(twin), 1_000);
    assertTrue(twins.byFace() > 0.5, "a runner-up as good is as probable");
    assertTrue(FalseProposal.of(line, first, Optional.empty(), 10).byFace() < alone.byFace());
    assertFalse(alone.toString().contains("0."), "no chance by a record's own words");
  }
}
