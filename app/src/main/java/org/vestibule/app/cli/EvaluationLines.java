package org.vestibule.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.vestibule.face.evaluation.Calibration;
import org.vestibule.face.evaluation.EvaluationReport;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.EvaluationReport.OpenSet;
import org.vestibule.face.evaluation.EvaluationReport.Probes;
import org.vestibule.face.evaluation.EvaluationReport.QualityBand;
import org.vestibule.face.evaluation.Verification;
import org.vestibule.face.evaluation.Verification.CurvePoint;
import org.vestibule.face.evaluation.Verification.GroupRates;
import org.vestibule.face.evaluation.Verification.TrueAccepts;

/** A report of {@code evaluate} as JSON and in words. */
final class EvaluationLines {
  private EvaluationLines() {}

  static JsonLine json(EvaluationReport report) {
    Verification pairs = report.verification();
    Map<String, Object> tar = new LinkedHashMap<>();
    pairs.tar().forEach((far, accepts) -> tar.put(far, json(accepts, pairs.tooFewPairs(far))));
    return new JsonLine()
        .with("encoder", report.encoder())
        .with("images", report.images())
        .with("people", report.people())
        .with("wholeImage", report.wholeImage())
        .with("failedToAcquire", report.failedToAcquire())
        .with("trainedOn", report.trainedOn())
        .with("mated", pairs.mated())
        .with("nonMated", pairs.nonMated())
        .with("tar", tar)
        .with("rank1", rounded(report.rank1().value()))
        .with("rank1Interval", interval(report.rank1()))
        .with("openSet", json(report.openSet()))
        .with("openSets", report.openSets().stream().map(EvaluationLines::json).toList())
        .with("calibration", pairs.calibration().map(EvaluationLines::json).orElse(null))
        .with("quality", report.quality().stream().map(EvaluationLines::json).toList())
        .with("qualityTrend", rounded(QualityBand.trend(report.quality())))
        .with("groups", pairs.groups().stream().map(EvaluationLines::json).toList())
        .with("det", pairs.curve().stream().map(EvaluationLines::json).toList());
  }

  private static Map<String, Object> json(TrueAccepts accepts, boolean tooFewPairs) {
    return new JsonLine()
        .with("value", rounded(accepts.value()))
        .with("low", rounded(accepts.low()))
        .with("high", rounded(accepts.high()))
        .with("threshold", rounded(accepts.threshold()))
        .with("falseAccepts", accepts.falseAccepts())
        .with("tooFewPairs", tooFewPairs)
        .fields();
  }

  private static Map<String, Object> json(Calibration calibration) {
    return new JsonLine()
        .with("slope", rounded(calibration.fitted().slope()))
        .with("offset", rounded(calibration.fitted().offset()))
        .with("cllr", rounded(calibration.cllr()))
        .with("cllrMin", rounded(calibration.cllrMin()))
        .fields();
  }

  private static Map<String, Object> json(OpenSet set) {
    JsonLine line = new JsonLine().with("enrolled", set.enrolled()).with("filled", set.filled());
    return with(line, set.single())
        .with("tracks", with(new JsonLine(), set.track()).fields())
        .fields();
  }

  private static JsonLine with(JsonLine line, Probes probes) {
    return line.with("matedProbes", probes.mated())
        .with("nonMatedProbes", probes.nonMated())
        .with("fpir", rounded(probes.fpir()))
        .with("fnir", rounded(probes.fnir().value()))
        .with("fnirInterval", interval(probes.fnir()))
        .with("threshold", rounded(probes.threshold()))
        .with("ruleFpir", rounded(probes.ruleFpir().value()))
        .with("ruleFpirInterval", interval(probes.ruleFpir()))
        .with("ruleFnir", rounded(probes.ruleFnir().value()))
        .with("ruleFnirInterval", interval(probes.ruleFnir()));
  }

  private static Map<String, Object> json(QualityBand band) {
    return new JsonLine()
        .with("from", band.from())
        .with("to", band.to())
        .with("mated", band.mated())
        .with("fnmr", rounded(band.fnmr().value()))
        .with("fnmrInterval", interval(band.fnmr()))
        .fields();
  }

