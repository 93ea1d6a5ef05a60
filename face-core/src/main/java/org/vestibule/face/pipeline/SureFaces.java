package org.vestibule.face.pipeline;

import java.util.List;
import org.opencv.core.Mat;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.FaceDetector;

/**
 * Another detector's faces of at least some confidence: those that no earlier frame has to speak
 * for.
 *
 * @param detector closed with this one
 * @param leastConfidence 0 to 1
 */
record SureFaces(FaceDetector detector, double leastConfidence) implements FaceDetector {
  @Override
  public List<DetectedFace> detect(Mat bgr) {
    return sure(detector.detect(bgr));
  }

  @Override
  public List<DetectedFace> detect(Mat bgr, double leastHeight) {
    return sure(detector.detect(bgr, leastHeight));
  }

  @Override
  public double secondLook(Mat bgr, DetectedFace face) {
    return detector.secondLook(bgr, face);
  }

  private List<DetectedFace> sure(List<DetectedFace> faces) {
    return faces.stream().filter(face -> face.confidence() >= leastConfidence).toList();
  }

  @Override
  public void close() {
    detector.close();
  }
}
