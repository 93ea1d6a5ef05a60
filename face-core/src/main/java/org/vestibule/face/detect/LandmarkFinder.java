package org.vestibule.face.detect;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

/**
 * Finds the 68 landmarks of a detected face. The net sees a square of 64 x 64 grey pixels, twice:
 * first around the detector's box, then around the landmarks it gave, since a detector's boxes
 * wander by a tenth of their size and the landmarks with them.
 *
 * <p>Used by one thread at a time.
 */
public final class LandmarkFinder implements AutoCloseable {
  private static final int INPUT = 64;
  private static final double SCALE = 1 / 256.0;

  // Side of the first square by the box's height. The detector's boxes end at chin and brow; with
  // as much as this around them, faces aligned by the landmarks are recognised best (TAR at FAR
  // 1e-3 on press photographs: 94.3% at 1.0, 95.6% at 1.1, 96.2% at 1.2, 96.2% at 1.3).
  private static final double CONTEXT = 1.2;

  // Of the second square: its side by the mean of the landmarks' width and height, and how much of
  // it the centre lies above theirs, for the forehead. These are the proportions of crops on which
  // the net was seen to do best; a side of 1.2 or 1.4 does as well, 1.5 worse. On press photographs
  // the second look is worth 0.7 points of TAR at FAR 1e-4; a third, mirror images and the mean of
  // squares of several sizes gave nothing more.
  private static final double SECOND_CONTEXT = 1.3;
  private static final double FOREHEAD = 0.12;

  private final Net net;
  private final Mat square;
  private final Mat grey;

  /**
   * @throws ModelException when the model is missing or damaged
   */
  public LandmarkFinder(ModelCatalogue models) throws ModelException {
    this.net = Nets.read(models, ModelCatalogue.Model.LANDMARKS);
    this.square = new Mat();
    this.grey = new Mat();
  }

  /** The face with its landmarks. */
  public DetectedFace find(Mat bgr, DetectedFace face) {
    Landmarks landmarks = find(bgr, face.box());
    return new DetectedFace(face.box(), face.confidence(), Optional.of(landmarks));
  }

  /**
   * The landmarks of the face in a box, in pixels of the picture. There is always an answer; where
   * the box holds no face it means nothing.
   *
   * @param bgr 8-bit BGR of any size; not changed
   * @param box overlaps the picture
   */
  public Landmarks find(Mat bgr, Box box) {
    double side = CONTEXT * box.height();
    Landmarks first = look(bgr, new Point(box.centreX(), box.centreY()), side);
    return lookAgain(bgr, first);
  }

  private Landmarks lookAgain(Mat bgr, Landmarks first) {
    DoubleSummaryStatistics x = first.points().stream().mapToDouble(p -> p.x).summaryStatistics();
    DoubleSummaryStatistics y = first.points().stream().mapToDouble(p -> p.y).summaryStatistics();
    double extent = Math.sqrt((x.getMax() - x.getMin()) * (y.getMax() - y.getMin()));
    double side = SECOND_CONTEXT * extent;
    double centreX = (x.getMin() + x.getMax()) / 2;
    double centreY = (y.getMin() + y.getMax()) / 2 - FOREHEAD * side;
    boolean outside = centreX < 0 || centreY < 0 || centreX >= bgr.cols() || centreY >= bgr.rows();
    return outside ? first : look(bgr, new Point(centreX, centreY), side);
  }

  private Landmarks look(Mat bgr, Point centre, double wantedSide) {
    int side = Math.max(8, (int) Math.round(wantedSide));
    int left = (int) Math.round(centre.x - side / 2.0);
    int top = (int) Math.round(centre.y - side / 2.0);
    cut(bgr, new Rect(left, top, side, side));
    Mat input = Dnn.blobFromImage(grey, SCALE, new Size(), Scalar.all(0), false, false);
    Mat output = null;
    try {
      net.setInput(input);
      output = net.forward();
      float[] xy = Nets.floats(output);
      List<Point> points = new ArrayList<>(Landmarks.COUNT);
      for (int i = 0; i < Landmarks.COUNT; i++) {
        points.add(
            new Point(left + side * (double) xy[2 * i], top + side * (double) xy[2 * i + 1]));
      }
      return new Landmarks(points);
    } finally {
      input.release();
      if (output != null) {
        output.release();
      }
    }
  }

  /** Cuts the square out and shrinks it; beyond the picture's edge its last pixels go on. */
  private void cut(Mat bgr, Rect wanted) {
    Rect inside = intersection(wanted, bgr);
    Mat part = bgr.submat(inside);
    try {
      Core.copyMakeBorder(
          part,
          square,
          inside.y - wanted.y,
          wanted.y + wanted.height - inside.y - inside.height,
          inside.x - wanted.x,
          wanted.x + wanted.width - inside.x - inside.width,
          Core.BORDER_REPLICATE | Core.BORDER_ISOLATED);
    } finally {
      part.release();
    }
    int how = wanted.width > INPUT ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
    Imgproc.resize(square, square, new Size(INPUT, INPUT), 0, 0, how);
    Imgproc.cvtColor(square, grey, Imgproc.COLOR_BGR2GRAY);
  }

  private static Rect intersection(Rect wanted, Mat picture) {
    int left = Math.max(0, wanted.x);
    int top = Math.max(0, wanted.y);
    int right = Math.min(picture.cols(), wanted.x + wanted.width);
    int bottom = Math.min(picture.rows(), wanted.y + wanted.height);
    if (right <= left || bottom <= top) {
      throw new IllegalArgumentException("the box lies outside the picture");
    }
    return new Rect(left, top, right - left, bottom - top);
  }

  @Override
  public void close() {
    square.release();
    grey.release();
  }
}
