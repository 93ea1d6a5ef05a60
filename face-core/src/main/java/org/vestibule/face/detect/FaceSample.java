package org.vestibule.face.detect;

import org.opencv.core.Mat;

/**
 * An aligned biometric sample (ISO/IEC 2382-37): 112 x 112 pixels, 8-bit BGR, eyes and mouth at the
 * five ArcFace positions (Deng et al. 2019). Whoever holds it owns it and closes it.
 */
public final class FaceSample implements AutoCloseable {
  public static final int SIZE = 112;

  private final Mat bgr;

  /**
   * @param bgr 112 x 112, 8-bit BGR; owned by the sample from now on
   */
  public FaceSample(Mat bgr) {
    if (bgr.rows() != SIZE || bgr.cols() != SIZE || bgr.channels() != 3) {
      throw new IllegalArgumentException("a sample is 112 x 112 BGR");
    }
    this.bgr = bgr;
  }

  public Mat bgr() {
    return bgr;
  }

  @Override
  public void close() {
    bgr.release();
  }
}
