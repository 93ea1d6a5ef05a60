package org.vestibule.face.evaluation;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.vestibule.face.evaluation.Plot.Scale;
import org.vestibule.face.evaluation.Verification.CurvePoint;
import org.vestibule.face.evaluation.Verification.ScoreHistogram;

/** The two pictures of a report, as PNG. */
final class Plots {
  private static final double[] FMR_MARKS = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1};
  private static final double[] FNMR_MARKS = {
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99,
    0.995
  };

  private Plots() {}

  /**
   * The detection error trade-off over normal deviates (Martin et al. 1997), in which normally
   * distributed scores give a straight line.
   *
   * @param report with at least two points of the curve
   */
  static byte[] det(EvaluationReport report) {
    List<CurvePoint> curve = report.verification().curve();
    double[] fmr = values(curve, CurvePoint::fmr);
    double[] low = values(curve, point -> point.fnmr().low());
    double[] high = values(curve, point -> point.fnmr().high());
    Scale x = new Scale(fmr[0], fmr[fmr.length - 1], NormalDistribution::quantile);
    double least = last(FNMR_MARKS, low[low.length - 1]);
    double most = Math.max(0.01, first(FNMR_MARKS, high[0]));
    Scale y = new Scale(least, most, NormalDistribution::quantile);
    Plot plot =
        new Plot(
            "Two kinds of mistake: " + report.encoder(),
            String.format(
                Locale.ENGLISH,
                "DET curve with 95%% interval over people; %,d mated, %,d non-mated pairs",
                report.verification().mated(),
                report.verification().nonMated()),
            x,
            y);
    for (double mark : marks(fmr[0], fmr[fmr.length - 1])) {
      plot.markX(mark, String.format(Locale.ENGLISH, "1 in %,d", Math.round(1 / mark)));
    }
    for (double mark : FNMR_MARKS) {
      if (mark >= least && mark <= most) {
        plot.markY(mark, percent(mark));
      }
    }
    plot.axes("false match rate: strangers taken for each other", "false non-match rate");
    plot.band(fmr, low, high, Plot.FIRST);
    plot.curve(fmr, values(curve, point -> point.fnmr().value()), Plot.FIRST);
    return plot.png();
  }

  /** The powers of ten in a range; its ends if there are not two, so that it can be read. */
  private static double[] marks(double from, double to) {
    double[] powers =
        Arrays.stream(FMR_MARKS).filter(m -> m >= from * 0.999 && m <= to * 1.001).toArray();
    return powers.length < 2 ? new double[] {from, to} : powers;
  }

  private static double last(double[] marks, double notAbove) {
    double found = marks[0];
    for (double mark : marks) {
      found = mark <= notAbove ? mark : found;
    }
    return found;
  }

  private static double first(double[] marks, double notBelow) {
    for (double mark : marks) {
      if (mark >= notBelow) {
        return mark;
      }
    }
    return marks[marks.length - 1];
  }

  static String percent(double share) {
    double percent = 100 * share;
    boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
    return whole
        ? Math.round(percent) + "%"
        : String.format(Locale.ENGLISH, "%s%%", trimmed(percent));
  }

  private static String trimmed(double value) {
    return String.format(Locale.ENGLISH, "%.2f", value).replaceAll("0+$", "");
  }

  /** How mated and non-mated scores are distributed, each as a share of its own. */
  static byte[] scores(EvaluationReport report) {
    ScoreHistogram scores = report.verification().scores();
    double[] mated = density(scores.mated());
    double[] nonMated = density(scores.nonMated());
    int first = firstUsed(mated, nonMated);
    List<String> thresholds = measured(report.verification());
    double[] places = new double[mated.length];
    double most = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = scores.from() + (i + 0.5) * scores.width();
      most = Math.max(most, Math.max(mated[i], nonMated[i]));
    }
    double from = Math.floor(5 * (scores.from() + first * scores.width())) / 5;
    Plot plot =
        new Plot(
            "Scores: " + report.encoder(),
            "share of comparisons a bin of "
                + scores.width()
                + (thresholds.isEmpty() ? "" : "; thresholds by false accept rate"),
            new Scale(from, 1, value -> value),
            new Scale(0, 1.15 * most, value -> value));
    for (int i = (int) Math.round(5 * from); i <= 5; i++) {
      plot.markX(i / 5.0, String.format(Locale.ENGLISH, "%.1f", i / 5.0));
    }
    double step = step(most);
    for (int i = 0; i * step <= most; i++) {
      plot.markY(i * step, percent(i * step));
    }
    plot.axes("comparison score (cosine)", "share of comparisons");
    draw(plot, places, nonMated, "two people", Plot.SECOND);
    draw(plot, places, mated, "same person", Plot.FIRST);
    for (String rate : thresholds) {
      double threshold = report.verification().tar().get(rate).threshold();
      plot.threshold(threshold, "FAR " + rate, rate.equals("1e-3"));
    }
    return plot.png();
  }

  /** The false accept rates whose thresholds are drawn: those that there are pairs enough for. */
  private static List<String> measured(Verification pairs) {
    return Stream.of("1e-3", "1e-4")
        .filter(rate -> pairs.tar().containsKey(rate) && !pairs.tooFewPairs(rate))
        .toList();
  }

  private static void draw(Plot plot, double[] places, double[] values, String words, Color color) {
    plot.band(places, new double[places.length], values, color);
    plot.curve(places, values, color);
    int highest = 0;
    for (int i = 0; i < values.length; i++) {
      highest = values[i] > values[highest] ? i : highest;
    }
    plot.note(places[highest], values[highest] * 1.03, words, color);
  }

  private static double step(double most) {
    for (double step : new double[] {0.01, 0.02, 0.05, 0.1}) {
      if (most / step <= 8) {
        return step;
      }
    }
    return 0.2;
  }

  private static int firstUsed(double[] one, double[] other) {
    int first = 0;
    while (first < one.length - 1 && one[first] + other[first] == 0) {
      first++;
    }
    return first;
  }

  private static double[] density(List<Integer> counts) {
    double all = Math.max(1, counts.stream().mapToInt(count -> count).sum());
    return counts.stream().mapToDouble(count -> count / all).toArray();
  }

  private static double[] values(List<CurvePoint> curve, ToDoubleFunction<CurvePoint> value) {
    return curve.stream().mapToDouble(value).toArray();
  }
}
