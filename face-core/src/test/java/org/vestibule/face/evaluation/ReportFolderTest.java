package org.vestibule.face.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.EvaluationReport.QualityBand;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.template.Template;

/** A report over synthetic templates as files. */
class ReportFolderTest {
  private static Gallery gallery(int people) {
    Random random = new Random(3);
    List<List<Optional<Template>>> all = new ArrayList<>();
    for (int p = 0; p < people; p++) {
      float[] own = new float[32];
      List<Optional<Template>> files = new ArrayList<>();
      for (int file = 0; file < 1 + p % 5; file++) {
        for (int i = 0; i < own.length; i++) {
          own[i] += (float) random.nextGaussian() / (file + 1);
        }
        files.add(GroupEvaluationTest.template(own));
      }
      all.add(files);
    }
    return new Gallery(all);
  }

  private static EvaluationReport report(int people, Map<String, String> group) {
    Gallery gallery = gallery(people);
    List<Map<String, String>> groups = new ArrayList<>();
    List<List<Integer>> qualities = new ArrayList<>();
    for (int p = 0; p < people; p++) {
      groups.add(p % 2 == 0 ? group : Map.of());
      qualities.add(gallery.people().get(p).stream().map(any -> 50).toList());
    }
    PeopleBootstrap bootstrap = new PeopleBootstrap(people, 1);
    SearchEvaluation search =
        new SearchEvaluation(gallery, qualities, DecisionRule.deep(0.01), bootstrap);
    return new EvaluationReport(
        "synthetic",
        gallery.acquired(),
        people,
        0,
        0,
        0,
        Evaluation.verification(gallery, groups, 1),
        new Interval(0.5, 0.4, 0.6),
        search.openSet(),
        search.openSet(100, 1).stream().toList(),
        List.of());
  }

  @Test
  void thePageNeedsNoOtherFileAndNoNetwork(@TempDir Path folder) throws Exception {
    Path made = folder.resolve("new");
    ReportFolder.write(report(300, Map.of("age", "<b>80 & over")), made);
    for (String picture : List.of("det.png", "scores.png")) {
      BufferedImage image = ImageIO.read(made.resolve(picture).toFile());
      assertEquals(1440, image.getWidth());
    }
    String page = Files.readString(made.resolve("report.html"));
    assertEquals(3, page.split("data:image/png;base64,", -1).length);
    assertFalse(page.contains("http"), "loads nothing");
    assertTrue(page.contains("&lt;b&gt;80 &amp; over"), "names are escaped");
    assertTrue(page.contains("1e-3") && page.contains("FNIR"));
  }

  @Test
  void withoutPairsThereIsAPageWithoutPictures(@TempDir Path folder) throws Exception {
    ReportFolder.write(report(1, Map.of()), folder);
    assertFalse(Files.exists(folder.resolve("det.png")));
    assertTrue(Files.readString(folder.resolve("report.html")).contains("no pairs to compare"));
  }

  @Test
  void strangersMakeUpTheNumberEnrolled() {
    Gallery gallery = gallery(300);
    List<List<Integer>> qualities =
        gallery.people().stream().map(files -> files.stream().map(any -> 50).toList()).toList();
    SearchEvaluation search =
        new SearchEvaluation(
            gallery, qualities, DecisionRule.deep(0.01), new PeopleBootstrap(300, 1));
    // Of 300 people 120 have four or five files: 60 x 1 + 60 x 2 mated probes.
    assertEquals(120, search.openSet().enrolled());
    assertEquals(180, search.openSet().single().mated());
    assertEquals(120, search.openSet().track().mated());
    assertEquals(60 * (1 + 2 + 3), search.openSet().single().nonMated());
    assertEquals(180, search.openSet().track().nonMated());
    EvaluationReport.OpenSet more = search.openSet(150, 1).orElseThrow();
    assertEquals(150, more.enrolled());
    assertEquals(30, more.filled());
    assertEquals(100, search.openSet(100, 1).orElseThrow().enrolled());
    assertTrue(search.openSet(250, 1).isEmpty(), "too few strangers would be left");
  }

  /** Known answers: R's {@code qnorm}. */
  @Test
  void normalQuantiles() {
    assertEquals(0, NormalDistribution.quantile(0.5), 1e-12);
    assertEquals(1.959963985, NormalDistribution.quantile(0.975), 1e-8);
    assertEquals(-3.090232306, NormalDistribution.quantile(0.001), 1e-8);
    assertEquals(-4.753424309, NormalDistribution.quantile(1e-6), 1e-8);
  }

  @Test
  void theTrendIsSpearmansRho() {
    assertEquals(-1, QualityBand.trend(bands(0.4, 0.3, 0.2, 0.1)), 1e-12);
    // scipy.stats.spearmanr([1, 2, 3, 4], [3, 1, 1, 2]).
    assertEquals(-0.316228, QualityBand.trend(bands(3, 1, 1, 2)), 1e-6);
  }

  private static List<QualityBand> bands(double... rates) {
    List<QualityBand> bands = new ArrayList<>();
    for (double rate : rates) {
      bands.add(new QualityBand(0, 0, 1, new Interval(rate, rate, rate)));
    }
    return bands;
  }
}
