package org.vestibule.face.evaluation;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.vestibule.face.match.ScoreCalibration;

/**
 * What a set's scores are worth as evidence. Failures to acquire have no score and are left out.
 *
 * @param fitted the line for these scores, where a likelihood ratio of a thousand decides
 * @param cllr the cost of its likelihood ratios in bits (Brümmer and du Preez 2006): 0 for perfect
 *     ones, 1 for saying nothing
 * @param cllrMin the cost of the best non-decreasing function instead of a line, by pooling
 *     adjacent violators: what no calibration could mend
 */
public record Calibration(ScoreCalibration fitted, double cllr, double cllrMin) {
  /** A face is to be proposed among a thousand: there the line must fit. */
  public static final double PRIOR = 1e-3;

  static Optional<Calibration> of(Pairs pairs) {
    double[] mated =
        pairs.mated().stream()
            .mapToDouble(Pairs.Mated::score)
            .filter(score -> score > Pairs.MISSED)
            .sorted()
            .toArray();
    double[] nonMated =
        IntStream.range(0, pairs.nonMated())
            .mapToDouble(i -> pairs.score(pairs.nonMated() - 1 - i))
            .toArray();
    if (mated.length == 0 || nonMated.length == 0 || mated[0] >= nonMated[nonMated.length - 1]) {
      return Optional.empty();
    }
    ScoreCalibration line = ScoreCalibration.fit(mated, nonMated, PRIOR);
    double cost = cost(mated, nonMated, line::logLikelihoodRatio);
    return Optional.of(new Calibration(line, cost, new Pooled(mated, nonMated).cost()));
  }

  /** Mean cost in bits of the two kinds of pairs. */
  static double cost(double[] mated, double[] nonMated, DoubleUnaryOperator logRatio) {
    double misses = DoubleStream.of(mated).map(s -> bits(-logRatio.applyAsDouble(s))).sum();
    double alarms = DoubleStream.of(nonMated).map(s -> bits(logRatio.applyAsDouble(s))).sum();
    return (misses / mated.length + alarms / nonMated.length) / 2;
  }

  private static double bits(double against) {
    return Math.log1p(Math.exp(against)) / Math.log(2);
  }

  /** Pool adjacent violators (Zadrozny and Elkan 2002): blocks of rising shares of mated pairs. */
  private static final class Pooled {
    private final double[] mated;
    private final double[] nonMated;
    private final double[] weightMated;
    private final double[] weightNonMated;
    private int blocks;

    Pooled(double[] mated, double[] nonMated) {
      this.mated = mated;
      this.nonMated = nonMated;
      weightMated = new double[mated.length + nonMated.length];
      weightNonMated = new double[weightMated.length];
      int m = 0;
      int n = 0;
      while (m < mated.length || n < nonMated.length) {
        double score = Math.min(at(mated, m), at(nonMated, n));
        int fromM = m;
        int fromN = n;
        while (at(mated, m) == score) {
          m++;
        }
        while (at(nonMated, n) == score) {
          n++;
        }
        push(m - fromM, n - fromN);
      }
    }

    private static double at(double[] scores, int i) {
      return i < scores.length ? scores[i] : Double.POSITIVE_INFINITY;
    }

    private void push(int ofMated, int ofNonMated) {
      weightMated[blocks] = (double) ofMated / mated.length;
      weightNonMated[blocks] = (double) ofNonMated / nonMated.length;
      blocks++;
      while (blocks > 1 && share(blocks - 1) <= share(blocks - 2)) {
        weightMated[blocks - 2] += weightMated[blocks - 1];
        weightNonMated[blocks - 2] += weightNonMated[blocks - 1];
        blocks--;
      }
    }

    private double share(int block) {
      return weightMated[block] / (weightMated[block] + weightNonMated[block]);
    }

    double cost() {
      double cost = 0;
      for (int i = 0; i < blocks; i++) {
        double share = share(i);
        cost -= weightMated[i] > 0 ? weightMated[i] * Math.log(share) : 0;
        cost -= weightNonMated[i] > 0 ? weightNonMated[i] * Math.log(1 - share) : 0;
      }
      return cost / (2 * Math.log(2));
    }
  }
}