  private static Map<String, Object> json(GroupRates group) {
    return new JsonLine()
        .with("family", group.family())
        .with("group", group.name())
        .with("people", group.people())
        .with("mated", group.mated())
        .with("fnmr", rounded(group.fnmr().value()))
        .with("fnmrInterval", interval(group.fnmr()))
        .with("fnmrP", rounded(group.fnmrP()))
        .with("fnmrWorse", group.missedMore())
        .with("nonMated", group.nonMated())
        .with("fmr", precise(group.fmr().value()))
        .with("fmrInterval", preciseInterval(group.fmr()))
        .with("fmrP", rounded(group.fmrP()))
        .with("fmrWorse", group.confusedMore())
        .fields();
  }

  private static Map<String, Object> json(CurvePoint point) {
    return new JsonLine()
        .with("fmr", precise(point.fmr()))
        .with("fnmr", rounded(point.fnmr().value()))
        .with("fnmrInterval", interval(point.fnmr()))
        .with("threshold", rounded(point.threshold()))
        .fields();
  }

  private static Map<String, Object> interval(Interval interval) {
    return new JsonLine()
        .with("low", rounded(interval.low()))
        .with("high", rounded(interval.high()))
        .fields();
  }

  private static Map<String, Object> preciseInterval(Interval interval) {
    return new JsonLine()
        .with("low", precise(interval.low()))
        .with("high", precise(interval.high()))
        .fields();
  }

  /** Four digits; null for what could not be measured. */
  private static Double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
  }

  /** For rates far below one: eight digits. */
  private static Double precise(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e8) / 1e8 : null;
  }

  static String words(EvaluationReport report) {
    Verification pairs = report.verification();
    StringBuilder words = new StringBuilder();
    line(
        words,
        "%s: %d images of %d people, %d taken whole, %d without a template",
        report.encoder(),
        report.images(),
        report.people(),
        report.wholeImage(),
        report.failedToAcquire());
    line(words, "  %d mated, %d non-mated pairs", pairs.mated(), pairs.nonMated());
    pairs
        .tar()
        .forEach(
            (far, tar) ->
                line(
                    words,
                    "  TAR %.4f (%.4f to %.4f) at FAR %s, threshold %.3f%s",
                    tar.value(),
                    tar.low(),
                    tar.high(),
                    far,
                    tar.threshold(),
                    pairs.tooFewPairs(far) ? "; too few pairs to measure it" : ""));
    pairs
        .calibration()
        .ifPresent(
            c ->
                line(
                    words,
                    "  log-likelihood ratio %.3f + %.3f x score, Cllr %.4f (at best %.4f)",
                    c.fitted().offset(),
                    c.fitted().slope(),
                    c.cllr(),
                    c.cllrMin()));
    line(words, "  rank-1 %s", share(report.rank1()));
    words(words, report.openSet());
    report.openSets().forEach(set -> words(words, set));
    report.quality().forEach(band -> words(words, band));
    pairs.groups().forEach(group -> words(words, group));
    return words.toString().stripTrailing();
  }

  private static void words(StringBuilder words, OpenSet set) {
    if (set.single().nonMated() == 0) {
      line(words, "  open set: not measured, since nobody is left who is not enrolled");
      return;
    }
    line(
        words,
        "  open set, %d enrolled: FNIR %s at FPIR %.4f, %d strangers' pictures",
        set.enrolled(),
        share(set.single().fnir()),
        set.single().fpir(),
        set.single().nonMated());
    line(words, "    up to three pictures a probe: FNIR %s", share(set.track().fnir()));
  }

  private static void words(StringBuilder words, QualityBand band) {
    line(
        words,
        "  quality %d to %d: FNMR %s, %d pairs",
        band.from(),
        band.to(),
        share(band.fnmr()),
        band.mated());
  }

  private static void words(StringBuilder words, GroupRates group) {
    line(
        words,
        "  %s %s, %d people: FNMR %s%s, FMR %s%s",
        group.family(),
        group.name(),
        group.people(),
        share(group.fnmr()),
        group.missedMore() ? " significantly higher" : "",
        share(group.fmr(), 6),
        group.confusedMore() ? " significantly higher" : "");
  }

  private static String share(Interval interval) {
    return share(interval, 4);
  }

  private static String share(Interval interval, int digits) {
    if (!Double.isFinite(interval.value())) {
      return "not measured";
    }
    String rate = "%." + digits + "f";
    return String.format(
        Locale.ROOT,
        rate + " (" + rate + " to " + rate + ")",
        interval.value(),
        interval.low(),
        interval.high());
  }

  private static void line(StringBuilder words, String format, Object... values) {
    words.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
