package org.vestibule.face.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfRect;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.CascadeClassifier;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;

/**
 * Upright frontal faces by a cascade of Haar-like features (Viola and Jones 2001; Lienhart and
 * Maydt 2002), with the cascade {@code haarcascade_frontalface_alt2}. Finds fewer faces than {@link
 * DnnFaceDetector}, but needs no net.
 *
 * <p>Used by one thread at a time.
 */
public final class HaarFaceDetector implements FaceDetector {
  /** Of the picture's shorter side: 96 pixels of a 640 x 480 frame. */
  public static final double DEFAULT_LEAST_HEIGHT = 0.2;

  // A larger picture is shrunk to this before the search, which costs time per pixel.
  private static final double LONGER_SIDE = 640;
  private static final double SCALE_STEP = 1.15;
  private static final int LEAST_NEIGHBOURS = 3;
  private static final double MOST_OVERLAP = 0.35;

  private final CascadeClassifier cascade;
  private final double leastHeight;
  private final Mat grey;
  private final Mat small;

  /**
   * @throws ModelException when the cascade is missing or damaged
   */
  public HaarFaceDetector(ModelCatalogue models) throws ModelException {
    this(models, DEFAULT_LEAST_HEIGHT);
  }

  /**
   * @param leastHeight smallest face to look for, as a fraction of the picture's shorter side, 0 to
   *     1; half of it takes about twice the time
   * @throws ModelException when the cascade is missing or damaged
   */
  public HaarFaceDetector(ModelCatalogue models, double leastHeight) throws ModelException {
    this.leastHeight = leastHeight;
    this.cascade = read(models);
    this.grey = new Mat();
    this.small = new Mat();
  }

  /** OpenCV's Java interface reads a cascade from a file only. */
  private static CascadeClassifier read(ModelCatalogue models) throws ModelException {
    OpenCv.load();
    ModelCatalogue.Model model = ModelCatalogue.Model.HAAR_FACE;
    byte[] bytes = models.bytes(model);
    CascadeClassifier cascade = new CascadeClassifier();
    try {
      Path file = Files.createTempFile("vestibule-", ".xml");
      try {
        Files.write(file, bytes);
        if (cascade.load(file.toString())) {
          return cascade;
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw unusable(model, e);
    }
    throw unusable(model, null);
  }

  private static ModelException unusable(ModelCatalogue.Model model, IOException cause) {
    return new ModelException(
        "The model file "
            + model.file()
            + " cannot be used (code MODEL-4); check that the temporary folder is not full.",
        cause);
  }

  @Override
  public List<DetectedFace> detect(Mat bgr) {
    double zoom = Math.min(1, LONGER_SIDE / Math.max(bgr.cols(), bgr.rows()));
    Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
    Imgproc.resize(
        grey, small, TiledFaceDetector.zoomed(grey, zoom), zoom, zoom, Imgproc.INTER_AREA);
    double least = Math.max(20, leastHeight * Math.min(small.cols(), small.rows()));
    MatOfRect boxes = new MatOfRect();
    MatOfInt neighbours = new MatOfInt();
    try {
      cascade.detectMultiScale2(
          small,
          boxes,
          neighbours,
          SCALE_STEP,
          LEAST_NEIGHBOURS,
          0,
          new Size(least, least),
          new Size());
      return Overlaps.removed(
          faces(boxes.toArray(), neighbours.empty() ? new int[0] : neighbours.toArray(), zoom),
          MOST_OVERLAP);
    } finally {
      boxes.release();
      neighbours.release();
    }
  }

  private static List<DetectedFace> faces(Rect[] boxes, int[] neighbours, double zoom) {
    List<DetectedFace> faces = new ArrayList<>();
    for (int i = 0; i < boxes.length; i++) {
      Rect r = boxes[i];
      Box box = new Box(r.x / zoom, r.y / zoom, r.width / zoom, r.height / zoom);
      faces.add(new DetectedFace(box, confidence(neighbours[i]), Optional.empty()));
    }
    return faces;
  }

  /** The cascade gives no probability: the more of its windows agree, the nearer to 1. */
  private static double confidence(int neighbours) {
    return neighbours / (neighbours + 5.0);
  }

  @Override
  public void close() {
    grey.release();
    small.release();
  }
}
