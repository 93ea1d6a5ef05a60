package org.vestibule.face.evaluation;

import java.util.OptionalDouble;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.detect.Box;
import org.vestibule.face.quality.Moire;

/**
 * A picture shown on a screen of red, green and blue stripes and photographed from it. Synthetic:
 * it has the grid, the sensor's pixels, a lens, noise and JPEG, but no glare, no colour filter and
 * no curve of any real screen or camera.
 */
final class ScreenRecapture {
  private static final int CELLS = 3;
  private static final int SAMPLES = 4;
  // Light of a lit stripe that makes up for the two dark ones.
  private static final double BACKLIGHT = 2.6;
  private static final double NOISE = 2;
  private static final int JPEG_QUALITY = 92;
  private static final int MARGIN = 16;

  // Screen pixels a camera pixel, degrees of roll, and the lens's blur in camera pixels.
  private static final double FINEST = 0.7;
  private static final double COARSENESS = 0.9;
  private static final double ROLL = 6;
  private static final double SHARPEST = 0.4;
  private static final double BLUR = 0.4;

  private final Random random;

  ScreenRecapture(Random random) {
    this.random = random;
  }

  /** {@link Moire#of} for the face as it is seen from the screen. */
  OptionalDouble moire(Mat bgr, Box face) {
    if (Moire.of(bgr, face).isEmpty()) {
      return OptionalDouble.empty();
    }
    int left = (int) Math.max(0, face.x() - MARGIN);
    int top = (int) Math.max(0, face.y() - MARGIN);
    int right = (int) Math.min(bgr.cols(), face.x() + face.width() + MARGIN);
    int bottom = (int) Math.min(bgr.rows(), face.y() + face.height() + MARGIN);
    Mat shown = bgr.submat(new Rect(left, top, right - left, bottom - top));
    Mat seen = of(shown);
    try {
      return Moire.of(seen, new Box(face.x() - left, face.y() - top, face.width(), face.height()));
    } finally {
      shown.release();
      seen.release();
    }
  }

  /**
   * @param picture 8-bit BGR, one screen pixel a pixel
   * @return of the same size and about the same scale, the caller's
   */
  Mat of(Mat picture) {
    double pitch = FINEST + COARSENESS * random.nextDouble();
    double roll = ROLL * (2 * random.nextDouble() - 1);
    Size shown = new Size(picture.cols() * pitch, picture.rows() * pitch);
    Mat screen = new Mat();
    Mat canvas = new Mat();
    Mat seen = new Mat();
    Mat turn = Imgproc.getRotationMatrix2D(new Point(0, 0), roll, SAMPLES / (pitch * CELLS));
    try {
      Imgproc.resize(picture, screen, shown, 0, 0, Imgproc.INTER_LINEAR);
      lightCells(screen);
      centre(turn, screen.size(), picture.size());
      Size fine = new Size(picture.cols() * SAMPLES, picture.rows() * SAMPLES);
      Imgproc.warpAffine(screen, canvas, turn, fine, Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
      double blur = SAMPLES * (SHARPEST + BLUR * random.nextDouble());
      Imgproc.GaussianBlur(canvas, canvas, new Size(0, 0), blur);
      Imgproc.resize(canvas, seen, picture.size(), 0, 0, Imgproc.INTER_AREA);
      return developed(seen);
    } finally {
      screen.release();
      canvas.release();
      seen.release();
      turn.release();
    }
  }

  /** Every pixel becomes three stripes, of which each shows one colour, and a dark line below. */
  private static void lightCells(Mat screen) {
    Size pixels = screen.size();
    Imgproc.resize(screen, screen, new Size(), CELLS, CELLS, Imgproc.INTER_NEAREST);
    screen.convertTo(screen, CvType.CV_32FC3);
    Mat pixel = new Mat(CELLS, CELLS, CvType.CV_32FC3, Scalar.all(0));
    Mat cells = new Mat();
    for (int row = 0; row < CELLS; row++) {
      double light = row == CELLS - 1 ? BACKLIGHT / 4 : BACKLIGHT;
      pixel.put(row, 0, 0, 0, light, 0, light, 0, light, 0, 0);
    }
    Core.repeat(pixel, (int) pixels.height, (int) pixels.width, cells);
    Core.multiply(screen, cells, screen);
    pixel.release();
    cells.release();
  }

  private static void centre(Mat turn, Size screen, Size picture) {
    for (int axis = 0; axis < 2; axis++) {
      double to = SAMPLES * (axis == 0 ? picture.width : picture.height) / 2;
      double at =
          turn.get(axis, 0)[0] * screen.width / 2 + turn.get(axis, 1)[0] * screen.height / 2;
      turn.put(axis, 2, to - at);
    }
  }

  private Mat developed(Mat seen) {
    Mat noise = new Mat(seen.size(), seen.type());
    MatOfByte jpeg = new MatOfByte();
    MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
    try {
      Core.setRNGSeed(random.nextInt());
      Core.randn(noise, 0, NOISE);
      Core.add(seen, noise, seen);
      seen.convertTo(seen, CvType.CV_8UC3);
      Imgcodecs.imencode(".jpg", seen, jpeg, quality);
      return Imgcodecs.imdecode(jpeg, Imgcodecs.IMREAD_COLOR);
    } finally {
      noise.release();
      jpeg.release();
      quality.release();
    }
  }
}
