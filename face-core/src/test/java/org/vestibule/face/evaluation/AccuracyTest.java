package org.vestibule.face.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.evaluation.EvaluationReport.OpenSet;
import org.vestibule.face.evaluation.EvaluationReport.QualityBand;
import org.vestibule.face.evaluation.EvaluationRequest.Encoder;
import org.vestibule.face.match.ScoreCalibration;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.ModelCatalogue;

/**
 * The accuracy promised, over the developers' face data, through our own pipeline from the files.
 */
class AccuracyTest {
  private static final long SEED = 1;

  private static FaceEngine engine;

  @BeforeAll
  static void open() throws Exception {
    engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static EvaluationReport run(String set, Encoder encoder) throws Exception {
    Path faces = TestPictures.data("faces/" + set);
    EvaluationReport report =
        Evaluation.run(
            engine,
            new EvaluationRequest(faces, encoder, true, Optional.empty(), SEED),
            told -> {});
    // Kept beside the test results: the README's numbers are read off here.
    Path results = Files.createDirectories(Path.of("target", "accuracy"));
    Files.writeString(results.resolve(set + "-" + report.encoder() + ".txt"), report.toString());
    return report;
  }

  @Test
  void deepOnPressPhotographs() throws Exception {
    EvaluationReport report = run("lfw", Encoder.DEEP);
    assertEquals(3601, report.images());
    assertEquals(1468, report.people());
    assertEquals(0, report.failedToAcquire());
    assertEquals(2209, report.verification().mated());
    assertEquals(1468 * 1467 / 2, report.verification().nonMated());
    Verification.TrueAccepts accepts = report.verification().tar().get("1e-3");
    assertTrue(accepts.value() >= 0.972, () -> "TAR " + accepts);
    assertTrue(accepts.low() < accepts.value() && accepts.value() < accepts.high());
    assertEquals(1076, accepts.falseAccepts(), "one in a thousand pairs");
    assertTrue(report.verification().tar().get("1e-4").value() >= 0.945);
    evidenceIsAsShipped(report.verification());
    OpenSet openSet = report.openSet();
    assertEquals(159, openSet.enrolled());
    assertTrue(openSet.single().fnir().value() <= 0.035, openSet::toString);
    assertTrue(openSet.track().fnir().value() <= openSet.single().fnir().value());
    assertEquals(List.of(100, 1000), report.openSets().stream().map(OpenSet::enrolled).toList());
    assertEquals(10, report.quality().size());
    assertTrue(QualityBand.trend(report.quality()) < -0.5, () -> report.quality().toString());
  }

  private static void evidenceIsAsShipped(Verification pairs) {
    Calibration measured = pairs.calibration().orElseThrow();
    ScoreCalibration shipped = ScoreCalibration.DEEP;
    assertEquals(shipped.slope(), measured.fitted().slope(), 0.05 * shipped.slope());
    assertEquals(shipped.offset(), measured.fitted().offset(), -0.05 * shipped.offset());
    assertEquals(shipped.most(), measured.fitted().most(), 1e-9);
    assertTrue(measured.cllrMin() <= measured.cllr() && measured.cllr() < 0.2, measured::toString);
    pairs
        .tar()
        .forEach(
            (far, tar) ->
                assertTrue(
                    shipped.likelihoodRatio(tar.threshold()) <= 1 / Double.parseDouble(far),
                    () -> "a true ratio is seldom so high between two people: " + far));
  }

  @Test
  void eigenfacesOnStudioPictures() throws Exception {
    EvaluationReport report = run("orl", Encoder.EIGENFACE);
    assertEquals(200, report.images());
    assertEquals(80, report.trainedOn(), "four files a person that no pair uses");
    assertTrue(report.rank1().value() >= 0.96, () -> "rank-1 " + report.rank1());
    assertTrue(report.rank1().low() > 0.9 && report.rank1().high() <= 1);
  }

  @Test
  void deepOnStudioPicturesIsRightEveryTimeAndTheSameEveryTime() throws Exception {
    EvaluationReport report = run("orl", Encoder.DEEP);
    assertEquals(1.0, report.rank1().value());
    assertTrue(
        Double.isNaN(report.openSet().single().fnir().value()),
        "there is no stranger to measure by");
    assertEquals(report, run("orl", Encoder.DEEP));
    // 20 people are 190 pairs: one in a hundred shows among them, one in a thousand does not.
    Verification pairs = report.verification();
    assertEquals(190, pairs.nonMated());
    assertFalse(pairs.tooFewPairs("1e-2"));
    assertTrue(pairs.tooFewPairs("1e-3"));
  }

  @Test
  void whatCannotBeReadIsAFailureToAcquire(@TempDir Path folder) throws Exception {
    Path source = TestPictures.data("faces/orl");
    for (String person : new String[] {"s1", "s10"}) {
      Files.createDirectory(folder.resolve(person));
      for (String file : new String[] {"1.pgm", "2.pgm", "3.pgm"}) {
        Files.copy(source.resolve(person).resolve(file), folder.resolve(person).resolve(file));
      }
    }
    Files.write(folder.resolve("s1/3.pgm"), new byte[] {'P', '5', 0, 0});
    EvaluationReport report =
        Evaluation.run(
            engine,
            new EvaluationRequest(folder, Encoder.DEEP, true, Optional.empty(), SEED),
            told -> {});
    assertEquals(6, report.images());
    assertEquals(1, report.failedToAcquire());
    assertEquals(6, report.verification().mated());
    assertEquals(
        4.0 / 6,
        report.verification().tar().get("1e-3").value(),
        1e-9,
        "two of six pairs are misses");
  }

  @Test
  void groupsOfATableAreMeasuredAndRowsOfNobodyCounted(@TempDir Path folder) throws Exception {
    copies(folder.resolve("faces"), List.of("s10", "s11", "s12", "s13"));
    Path csv = folder.resolve("groups.csv");
    Files.writeString(csv, "person,age\ns10,young\ns11,young\ns12,old\ns77,old\nNobody_,young\n");
    List<String> told = new ArrayList<>();
    Verification pairs =
        Evaluation.run(
                engine,
                new EvaluationRequest(
                    folder.resolve("faces"), Encoder.DEEP, true, Optional.of(csv), SEED),
                told::add)
            .verification();
    assertEquals(
        Map.of("young", 2, "old", 1),
        pairs.groups().stream()
            .collect(Collectors.toMap(group -> group.name(), group -> group.people())));
    assertTrue(
        told.contains("2 rows of the table of groups are those of nobody in the pictures."),
        () -> told.toString());
  }

  private static void copies(Path folder, List<String> people) throws Exception {
    Path source = TestPictures.data("faces/orl");
    for (String person : people) {
      Files.createDirectories(folder.resolve(person));
      for (String file : new String[] {"1.pgm", "2.pgm"}) {
        Files.copy(source.resolve(person).resolve(file), folder.resolve(person).resolve(file));
      }
    }
  }

  @Test
  void aFolderWithoutFacesIsATypedError(@TempDir Path folder) {
    EvaluationRequest request =
        new EvaluationRequest(folder, Encoder.DEEP, true, Optional.empty(), SEED);
    assertThrows(CaptureException.class, () -> Evaluation.run(engine, request, told -> {}));
  }

  @Test
  void dlibOnStudioPictures() throws Exception {
    EvaluationReport report = run("orl", Encoder.DLIB);
    assertEquals("dlib", report.encoder());
    assertTrue(report.rank1().value() >= 0.99, () -> "rank-1 " + report.rank1());
  }

  @Test
  @Tag("measure")
  void dlibOnPressPhotographs() throws Exception {
    EvaluationReport report = run("lfw", Encoder.DLIB);
    assertTrue(
        report.verification().tar().get("1e-3").value() >= 0.90,
        () -> "TAR " + report.verification().tar());
    assertTrue(
        report.verification().tar().get("1e-4").value() >= 0.75,
        () -> "TAR " + report.verification().tar());
  }

  @Test
  @Tag("measure")
  void theSmallNetworkOnStudioPictures() throws Exception {
    EvaluationReport report = run("orl", Encoder.CNN);
    assertEquals(80, report.trainedOn(), "four files a person that no pair uses");
    assertTrue(report.rank1().value() >= 0.93, () -> "rank-1 " + report.rank1());
  }

  @Test
  @Tag("measure")
  void eigenfacesOnPressPhotographs() throws Exception {
    EvaluationReport report = run("lfw", Encoder.EIGENFACE);
    assertTrue(
        report.verification().tar().get("1e-3").value() < 0.5, "they are never the sole check");
  }
}
