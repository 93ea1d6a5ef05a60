package org.vestibule.face.evaluation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.pipeline.AssessedSample;
import org.vestibule.face.pipeline.FaceEngine;

/**
 * From the files of a set to samples, by the pipeline's own detection, landmarks and alignment, and
 * what is to be told of it. Used by one thread.
 */
final class Acquisition {
  private static final Logger LOG = LoggerFactory.getLogger(Acquisition.class);

  private final FaceEngine engine;
  private final boolean cropped;
  private final Map<Path, Integer> qualities = new HashMap<>();
  private int wholeImage;

  /**
   * @param cropped whether a picture without a detected face is taken as a face from edge to edge
   */
  Acquisition(FaceEngine engine, boolean cropped) {
    this.engine = engine;
    this.cropped = cropped;
  }

  /** The sample of a file, owned by the caller; empty when none can be acquired. */
  Optional<FaceSample> sample(Path file) {
    Mat bgr;
    try {
      bgr = Images.read(file);
    } catch (CaptureException e) {
      LOG.warn("A picture of the set cannot be used: {}", e.getMessage());
      return Optional.empty();
    }
    try {
      Optional<AssessedSample> assessed = engine.assessed(bgr);
      if (assessed.isEmpty() && cropped) {
        wholeImage++;
        assessed = Optional.of(engine.assessedCrop(bgr));
      }
      assessed.ifPresent(own -> qualities.put(file, own.quality().unified()));
      return assessed.map(AssessedSample::sample);
    } finally {
      bgr.release();
    }
  }

  /** In how many pictures no face was found, so that the whole was taken. */
  int wholeImage() {
    return wholeImage;
  }

  /** The unified quality of each sample that was made, 0 to 100; 0 where none could be. */
  List<List<Integer>> qualities(FaceSet faces) {
    return faces.people().values().stream()
        .map(files -> files.stream().map(file -> qualities.getOrDefault(file, 0)).toList())
        .toList();
  }
}
