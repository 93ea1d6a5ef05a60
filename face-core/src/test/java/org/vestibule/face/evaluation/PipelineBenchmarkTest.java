package org.vestibule.face.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.vestibule.face.TestPictures;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.OpenCv;

/** Runs the benchmark and prints it; times are never asserted. */
@Tag("measure")
class PipelineBenchmarkTest {
  @Test
  void printsEveryFigure() throws Exception {
    OpenCv.load();
    Mat portrait = TestPictures.collins();
    List<Figure> figures = new ArrayList<>();
    PipelineBenchmark.run(new ModelCatalogue(), portrait, figures::add);
    portrait.release();
    Path results = Files.createDirectories(Path.of("target", "benchmark"));
    Files.write(results.resolve("pipeline.txt"), figures.stream().map(Figure::toString).toList());
    assertEquals(6, figures.size());
    assertTrue(figures.stream().allMatch(figure -> figure.p50() > 0 && figure.runs() > 0));
  }
}
