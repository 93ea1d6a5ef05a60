package org.vestibule.face.pipeline;

import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.Box;
import org.vestibule.face.detect.FaceSample;

/** Samples and portraits as encoded pictures, so that nothing native outlives its frame. */
final class Pictures {
  private static final int PORTRAIT_HEIGHT = 320;
  private static final int JPEG_QUALITY = 88;

  private Pictures() {}

  static byte[] png(FaceSample sample) {
    MatOfByte png = new MatOfByte();
    try {
      Imgcodecs.imencode(".png", sample.bgr(), png);
      return png.toArray();
    } finally {
      png.release();
    }
  }

  /**
   * Reads a sample's PNG; the caller owns it.
   *
   * @throws IllegalArgumentException when it is not a picture of 112 x 112 pixels
   */
  static FaceSample sample(byte[] png) {
    Mat bgr;
    try {
      bgr = Images.decode(png);
    } catch (CaptureException e) {
      throw new IllegalArgumentException("not a sample's picture", e);
    }
    try {
      return new FaceSample(bgr);
    } catch (IllegalArgumentException e) {
      bgr.release();
      throw e;
    }
  }

  /** The face with a third of its size around it, as JPEG at most 320 pixels high. */
  static byte[] portrait(Mat frame, Box face) {
    double margin = face.height() / 3;
    int left = (int) Math.max(0, face.x() - margin);
    int top = (int) Math.max(0, face.y() - margin);
    int right = (int) Math.min(frame.cols(), face.x() + face.width() + margin);
    int bottom = (int) Math.min(frame.rows(), face.y() + face.height() + margin);
    Mat part = frame.submat(new Rect(left, top, right - left, bottom - top));
    Mat small = new Mat();
    MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
    MatOfByte jpeg = new MatOfByte();
    try {
      double zoom = Math.min(1, (double) PORTRAIT_HEIGHT / part.rows());
      Imgproc.resize(part, small, new Size(), zoom, zoom, Imgproc.INTER_AREA);
      Imgcodecs.imencode(".jpg", small, jpeg, quality);
      return jpeg.toArray();
    } finally {
      part.release();
      small.release();
      quality.release();
      jpeg.release();
    }
  }
}
