package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.Verification.CurvePoint;
import org.vestibule.face.evaluation.Verification.ScoreHistogram;
import org.vestibule.face.evaluation.Verification.TrueAccepts;

/** Verification over a gallery's pairs. */
final class PairEvaluation {
  /** False match rate at which groups and qualities are compared. */
  static final double COMPARED_AT = 1e-3;

  private static final double[] RATES = {1e-2, 1e-3, 1e-4, 1e-5};
  private static final int POINTS_A_POWER_OF_TEN = 5;

  /** False match rate at the curve's right end. */
  private static final double MOST = 0.1;

  private static final double FEWEST = 10;
  private static final double FIRST_BIN = -1;
  private static final double BIN = 0.02;

  private final Pairs pairs;
  private final double[][] matedByPerson;
  private final int matedPeople;

  PairEvaluation(Pairs pairs) {
    this.pairs = pairs;
    double[][] scores = new double[pairs.people()][0];
    for (int p = 0, i = 0; p < scores.length; p++) {
      int from = i;
      while (i < pairs.mated().size() && pairs.mated().get(i).person() == p) {
        i++;
      }
      scores[p] = pairs.mated().subList(from, i).stream().mapToDouble(Pairs.Mated::score).toArray();
    }
    matedByPerson = scores;
    matedPeople = (int) Arrays.stream(scores).filter(own -> own.length > 0).count();
  }

  private boolean nothing() {
    return pairs.nonMated() == 0 || pairs.mated().isEmpty();
  }

  /** The threshold that gives everybody together this false match rate; NaN without pairs. */
  double threshold(double rate) {
    return pairs.nonMated() == 0 ? Double.NaN : thresholds(everybodyOnce(), new double[] {rate})[0];
  }

  private int[] everybodyOnce() {
    return IntStream.generate(() -> 1).limit(pairs.people()).toArray();
  }

  SortedMap<String, TrueAccepts> trueAccepts(PeopleBootstrap bootstrap) {
    SortedMap<String, TrueAccepts> byRate = new TreeMap<>();
    if (nothing()) {
      return byRate;
    }
    double[] thresholds = thresholds(everybodyOnce(), RATES);
    Interval[] accepted = bootstrap.intervals(accepted(RATES), matedPeople);
    for (int r = 0; r < RATES.length; r++) {
      byRate.put(
          String.format("1e-%d", Math.round(-Math.log10(RATES[r]))),
          new TrueAccepts(
              accepted[r].value(),
              accepted[r].low(),
              accepted[r].high(),
              thresholds[r],
              pairs.above(thresholds[r])));
    }
    return byRate;
  }

  /** From the rarest rate that ten pairs still show; fewer carry no rate. */
  List<CurvePoint> curve(PeopleBootstrap bootstrap) {
    if (nothing()) {
      return List.of();
    }
    int least = (int) Math.ceil(-POINTS_A_POWER_OF_TEN * Math.log10(pairs.nonMated() / FEWEST));
    int most = (int) Math.round(POINTS_A_POWER_OF_TEN * Math.log10(MOST));
    double[] rates =
        IntStream.rangeClosed(least, most)
            .mapToDouble(i -> Math.pow(10, (double) i / POINTS_A_POWER_OF_TEN))
            .toArray();
    double[] thresholds = thresholds(everybodyOnce(), rates);
    Interval[] accepted = bootstrap.intervals(accepted(rates), matedPeople);
    List<CurvePoint> curve = new ArrayList<>();
    for (int r = 0; r < rates.length; r++) {
      curve.add(new CurvePoint(rates[r], missed(accepted[r]), thresholds[r]));
    }
    return curve;
  }

  private static Interval missed(Interval accepted) {
    return new Interval(1 - accepted.value(), 1 - accepted.high(), 1 - accepted.low());
  }

  private Function<int[], double[]> accepted(double[] rates) {
    return drawn -> {
      double[] thresholds = thresholds(drawn, rates);
      double[] accepted = new double[rates.length];
      for (int r = 0; r < rates.length; r++) {
        accepted[r] = accepted(drawn, thresholds[r]);
      }
      return accepted;
    };
  }

  /**
   * The lowest thresholds that at most these shares of the drawn people's pairs score above.
   *
   * @param rates in any order
   */
  private double[] thresholds(int[] drawn, double[] rates) {
    double people = IntStream.of(drawn).sum();
    double own = IntStream.of(drawn).mapToDouble(d -> (double) d * d).sum();
    // Pairs of a person with itself, as drawing twice gives, are no comparisons of two people.
    double all = (people * people - own) / 2;
    int[] rising =
        IntStream.range(0, rates.length)
            .boxed()
            .sorted((a, b) -> Double.compare(rates[a], rates[b]))
            .mapToInt(i -> i)
            .toArray();
    double[] thresholds = new double[rates.length];
    int next = 0;
    double above = 0;
    for (int rank = 0; rank < pairs.nonMated() && next < rates.length; rank++) {
      above += (double) drawn[pairs.one(rank)] * drawn[pairs.other(rank)];
      while (next < rates.length && above > rates[rising[next]] * all) {
        thresholds[rising[next++]] = pairs.score(rank);
      }
    }
    while (next < rates.length) {
      thresholds[rising[next++]] = pairs.score(pairs.nonMated() - 1);
    }
    return thresholds;
  }

  private double accepted(int[] drawn, double threshold) {
    double all = 0;
    double above = 0;
    for (int p = 0; p < drawn.length; p++) {
      for (double score : matedByPerson[p]) {
        all += drawn[p];
        above += score > threshold ? drawn[p] : 0;
      }
    }
    return above / all;
  }

  ScoreHistogram scores() {
    int bins = (int) Math.round(-2 * FIRST_BIN / BIN);
    Integer[] mated = new Integer[bins];
    Integer[] nonMated = new Integer[bins];
    Arrays.fill(mated, 0);
    Arrays.fill(nonMated, 0);
    for (Pairs.Mated pair : pairs.mated()) {
      if (pair.score() > Pairs.MISSED) {
        mated[bin(pair.score(), bins)]++;
      }
    }
    for (int rank = 0; rank < pairs.nonMated(); rank++) {
      nonMated[bin(pairs.score(rank), bins)]++;
    }
    return new ScoreHistogram(FIRST_BIN, BIN, List.of(mated), List.of(nonMated));
  }

  private static int bin(double score, int bins) {
    return Math.max(0, Math.min(bins - 1, (int) ((score - FIRST_BIN) / BIN)));
  }
}
