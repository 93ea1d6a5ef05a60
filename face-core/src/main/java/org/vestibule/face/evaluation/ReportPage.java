package org.vestibule.face.evaluation;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.EvaluationReport.OpenSet;
import org.vestibule.face.evaluation.EvaluationReport.Probes;
import org.vestibule.face.evaluation.EvaluationReport.QualityBand;
import org.vestibule.face.evaluation.Verification.GroupRates;
import org.vestibule.face.evaluation.Verification.TrueAccepts;

/** A report as one page of HTML that loads nothing. Used by one thread. */
final class ReportPage {
  private static final String STYLE =
      """
      body{font:16px/1.5 "Noto Sans",system-ui,sans-serif;color:#15252b;background:#f4f2ed;margin:0}
      main{max-width:960px;margin:0 auto;padding:40px 24px 80px}
      h1{font-size:28px;line-height:1.3;margin:0 0 8px} h2{font-size:20px;margin:40px 0 8px}
      p{max-width:72ch} .muted{color:#4e5e64}
      table{border-collapse:collapse;width:100%;background:#fff;font-variant-numeric:tabular-nums}
      th,td{padding:8px 12px;text-align:right;border-bottom:1px solid #dfdbd1}
      th{font-weight:600;color:#4e5e64} th:first-child,td:first-child{text-align:left}
      .worse{color:#8a4b08;font-weight:600} img{width:100%;max-width:720px;display:block;margin:16px 0}
      .bar{display:inline-block;height:10px;background:#0f5563;vertical-align:middle}
      """;

  private final EvaluationReport report;
  private final StringBuilder pictures = new StringBuilder();

  ReportPage(EvaluationReport report) {
    this.report = report;
  }

  ReportPage show(byte[] png, String words) {
    pictures.append(
        "<img alt=\"%s\" src=\"data:image/png;base64,%s\">\n"
            .formatted(words, Base64.getEncoder().encodeToString(png)));
    return this;
  }

