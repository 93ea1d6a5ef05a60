package org.vestibule.face.quality;

import org.vestibule.face.detect.FaceSample;

/** The inner face of a sample as luminance (ITU-R BT.601), 0 to 255, row by row. */
final class Luminance {
  // Inner face of the aligned sample: brows to chin, without hair and background.
  private static final int LEFT = 22;
  private static final int RIGHT = 90;
  private static final int TOP = 30;
  private static final int BOTTOM = 106;
  private static final int WIDTH = RIGHT - LEFT;
  private static final int HEIGHT = BOTTOM - TOP;
  // Pixels to either side over which the second blur averages.
  private static final int BLUR = 4;

  private final int[] values;

  private Luminance(int[] values) {
    this.values = values;
  }

  static Luminance of(FaceSample sample) {
    byte[] bgr = new byte[FaceSample.SIZE * FaceSample.SIZE * 3];
    sample.bgr().get(0, 0, bgr);
    int[] values = new int[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = 3 * ((y + TOP) * FaceSample.SIZE + x + LEFT);
        int blue = bgr[at] & 0xFF;
        int green = bgr[at + 1] & 0xFF;
        int red = bgr[at + 2] & 0xFF;
        values[y * WIDTH + x] = (299 * red + 587 * green + 114 * blue + 500) / 1000;
      }
    }
    return new Luminance(values);
  }

  /** Share of the pixels from {@code low} to {@code high}, both included; 0 to 1. */
  double share(int low, int high) {
    int count = 0;
    for (int v : values) {
      if (v >= low && v <= high) {
        count++;
      }
    }
    return (double) count / values.length;
  }

  /** Entropy of the histogram of 256 values, 0 to 8 bits. */
  double entropy() {
    int[] histogram = new int[256];
    for (int v : values) {
      histogram[v]++;
    }
    double bits = 0;
    for (int n : histogram) {
      if (n > 0) {
        double p = (double) n / values.length;
        bits -= p * Math.log(p) / Math.log(2);
      }
    }
    return bits;
  }

  /**
   * How much of the steps between neighbours a further blur would take away: much from a sharp
   * picture, little from one that is blurred already (Crete et al. 2007, "The blur effect"). The
   * lower of the two directions counts, since movement blurs only one. It does not depend on
   * contrast.
   *
   * @return 0 to 1, larger is sharper; 0 for an even area
   */
  double sharpness() {
    return Math.min(sharpness(WIDTH, HEIGHT, 1, WIDTH), sharpness(HEIGHT, WIDTH, WIDTH, 1));
  }

  private double sharpness(int length, int lines, int step, int lineStep) {
    double steps = 0;
    double lost = 0;
    for (int line = 0; line < lines; line++) {
      double[] blurred = blurred(line * lineStep, length, step);
      for (int i = 1; i < length; i++) {
        int at = line * lineStep + i * step;
        double before = Math.abs(values[at] - values[at - step]);
        steps += before;
        lost += Math.max(0, before - Math.abs(blurred[i] - blurred[i - 1]));
      }
    }
    return steps == 0 ? 0 : lost / steps;
  }

  private double[] blurred(int start, int length, int step) {
    double[] mean = new double[length];
    for (int i = 0; i < length; i++) {
      int from = Math.max(0, i - BLUR);
      int to = Math.min(length - 1, i + BLUR);
      double sum = 0;
      for (int k = from; k <= to; k++) {
        sum += values[start + k * step];
      }
      mean[i] = sum / (to - from + 1);
    }
    return mean;
  }
}
