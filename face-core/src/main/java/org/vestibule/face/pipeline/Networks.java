package org.vestibule.face.pipeline;

import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.vestibule.face.detect.Box;
import org.vestibule.face.detect.CloseUpDetector;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.DnnFaceDetector;
import org.vestibule.face.detect.FaceDetector;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.detect.HaarFaceDetector;
import org.vestibule.face.detect.LandmarkFinder;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.Template;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

/**
 * The networks, each of which only one thread may run. Thread-safe by one lock, held for one run;
 * after closing, every run fails.
 */
final class Networks implements AutoCloseable {
  /**
   * Faces less sure than the detector's own limit continue a track through blur and turning; the
   * tracker starts none on them.
   */
  private static final double TRACKING_CONFIDENCE = 0.5;

  /** Of the picture's shorter side: 60 pixels of a 640 x 480 frame. */
  private static final double HAAR_LEAST_HEIGHT = 0.125;

  private static final int WARM_UP_SIDE = FaceSample.SIZE;

  private final FaceDetector detector;
  private final double sureConfidence;
  private final CloseUpDetector closeUps;
  private final LandmarkFinder landmarks;
  private final DeepEncoder deep;
  private boolean closed;

  private Networks(
      FaceDetector detector, double sureConfidence, LandmarkFinder landmarks, DeepEncoder deep) {
    this.sureConfidence = sureConfidence;
    this.detector = detector;
    this.closeUps = new CloseUpDetector(new SureFaces(detector, sureConfidence));
    this.landmarks = landmarks;
    this.deep = deep;
  }

  static Networks open(ModelCatalogue models, FaceSettings.Detector which) throws ModelException {
    FaceDetector detector =
        switch (which) {
          case DNN -> new DnnFaceDetector(models, TRACKING_CONFIDENCE);
          case HAAR -> new HaarFaceDetector(models, HAAR_LEAST_HEIGHT);
        };
    // The two do not mean the same: the cascade's 0.5 is five windows that agree.
    double sure = which == FaceSettings.Detector.DNN ? DnnFaceDetector.DEFAULT_CONFIDENCE : 0.5;
    Networks networks =
        new Networks(detector, sure, new LandmarkFinder(models), DeepEncoder.open(models));
    networks.warmUp();
    return networks;
  }

  /** A net's first run lays out its memory, which takes ten times as long as the others. */
  private void warmUp() {
    Mat grey = new Mat(WARM_UP_SIDE, WARM_UP_SIDE, CvType.CV_8UC3, Scalar.all(127));
    Box box = new Box(0, 0, WARM_UP_SIDE, WARM_UP_SIDE);
    try (FaceSample sample = new FaceSample(grey)) {
      detect(grey);
      landmarks(grey, new DetectedFace(box, 1, Optional.empty()));
      encode(sample);
    }
  }

  /** The faces of a camera's frame. */
  synchronized List<DetectedFace> detect(Mat bgr) {
    requireOpen();
    return detector.detect(bgr);
  }

  /** The faces of a photograph, which one of which may fill it to its edges. */
  synchronized List<DetectedFace> detectInStill(Mat bgr) {
    requireOpen();
    return closeUps.detect(bgr);
  }

  /** The detector's own limit for a face that no earlier frame speaks for. */
  double sureConfidence() {
    return sureConfidence;
  }

  synchronized DetectedFace landmarks(Mat bgr, DetectedFace face) {
    requireOpen();
    return landmarks.find(bgr, face);
  }

  synchronized Template encode(FaceSample sample) {
    requireOpen();
    return deep.encode(sample);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the face engine is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      closeUps.close();
      landmarks.close();
      deep.close();
    }
  }
}
