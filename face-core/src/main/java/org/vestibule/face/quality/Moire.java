package org.vestibule.face.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.detect.Box;

/**
 * How much a face looks as if it were photographed from a screen: the screen's grid and the
 * sensor's beat, which shows as peaks in the spectrum of the inner face (Garcia and de Queiroz
 * 2015, "Face-spoofing 2D-detection based on moiré-pattern analysis", IEEE TIFS 10(4)). Skin has
 * none: its spectrum falls smoothly. A peak is a frequency with more power than those around it.
 *
 * <p>The picture must not have been scaled, which would take the pattern away or make one. It
 * advises and decides nothing: a sharp lens before a coarse screen shows it, blur or a fine screen
 * does not. Has no state; safe for all threads.
 */
public final class Moire {
  /**
   * From it on a face counts as one from a screen: what few spectra without a grid reach. Set
   * before anything was measured; {@code evaluate-pad} says how many real faces reach it.
   */
  public static final double LEAST = 4.2;

  /** Share of the box's height that the inner face has, brows to chin. */
  private static final double INNER = 0.6;

  // Side of the square that is transformed, pixels.
  private static final int FEWEST = 48;
  private static final int MOST = 128;

  // Cycles a pixel. Below are the face's own features; above, what interpolation leaves.
  private static final double LOWEST = 0.1;
  private static final double HIGHEST = 0.45;

  // Frequencies around one that it is compared with, without those that it leaks into.
  private static final int AROUND = 11;
  private static final int LEAK = 5;

  /** JPEG's blocks of 8 x 8 pixels have peaks of their own at multiples of this. */
  private static final double BLOCKS = 1 / 8.0;

  private Moire() {}

  /**
   * The highest peak.
   *
   * @param bgr the picture as the camera gave it
   * @param face in its pixels
   * @return natural logarithm of the peak's power over that around it, 0 upwards; empty for a face
   *     too small to tell
   */
  public static OptionalDouble of(Mat bgr, Box face) {
    int side = Math.min(MOST, (int) Math.min(face.width(), face.height() * INNER));
    int x = (int) Math.round(face.centreX() - side / 2.0);
    int y = (int) Math.round(face.y() + face.height() * 0.6 - side / 2.0);
    Rect whole = new Rect(0, 0, bgr.cols(), bgr.rows());
    Rect inner = new Rect(x, y, side, side);
    boolean inside =
        whole.contains(inner.tl()) && whole.contains(new Point(x + side - 1.0, y + side - 1.0));
    if (side < FEWEST || !inside) {
      return OptionalDouble.empty();
    }
    Mat patch = bgr.submat(inner);
    try {
      return OptionalDouble.of(peak(patch, side));
    } finally {
      patch.release();
    }
  }

  private static double peak(Mat patch, int side) {
    Mat spectrum = logPower(patch, side);
    Mat around = new Mat();
    Mat leak = new Mat();
    try {
      // Unnormalised sums; the difference is that of the ring between the two squares.
      Imgproc.boxFilter(spectrum, around, -1, new Size(AROUND, AROUND), new Point(-1, -1), false);
      Imgproc.boxFilter(spectrum, leak, -1, new Size(LEAK, LEAK), new Point(-1, -1), false);
      Core.subtract(around, leak, around);
      Core.multiply(around, Scalar.all(1.0 / (AROUND * AROUND - LEAK * LEAK)), around);
      Core.subtract(spectrum, around, around);
      float[] over = new float[side * side];
      around.get(0, 0, over);
      return highest(over, side);
    } finally {
      spectrum.release();
      around.release();
      leak.release();
    }
  }

  private static double highest(float[] over, int side) {
    double highest = 0;
    for (int v = 0; v < side; v++) {
      for (int u = 0; u < side; u++) {
        if (counts((double) (u - side / 2) / side, (double) (v - side / 2) / side, 1.5 / side)) {
          highest = Math.max(highest, over[v * side + u]);
        }
      }
    }
    return highest;
  }

  private static boolean counts(double fx, double fy, double slack) {
    double radius = Math.hypot(fx, fy);
    boolean ofBlocks = nearBlocks(fx, slack) && nearBlocks(fy, slack);
    return radius >= LOWEST && Math.max(Math.abs(fx), Math.abs(fy)) <= HIGHEST && !ofBlocks;
  }

  private static boolean nearBlocks(double f, double slack) {
    return Math.abs(f - BLOCKS * Math.round(f / BLOCKS)) <= slack;
  }

  /** Of the luminance under a Hann window, the constant part in the middle. */
  private static Mat logPower(Mat patch, int side) {
    Mat grey = new Mat();
    Mat window = new Mat();
    List<Mat> parts = new ArrayList<>();
    try {
      Imgproc.cvtColor(patch, grey, Imgproc.COLOR_BGR2GRAY);
      grey.convertTo(grey, CvType.CV_32F);
      Core.subtract(grey, Core.mean(grey), grey);
      Imgproc.createHanningWindow(window, grey.size(), CvType.CV_32F);
      // The window moved by half a picture in frequency puts the constant part in the middle.
      Core.multiply(grey, centring(window, side), grey);
      Core.dft(grey, grey, Core.DFT_COMPLEX_OUTPUT);
      Core.split(grey, parts);
      Mat power = new Mat();
      Core.magnitude(parts.get(0), parts.get(1), power);
      Core.add(power, Scalar.all(1e-3), power);
      Core.log(power, power);
      Core.multiply(power, Scalar.all(2), power);
      return power;
    } finally {
      grey.release();
      window.release();
      parts.forEach(Mat::release);
    }
  }

  /** Changes the sign of every second value, as a chessboard: a shift by half of the spectrum. */
  private static Mat centring(Mat window, int side) {
    float[] values = new float[side * side];
    window.get(0, 0, values);
    for (int i = 0; i < values.length; i++) {
      if ((i / side + i % side) % 2 == 1) {
        values[i] = -values[i];
      }
    }
    window.put(0, 0, values);
    return window;
  }
}
