package org.vestibule.face.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.CaptureException.Reason;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.quality.Moire;

/**
 * How often {@link Moire} speaks against real faces in pictures, and how often against the same
 * faces seen from a simulated screen ({@link ScreenRecapture}), one look each. The second number is
 * synthetic: it is an upper guess for sharp cameras and coarse screens.
 *
 * @param faces how many were large enough to be judged
 * @param alarms how many of them were taken for a screen's
 * @param recaptured how many of the simulated ones were
 */
public record MoireEvaluation(int faces, int alarms, int recaptured) {
  /**
   * @param folder of pictures, searched to the bottom
   * @throws CaptureException when the folder or a picture cannot be read
   */
  public static MoireEvaluation run(FaceEngine engine, Path folder, long seed)
      throws CaptureException {
    ScreenRecapture screen = new ScreenRecapture(new Random(seed));
    MoireEvaluation sum = new MoireEvaluation(0, 0, 0);
    for (Path file : pictures(folder)) {
      Mat picture = Images.read(file);
      try {
        for (DetectedFace face : engine.detect(picture)) {
          OptionalDouble real = Moire.of(picture, face.box());
          OptionalDouble seen = screen.moire(picture, face.box());
          sum = real.isPresent() && seen.isPresent() ? sum.and(real, seen) : sum;
        }
      } finally {
        picture.release();
      }
    }
    return sum;
  }

  private MoireEvaluation and(OptionalDouble real, OptionalDouble seen) {
    return new MoireEvaluation(
        faces + 1,
        alarms + (real.getAsDouble() >= Moire.LEAST ? 1 : 0),
        recaptured + (seen.getAsDouble() >= Moire.LEAST ? 1 : 0));
  }

  private static List<Path> pictures(Path folder) throws CaptureException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Images::isNamedLikeOne).sorted().toList();
    } catch (IOException e) {
      throw new CaptureException(
          Reason.NOT_FOUND, "There is no folder of this name (code IMG-5); check the name.");
    }
  }
}
