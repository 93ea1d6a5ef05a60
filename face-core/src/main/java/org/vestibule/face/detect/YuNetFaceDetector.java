package org.vestibule.face.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.FaceDetectorYN;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;
import org.vestibule.natives.SuppliedModel;

/**
 * Faces by YuNet (Wu, Peng and Yu 2023, "YuNet: A Tiny Millisecond-level Face Detector") through
 * OpenCV's {@code FaceDetectorYN}, when the clinic supplies the file. What it finds was never
 * measured here: the file is not to be had where Vestibule is developed. Its five landmarks are
 * left to {@link LandmarkFinder}, which finds 68.
 *
 * <p>Used by one thread at a time.
 */
public final class YuNetFaceDetector implements FaceDetector {
  /** OpenCV's own default. */
  public static final double DEFAULT_CONFIDENCE = 0.9;

  // The net was trained for faces of 10 to 300 pixels: one look at a picture of this size, and at
  // a larger one only when small faces are wanted, since it costs time per pixel.
  private static final double LONGER_SIDE = 640;
  private static final double LONGEST_SIDE = 1920;
  private static final double LEAST_SEEN = 16;

  // OpenCV's own defaults.
  private static final float MOST_OVERLAP = 0.3f;
  private static final int MOST_CANDIDATES = 5000;

  // Of FaceDetectorYN::detect: box, five points, score.
  private static final int COLUMNS = 15;
  private static final int SCORE = 14;

  private final FaceDetectorYN net;
  private final Mat small;

  /**
   * @param leastConfidence faces of less are left out, 0 to 1
   * @throws ModelException when the clinic did not supply the model, or it is another file
   */
  public YuNetFaceDetector(ModelCatalogue models, double leastConfidence) throws ModelException {
    this.net = read(models.bytes(SuppliedModel.YUNET), leastConfidence);
    this.small = new Mat();
  }

  static FaceDetectorYN read(byte[] onnx, double leastConfidence) throws ModelException {
    OpenCv.load();
    MatOfByte bytes = new MatOfByte(onnx);
    MatOfByte noConfiguration = new MatOfByte();
    try {
      return FaceDetectorYN.create(
          "onnx",
          bytes,
          noConfiguration,
          new Size(LONGER_SIDE, LONGER_SIDE),
          (float) leastConfidence,
          MOST_OVERLAP,
          MOST_CANDIDATES);
    } catch (CvException e) {
      throw new ModelException(
          "The model file "
              + SuppliedModel.YUNET.file()
              + " cannot be used (code MODEL-4); choose another detector.",
          e);
    } finally {
      Nets.release(bytes, noConfiguration);
    }
  }

  @Override
  public List<DetectedFace> detect(Mat bgr) {
    return detect(bgr, LONGEST_SIDE);
  }

  @Override
  public List<DetectedFace> detect(Mat bgr, double leastHeight) {
    double zoom = zoom(bgr, leastHeight);
    int width = Math.max(1, (int) Math.round(zoom * bgr.cols()));
    int height = Math.max(1, (int) Math.round(zoom * bgr.rows()));
    Imgproc.resize(bgr, small, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
    Mat rows = new Mat();
    try {
      net.setInputSize(small.size());
      net.detect(small, rows);
      return faces(rows, zoom);
    } finally {
      rows.release();
    }
  }

  /** At most 1: enlarging shows the net nothing new. */
  static double zoom(Mat bgr, double leastHeight) {
    double longer = Math.max(bgr.cols(), bgr.rows());
    double wanted = Math.max(LONGER_SIDE / longer, LEAST_SEEN / leastHeight);
    return Math.min(1, Math.min(wanted, LONGEST_SIDE / longer));
  }

  /**
   * What {@code FaceDetectorYN::detect} gives, in the picture's own pixels.
   *
   * @param rows N x 15 of 32-bit floats, or empty
   * @param zoom by which the picture was shrunk
   */
  static List<DetectedFace> faces(Mat rows, double zoom) {
    List<DetectedFace> faces = new ArrayList<>();
    float[] row = new float[COLUMNS];
    for (int i = 0; i < rows.rows(); i++) {
      rows.get(i, 0, row);
      if (row[2] > 0 && row[3] > 0) {
        Box box = new Box(row[0] / zoom, row[1] / zoom, row[2] / zoom, row[3] / zoom);
        double confidence = Math.min(1, row[SCORE]);
        faces.add(new DetectedFace(box, confidence, Optional.empty()));
      }
    }
    faces.sort(Comparator.comparingDouble(DetectedFace::confidence).reversed());
    return List.copyOf(faces);
  }

  @Override
  public void close() {
    // OpenCV's FaceDetectorYN has no release of its own; the collector frees it with this object.
    small.release();
  }
}
