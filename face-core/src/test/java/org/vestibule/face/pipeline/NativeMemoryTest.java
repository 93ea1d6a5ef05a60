package org.vestibule.face.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.vestibule.face.TestPictures;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.Template;
import org.vestibule.natives.ModelCatalogue;

/**
 * Frames leave no native memory behind. A single blob or frame a step that waits for the garbage
 * collector instead of being released would be 350 MB here; what the Java heap grows by is well
 * below half of that.
 */
class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int WARM_UP = 150;
  private static final int FRAMES = 400;
  private static final long MOST_MEGABYTES = 170;

  @Test
  void aWalkLeavesNoMatsBehind() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "skipped: resident memory is read from /proc");
    EnrolmentDatabase database = new EnrolmentDatabase();
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
        Identification identification = engine.identification(database);
        Walk walk = new Walk(TestPictures.collins())) {
      Mat portrait = TestPictures.collins();
      List<Template> templates = engine.enrol(List.of(portrait)).samples().get(0).templates();
      database.put("collins", templates);
      portrait.release();
      walk.past(identification, 0, WARM_UP);
      long before = residentMegabytes();
      walk.past(identification, WARM_UP, FRAMES);
      long grown = residentMegabytes() - before;
      assertTrue(grown < MOST_MEGABYTES, () -> "resident memory grew by " + grown + " MB");
    }
  }

  private static long residentMegabytes() throws Exception {
    return Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }
}