  String html() {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>Accuracy: %s</title>
    <style>%s</style></head><body><main>
    %s%s%s%s%s%s</main></body></html>
    """
        .formatted(
            escaped(report.encoder()),
            STYLE,
            heading(),
            verification(),
            pictures,
            identification(),
            quality(),
            groups());
  }

  private String finding() {
    TrueAccepts usual = report.verification().tar().get("1e-3");
    if (usual == null) {
      return "There were no pairs to compare.";
    }
    return report.verification().tooFewPairs("1e-3")
        ? "There were too few pairs to compare."
        : "%s of pairs of one person are recognised when 1 in 1,000 pairs of two people match."
            .formatted(percent(usual.value()));
  }

  private String heading() {
    return """
    <h1>%s</h1>
    <p class="muted">Encoder %s; %s pictures of %s people. In %s no face was found and the
    whole picture was taken; %s gave no template and count as misses.%s All intervals are 95%%,
    by a bootstrap over people.</p>
    """
        .formatted(
            finding(),
            escaped(report.encoder()),
            count(report.images()),
            count(report.people()),
            count(report.wholeImage()),
            count(report.failedToAcquire()),
            report.trainedOn() > 0
                ? " The model was trained on " + count(report.trainedOn()) + " pictures."
                : "");
  }

  private String verification() {
    StringBuilder rows = new StringBuilder();
    report
        .verification()
        .tar()
        .forEach(
            (far, tar) ->
                rows.append(
                    row(
                        report.verification().tooFewPairs(far)
                            ? far + " (too few pairs to measure it)"
                            : far,
                        percent(tar.value()),
                        range(tar.low(), tar.high()),
                        decimal(tar.threshold()),
                        count(tar.falseAccepts()))));
    return """
    <h2>One to one</h2>
    <p>%s mated pairs (all pairs of a person's first six files), %s non-mated pairs (all pairs
    of everybody's first file).</p>
    """
            .formatted(
                count(report.verification().mated()), count(report.verification().nonMated()))
        + table(
            List.of("False accept rate", "True accept rate", "95%", "Threshold", "False accepts"),
            rows)
        + report.verification().calibration().map(ReportPage::evidence).orElse("");
  }

  private static String evidence(Calibration calibration) {
    return """
    <p>As evidence for one person against two, a score is worth %s + %s x score (natural logarithm
    of the likelihood ratio). Cost Cllr %s bits; %s with the best rising function.</p>
    """
        .formatted(
            decimal(calibration.fitted().offset()),
            decimal(calibration.fitted().slope()),
            decimal(calibration.cllr()),
            decimal(calibration.cllrMin()));
  }

  private String identification() {
    StringBuilder rows = new StringBuilder();
    rows.append(rows(report.openSet()));
    report.openSets().forEach(set -> rows.append(rows(set)));
    return """
    <h2>One to many</h2>
    <p>Rank-1 over ten random half/half splits: %s (%s). With strangers: whoever has four files
    is enrolled with three and looked for by the others; the threshold lets 1%% of the strangers'
    probes pass. The last two columns are with the threshold and lead that identification itself
    would use.</p>
    """
            .formatted(
                percent(report.rank1().value()), range(report.rank1().low(), report.rank1().high()))
        + table(
            List.of(
                "Enrolled",
                "Probe",
                "Mated probes",
                "Strangers' probes",
                "FPIR",
                "FNIR",
                "95%",
                "Own FPIR",
                "Own FNIR"),
            rows);
  }

  private static String rows(OpenSet set) {
    String enrolled =
        count(set.enrolled())
            + (set.filled() > 0 ? " (" + count(set.filled()) + " of them without probes)" : "");
    return row(enrolled, "one picture", set.single()) + row(enrolled, "up to three", set.track());
  }

  private static String row(String enrolled, String probe, Probes probes) {
    return row(
        enrolled,
        probe,
        count(probes.mated()),
        count(probes.nonMated()),
        percent(probes.fpir()),
        percent(probes.fnir().value()),
        range(probes.fnir().low(), probes.fnir().high()),
        percent(probes.ruleFpir().value()),
        percent(probes.ruleFnir().value()));
  }

  private String quality() {
    if (report.quality().isEmpty()) {
      return "";
    }
    double most =
        report.quality().stream().mapToDouble(band -> band.fnmr().value()).max().orElse(0);
    StringBuilder rows = new StringBuilder();
    for (QualityBand band : report.quality()) {
      long width = most > 0 ? Math.round(240 * band.fnmr().value() / most) : 0;
      rows.append(
          row(
              band.from() + " to " + band.to(),
              count(band.mated()),
              percent(band.fnmr().value()),
              range(band.fnmr().low(), band.fnmr().high()),
              "<span class=\"bar\" style=\"width:" + width + "px\"></span>"));
    }
    return """
    <h2>Misses by quality</h2>
    <p>Mated pairs in ten equal parts by the quality of the worse sample, at a false match rate
    of 1 in 1,000. Rank correlation of part and rate: %s.</p>
    """
            .formatted(decimal(QualityBand.trend(report.quality())))
        + table(List.of("Quality", "Mated pairs", "FNMR", "95%", ""), rows);
  }

  private String groups() {
    if (report.verification().groups().isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    for (GroupRates group : report.verification().groups()) {
      rows.append(
          row(
              escaped(group.family() + ": " + group.name()),
              count(group.people()),
              rate(group.fnmr(), group.missedMore()),
              decimal(group.fnmrP()),
              rate(group.fmr(), group.confusedMore()),
              decimal(group.fmrP())));
    }
    return """
    <h2>Groups</h2>
    <p>At one threshold for all, which gives everybody a false match rate of 1 in 1,000. The
    false match rate is that of pairs within the group. A rate is marked when it is
    significantly higher than that of the family's other groups (p below 0.05): a permutation
    test over people, one-sided, corrected by Holm's method for all the tests in this table.</p>
    """
        + table(List.of("Group", "People", "FNMR", "p", "FMR", "p"), rows);
  }

  private static String rate(Interval rate, boolean worse) {
    String words = percent(rate.value()) + " (" + range(rate.low(), rate.high()) + ")";
    return worse ? "<span class=\"worse\">" + words + " higher</span>" : words;
  }

  private static String table(List<String> heads, CharSequence rows) {
    StringBuilder head = new StringBuilder();
    heads.forEach(words -> head.append("<th>").append(words).append("</th>"));
    return "<table><thead><tr>" + head + "</tr></thead><tbody>\n" + rows + "</tbody></table>\n";
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append("<td>").append(cell).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  private static String range(double low, double high) {
    return percent(low) + " to " + percent(high);
  }

  /** Two digits, more for rates far below one percent. */
  private static String percent(double share) {
    if (Double.isNaN(share)) {
      return "not measured";
    }
    String format = share > 0 && share < 0.001 ? "%.4f%%" : "%.2f%%";
    return String.format(Locale.ENGLISH, format, 100 * share);
  }

  private static String count(int number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  private static String decimal(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ENGLISH, "%.3f", value);
  }

  private static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
