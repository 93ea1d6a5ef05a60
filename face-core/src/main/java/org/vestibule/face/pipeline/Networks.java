package org.vestibule.face.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.vestibule.face.detect.Box;
import org.vestibule.face.detect.CloseUpDetector;
import org.vestibule.face.detect.Crew;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.DnnFaceDetector;
import org.vestibule.face.detect.FaceDetector;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.detect.HaarFaceDetector;
import org.vestibule.face.detect.LandmarkFinder;
import org.vestibule.face.detect.TiledFaceDetector;
import org.vestibule.face.detect.YuNetFaceDetector;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.Template;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

/**
 * The networks, each of which only one thread may run. Thread-safe by one lock, held for one run;
 * after closing, every run fails.
 */
final class Networks implements AutoCloseable {
  /** Of the picture's shorter side: 60 pixels of a 640 x 480 frame. */
  private static final double HAAR_LEAST_HEIGHT = 0.125;

  /** The cascade's 0.5 is five windows that agree; it does not mean what a net's 0.5 means. */
  private static final double HAAR_SURE = 0.5;

  /** Not measured: as far below the detector's own limit as seems safe. */
  private static final double YUNET_TRACKING_CONFIDENCE = 0.7;

  /** Two nets on two threads take about half the time for many faces; more gave nothing. */
  private static final int NETS = 2;

  private static final int WARM_UP_SIDE = FaceSample.SIZE;

  private final FaceDetector detector;
  private final double sureConfidence;
  private final CloseUpDetector stills;
  private final List<LandmarkFinder> finders;
  private final Crew<LandmarkFinder> crew;
  private final DeepEncoder deep;
  private boolean closed;

  private Networks(Detectors detectors, List<LandmarkFinder> finders, DeepEncoder deep) {
    this.detector = detectors.live();
    this.sureConfidence = detectors.sureConfidence();
    this.stills = new CloseUpDetector(detectors.still());
    this.finders = List.copyOf(finders);
    this.crew = new Crew<>(this.finders, "landmarks");
    this.deep = deep;
  }

  /**
   * @param live for a camera's frames, with unsure faces
   * @param still for photographs, with sure ones only
   * @param sureConfidence the detector's own limit
   */
  private record Detectors(FaceDetector live, FaceDetector still, double sureConfidence) {
    static Detectors open(ModelCatalogue models, FaceSettings.Detector which)
        throws ModelException {
      return switch (which) {
        case DNN -> {
          TiledFaceDetector.Care live = TiledFaceDetector.Care.live();
          TiledFaceDetector.Care still = TiledFaceDetector.Care.still();
          List<DnnFaceDetector> nets = new ArrayList<>();
          for (int i = 0; i < NETS; i++) {
            nets.add(new DnnFaceDetector(models, Math.min(live.hint(), still.hint())));
          }
          yield new Detectors(
              new TiledFaceDetector(nets, live),
              new TiledFaceDetector(nets, still),
              DnnFaceDetector.DEFAULT_CONFIDENCE);
        }
        case HAAR -> {
          FaceDetector haar = new HaarFaceDetector(models, HAAR_LEAST_HEIGHT);
          yield new Detectors(haar, new SureFaces(haar, HAAR_SURE), HAAR_SURE);
        }
        case YUNET -> {
          FaceDetector yunet = new YuNetFaceDetector(models, YUNET_TRACKING_CONFIDENCE);
          double sure = YuNetFaceDetector.DEFAULT_CONFIDENCE;
          yield new Detectors(yunet, new SureFaces(yunet, sure), sure);
        }
      };
    }
  }

  static Networks open(ModelCatalogue models, FaceSettings.Detector which) throws ModelException {
    List<LandmarkFinder> finders = new ArrayList<>();
    for (int i = 0; i < NETS; i++) {
      finders.add(new LandmarkFinder(models));
    }
    Networks networks =
        new Networks(Detectors.open(models, which), finders, DeepEncoder.open(models));
    networks.warmUp();
    return networks;
  }

  /** A net's first run lays out its memory, which takes ten times as long as the others. */
  private void warmUp() {
    Mat grey = new Mat(WARM_UP_SIDE, WARM_UP_SIDE, CvType.CV_8UC3, Scalar.all(127));
    Box box = new Box(0, 0, WARM_UP_SIDE, WARM_UP_SIDE);
    try (FaceSample sample = new FaceSample(grey)) {
      detect(grey, WARM_UP_SIDE);
      landmarks(grey, new DetectedFace(box, 1, Optional.empty()));
      encode(sample);
    }
  }

  /** The faces of a camera's frame, down to a height in pixels. */
  synchronized List<DetectedFace> detect(Mat bgr, double leastHeight) {
    requireOpen();
    return detector.detect(bgr, leastHeight);
  }

  /** How sure a second look at a face in a frame is, 0 to 1. */
  synchronized double secondLook(Mat bgr, DetectedFace face) {
    requireOpen();
    return detector.secondLook(bgr, face);
  }

  /** The large faces of a photograph, one of which may fill it to its edges. */
  synchronized List<DetectedFace> detectInStill(Mat bgr) {
    requireOpen();
    return stills.detect(bgr);
  }

  /** The faces of a photograph down to a height in pixels, thoroughly. */
  synchronized List<DetectedFace> detectInStill(Mat bgr, double leastHeight) {
    requireOpen();
    return stills.detect(bgr, leastHeight);
  }

  /** The detector's own limit for a face that no earlier frame speaks for. */
  double sureConfidence() {
    return sureConfidence;
  }

  synchronized DetectedFace landmarks(Mat bgr, DetectedFace face) {
    requireOpen();
    return crew.first().find(bgr, face);
  }

  /** The faces with their landmarks, in the order given. */
  synchronized List<DetectedFace> landmarks(Mat bgr, List<DetectedFace> faces) {
    requireOpen();
    return crew.share(faces, (finder, face) -> finder.find(bgr, face));
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
      stills.close();
      detector.close();
      crew.dismiss();
      finders.forEach(LandmarkFinder::close);
      deep.close();
    }
  }
}
