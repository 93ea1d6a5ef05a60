package org.vestibule.face.detect;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Turns, scales and shifts a face so that eyes, nose and mouth lie where the encoders expect them:
 * the five positions of ArcFace (Deng et al. 2019) in 112 x 112 pixels, reached by the similarity
 * transform of least squared error (Umeyama 1991).
 *
 * <p>Has no state; safe for all threads.
 */
public final class FaceAligner {
  private static final List<Point> POSITIONS =
      List.of(
          new Point(38.2946, 51.6963),
          new Point(73.5318, 51.5014),
          new Point(56.0252, 71.7366),
          new Point(41.5493, 92.3655),
          new Point(70.7299, 92.2041));

  // Where a face shrinks below this, it is averaged down first: the warp alone looks at four
  // pixels and skips the rest.
  private static final double AVERAGE_BELOW = 0.75;

  /**
   * The aligned sample, owned by the caller.
   *
   * @param bgr 8-bit BGR; not changed
   * @param landmarks in pixels of {@code bgr}
   */
  public FaceSample align(Mat bgr, Landmarks landmarks) {
    Similarity similarity = Similarity.between(landmarks.fivePoints(), POSITIONS);
    Rect region = region(similarity, bgr);
    if (similarity.scale() >= AVERAGE_BELOW || region.width < 1 || region.height < 1) {
      return warp(bgr, similarity);
    }
    double shrink = similarity.scale();
    Mat part = bgr.submat(region);
    Mat small = new Mat();
    try {
      Imgproc.resize(part, small, new Size(), shrink, shrink, Imgproc.INTER_AREA);
      return warp(small, similarity.after(region.x, region.y, shrink));
    } finally {
      Nets.release(part, small);
    }
  }

  /** The part of the picture that the sample shows, with some margin, cut at the edges. */
  private static Rect region(Similarity similarity, Mat bgr) {
    double half = FaceSample.SIZE / 2.0;
    Point centre = similarity.origin(half, half);
    double reach = FaceSample.SIZE / similarity.scale();
    int left = (int) Math.max(0, Math.floor(centre.x - reach));
    int top = (int) Math.max(0, Math.floor(centre.y - reach));
    int right = (int) Math.min(bgr.cols(), Math.ceil(centre.x + reach));
    int bottom = (int) Math.min(bgr.rows(), Math.ceil(centre.y + reach));
    return new Rect(left, top, right - left, bottom - top);
  }

  private static FaceSample warp(Mat bgr, Similarity similarity) {
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    Mat sample = new Mat();
    try {
      matrix.put(0, 0, similarity.matrix());
      Imgproc.warpAffine(
          bgr,
          sample,
          matrix,
          new Size(FaceSample.SIZE, FaceSample.SIZE),
          Imgproc.INTER_LINEAR,
          Core.BORDER_REPLICATE);
      return new FaceSample(sample);
    } finally {
      matrix.release();
    }
  }
}
