package org.vestibule.face.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report as files: {@code det.png}, {@code scores.png} and {@code report.html}. */
public final class ReportFolder {
  private ReportFolder() {}

  /**
   * Writes the files, replacing those of an earlier report. The page holds its pictures and needs
   * no other file and no network. Where there were no pairs to compare, there are no pictures.
   *
   * @param folder made when missing
   * @throws IOException when it cannot be written
   */
  public static void write(EvaluationReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    ReportPage page = new ReportPage(report);
    if (report.verification().curve().size() > 1) {
      byte[] det = Plots.det(report);
      byte[] scores = Plots.scores(report);
      Files.write(folder.resolve("det.png"), det);
      Files.write(folder.resolve("scores.png"), scores);
      page.show(det, "Detection error trade-off").show(scores, "Distribution of the scores");
    }
    Files.writeString(folder.resolve("report.html"), page.html());
  }
}
