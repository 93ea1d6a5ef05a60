package org.vestibule.face.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

/**
 * Faces by UltraFace RFB-320 (Linzaer, "Ultra-Light-Fast-Generic-Face-Detector-1MB", 2019). The net
 * sees 320 x 240 pixels; a picture of another shape is fitted in without changing its aspect ratio,
 * so faces smaller than about a twentieth of the picture's height are not found.
 *
 * <p>Used by one thread at a time.
 */
public final class DnnFaceDetector implements FaceDetector {
  /** Below it the net mostly sees things that are no faces; chosen on labelled photographs. */
  public static final double DEFAULT_CONFIDENCE = 0.7;

  /** For a {@link FaceTracker}, which lets an unsure face continue a track but not start one. */
  public static final double TRACKING_CONFIDENCE = 0.5;

  /** What the net sees, pixels. */
  static final int WIDTH = 320;

  /** What the net sees, pixels. */
  static final int HEIGHT = 240;

  private static final double MEAN = 127;
  private static final double SCALE = 1 / 128.0;
  private static final double MOST_OVERLAP = 0.35;
  // Mean of all channels, 0 to 255, under which a picture is brightened, by how much at most, and
  // the side in the net's pixels of what is lit or not: half the smallest face seen well.
  private static final double DIM = 90;
  private static final double MOST_GAIN = 6;
  private static final int BLOCK = 16;
  // Heights of the face in the four views of a second look, each in a quarter of what the net sees.
  private static final double[] VIEWS = {60, 60, 48, 75};
  private static final double SECOND_CONFIDENCE = 0.05;
  private static final double SECOND_OVERLAP = 0.4;

  private final Net net;
  private final double leastConfidence;
  private final Mat canvas;

  /**
   * @throws ModelException when the model is missing or damaged
   */
  public DnnFaceDetector(ModelCatalogue models) throws ModelException {
    this(models, DEFAULT_CONFIDENCE);
  }

