package org.vestibule.face.template;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.detect.FaceSample;

/**
 * What eigenfaces see of a sample: 56 x 56 grey pixels inside an ellipse that leaves hair and
 * background out, with the lighting evened out. Raw pixels vary most with the lamp: those would be
 * the first eigenfaces.
 */
final class EigenfaceInput {
  /** Width and height in pixels. */
  static final int SIDE = 56;

  // Half axes of the ellipse as fractions of the side, around the sample's centre.
  private static final double HALF_WIDTH = 0.46;
  private static final double HALF_HEIGHT = 0.56;

  /**
   * Standard deviation of the neighbourhood whose brightness and contrast are evened out, pixels.
   */
  private static final double NEIGHBOURHOOD = 7;

  /** Of 255 grey levels: contrast this low is sensor noise, not to be blown up. */
  private static final double NOISE = 2;

  /** Values beyond three standard deviations (a glint on glasses) are bent towards this limit. */
  private static final double SOFT_LIMIT = 3;

  private static final int[] INSIDE =
      IntStream.range(0, SIDE * SIDE).filter(EigenfaceInput::inside).toArray();

  /** How many values an input has. */
  static final int PIXELS = INSIDE.length;

  private EigenfaceInput() {}

  private static boolean inside(int index) {
    double x = (index % SIDE + 0.5) / SIDE - 0.5;
    int row = index / SIDE;
    double y = (row + 0.5) / SIDE - 0.5;
    return square(x / HALF_WIDTH) + square(y / HALF_HEIGHT) <= 1;
  }

  /**
   * The input: zero mean, unit variance, except of a sample without any contrast, which is all 0.
   */
  static float[] of(FaceSample sample) {
    Mat grey = new Mat();
    Mat local = new Mat();
    try {
      Imgproc.cvtColor(sample.bgr(), grey, Imgproc.COLOR_BGR2GRAY);
      grey.convertTo(grey, CvType.CV_32F);
      Imgproc.resize(grey, grey, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_AREA);
      blur(grey, local);
      Core.subtract(grey, local, grey);
      Core.multiply(grey, grey, local);
      blur(local, local);
      Core.sqrt(local, local);
      Core.add(local, Scalar.all(NOISE), local);
      Core.divide(grey, local, grey);
      float[] all = new float[SIDE * SIDE];
      grey.get(0, 0, all);
      return standardised(all);
    } finally {
      grey.release();
      local.release();
    }
  }

  private static void blur(Mat from, Mat to) {
    Imgproc.GaussianBlur(from, to, new Size(), NEIGHBOURHOOD, NEIGHBOURHOOD, Core.BORDER_REPLICATE);
  }

  private static float[] standardised(float[] all) {
    double mean = IntStream.of(INSIDE).mapToDouble(i -> all[i]).average().orElseThrow();
    double variance =
        IntStream.of(INSIDE).mapToDouble(i -> square(all[i] - mean)).average().orElseThrow();
    double scale = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
    float[] input = new float[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      double value = (all[INSIDE[p]] - mean) * scale;
      input[p] = (float) (SOFT_LIMIT * Math.tanh(value / SOFT_LIMIT));
    }
    return input;
  }

  /** An input's values put back into their places, row by row; {@code outside} elsewhere. */
  static float[] picture(float[] input, float outside) {
    float[] picture = new float[SIDE * SIDE];
    Arrays.fill(picture, outside);
    for (int p = 0; p < PIXELS; p++) {
      picture[INSIDE[p]] = input[p];
    }
    return picture;
  }

  private static double square(double v) {
    return v * v;
  }
}
