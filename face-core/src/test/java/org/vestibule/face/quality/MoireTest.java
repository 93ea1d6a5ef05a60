package org.vestibule.face.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.vestibule.face.detect.Box;
import org.vestibule.natives.OpenCv;

class MoireTest {
  private static final int SIDE = 256;
  private static final Box FACE = new Box(30, 10, 190, 230);

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  /** Grey noise with a wave over it. */
  private static double peak(double amplitude, double fx, double fy) {
    Random random = new Random(11);
    byte[] values = new byte[SIDE * SIDE * 3];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double wave = amplitude * Math.cos(2 * Math.PI * (fx * x + fy * y));
        byte grey = (byte) Math.round(128 + wave + 6 * random.nextGaussian());
        java.util.Arrays.fill(values, 3 * (y * SIDE + x), 3 * (y * SIDE + x) + 3, grey);
      }
    }
    Mat picture = new Mat(SIDE, SIDE, CvType.CV_8UC3);
    picture.put(0, 0, values);
    try {
      return Moire.of(picture, FACE).orElseThrow();
    } finally {
      picture.release();
    }
  }

  @Test
  void aWaveIsAPeakAndNoiseIsNone() {
    double noise = peak(0, 0, 0);
    assertTrue(noise < Moire.LEAST, "noise " + noise);
    assertTrue(peak(3, 0.21, 0.09) > Moire.LEAST);
    assertTrue(peak(3, 0.21, 0.09) > noise + 2);
  }

  @Test
  void whatBlocksOfJpegLookLikeAndWhatIsSlowDoNotCount() {
    assertEquals(peak(0, 0, 0), peak(3, 0.25, 0.125), 0.5);
    assertEquals(peak(0, 0, 0), peak(3, 0.04, 0.03), 0.5);
  }

  @Test
  void aFaceTooSmallOrBeyondTheEdgeIsNotJudged() {
    Mat picture = Mat.zeros(100, 100, CvType.CV_8UC3);
    assertEquals(OptionalDouble.empty(), Moire.of(picture, new Box(20, 20, 40, 50)));
    assertEquals(OptionalDouble.empty(), Moire.of(picture, new Box(-60, 0, 90, 99)));
    picture.release();
  }
}