  /**
   * @param leastConfidence faces of less are left out, 0 to 1
   * @throws ModelException when the model is missing or damaged
   */
  public DnnFaceDetector(ModelCatalogue models, double leastConfidence) throws ModelException {
    this.net = Nets.read(models, ModelCatalogue.Model.FACE_DETECTOR);
    this.leastConfidence = leastConfidence;
    this.canvas = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3);
  }

  @Override
  public List<DetectedFace> detect(Mat bgr) {
    return Overlaps.removed(candidates(bgr, leastConfidence), MOST_OVERLAP);
  }

  /**
   * The mean of four views of the face in one run of the net: three sizes, every other one
   * mirrored. What a single view says depends on where the net's grid happens to lie.
   */
  @Override
  public double secondLook(Mat bgr, DetectedFace face) {
    Mat views = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3);
    try {
      List<Box> places = new ArrayList<>();
      for (int i = 0; i < VIEWS.length; i++) {
        places.add(view(bgr, face.box(), i, views));
      }
      List<DetectedFace> found = candidates(views, SECOND_CONFIDENCE);
      return places.stream().mapToDouble(place -> surest(found, place)).average().orElse(0);
    } finally {
      views.release();
    }
  }

  /** Draws a view of a box into its quarter; returns where the box is there. */
  private static Box view(Mat bgr, Box box, int index, Mat views) {
    int left = index % 2 * WIDTH / 2;
    int top = index / 2 * HEIGHT / 2;
    double zoom = VIEWS[index] / box.height();
    double turn = index % 2 == 0 ? zoom : -zoom;
    double x = WIDTH / 4.0 - turn * box.centreX();
    double y = HEIGHT / 4.0 - zoom * box.centreY();
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    Mat quarter = views.submat(new Rect(left, top, WIDTH / 2, HEIGHT / 2));
    try {
      matrix.put(0, 0, turn, 0, x, 0, zoom, y);
      Size size = quarter.size();
      Imgproc.warpAffine(bgr, quarter, matrix, size, Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
    } finally {
      Nets.release(matrix, quarter);
    }
    double width = zoom * box.width();
    return new Box(
        left + WIDTH / 4.0 - width / 2, top + HEIGHT / 4.0 - VIEWS[index] / 2, width, VIEWS[index]);
  }

  private static double surest(List<DetectedFace> faces, Box place) {
    return faces.stream()
        .filter(face -> face.box().overlap(place) > SECOND_OVERLAP)
        .mapToDouble(DetectedFace::confidence)
        .max()
        .orElse(0);
  }

  /** All that the net says, so a face many times. */
  private List<DetectedFace> candidates(Mat bgr, double least) {
    double zoom = Math.min((double) WIDTH / bgr.cols(), (double) HEIGHT / bgr.rows());
    fitIntoCanvas(bgr, zoom);
    Mat input =
        Dnn.blobFromImage(
            canvas, SCALE, new Size(), Scalar.all(MEAN), /* swapRB= */ true, /* crop= */ false);
    List<Mat> outputs = new ArrayList<>();
    try {
      net.setInput(input);
      net.forward(outputs, List.of("scores", "boxes"));
      float[] scores = Nets.floats(outputs.get(0));
      float[] corners = Nets.floats(outputs.get(1));
      return candidates(scores, corners, zoom, least);
    } finally {
      input.release();
      Nets.release(outputs);
    }
  }

  /** Puts the picture at the top left of the canvas; the rest is the net's zero. */
  private void fitIntoCanvas(Mat bgr, double zoom) {
    int width = Math.max(1, (int) Math.round(bgr.cols() * zoom));
    int height = Math.max(1, (int) Math.round(bgr.rows() * zoom));
    canvas.setTo(Scalar.all(MEAN));
    Mat part = canvas.submat(new Rect(0, 0, width, height));
    try {
      // Averaging when shrinking: plain interpolation skips pixels, and small faces with them.
      int how = zoom < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
      Imgproc.resize(bgr, part, part.size(), 0, 0, how);
      brighten(part);
    } finally {
      part.release();
    }
  }

  /**
   * The net was trained on well-lit pictures: a dim one is multiplied up, where it is dim, a bright
   * one left. A place counts as dim only if nothing near it is lit: a lit face before the night, or
   * on a black page, stays as it is.
   */
  private static void brighten(Mat part) {
    Scalar mean = Core.mean(part);
    if ((mean.val[0] + mean.val[1] + mean.val[2]) / 3 >= DIM) {
      return;
    }
    Mat gain = new Mat();
    Mat near = new Mat();
    try {
      Size blocks = new Size(blocks(part.cols()), blocks(part.rows()));
      Imgproc.resize(part, gain, blocks, 0, 0, Imgproc.INTER_AREA);
      Imgproc.cvtColor(gain, gain, Imgproc.COLOR_BGR2GRAY);
      Imgproc.dilate(gain, gain, near);
      gain.convertTo(gain, CvType.CV_32F);
      Core.max(gain, Scalar.all(DIM / MOST_GAIN), gain);
      Core.divide(DIM, gain, gain);
      Core.max(gain, Scalar.all(1), gain);
      Imgproc.resize(gain, gain, part.size(), 0, 0, Imgproc.INTER_LINEAR);
      Imgproc.cvtColor(gain, gain, Imgproc.COLOR_GRAY2BGR);
      Core.multiply(part, gain, part, 1, part.type());
    } finally {
      Nets.release(gain, near);
    }
  }

  private static int blocks(int pixels) {
    return Math.max(1, Math.round((float) pixels / BLOCK));
  }

  /** The net gives (no face, face) and the corners as fractions of its input, one row a prior. */
  private static List<DetectedFace> candidates(
      float[] scores, float[] corners, double zoom, double least) {
    List<DetectedFace> found = new ArrayList<>();
    for (int i = 0; i < scores.length / 2; i++) {
      double confidence = scores[2 * i + 1];
      if (confidence < least) {
        continue;
      }
      double x = corners[4 * i] * WIDTH / zoom;
      double y = corners[4 * i + 1] * HEIGHT / zoom;
      double width = corners[4 * i + 2] * WIDTH / zoom - x;
      double height = corners[4 * i + 3] * HEIGHT / zoom - y;
      if (width > 0 && height > 0) {
        found.add(new DetectedFace(new Box(x, y, width, height), confidence, Optional.empty()));
      }
    }
    return found;
  }

  @Override
  public void close() {
    canvas.release();
  }
}
