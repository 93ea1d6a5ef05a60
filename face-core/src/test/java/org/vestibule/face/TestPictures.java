package org.vestibule.face;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Images;

/**
 * Pictures for tests: two public-domain portraits that are always there (Eileen Collins, NASA;
 * Grace Hopper, US Navy), and the developers' data folder, which is not.
 */
public final class TestPictures {
  private TestPictures() {}

  /** 512 x 512; looks into the camera. */
  public static Mat collins() {
    return resource("/portraits/astronaut.png");
  }

  /** 512 x 600; looks into the camera. */
  public static Mat hopper() {
    return resource("/portraits/grace_hopper.jpg");
  }

  private static Mat resource(String name) {
    try (InputStream in = TestPictures.class.getResourceAsStream(name)) {
      return Images.decode(in.readAllBytes());
    } catch (IOException | CaptureException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A picture of even grey. */
  public static Mat grey(int width, int height, int level) {
    return new Mat(height, width, CvType.CV_8UC3, Scalar.all(level));
  }

  /** The picture blurred by a Gaussian of this standard deviation in pixels. */
  public static Mat blurred(Mat picture, double sigma) {
    Mat result = new Mat();
    Imgproc.GaussianBlur(picture, result, new Size(), sigma);
    return result;
  }

  /** The picture resized by a factor. */
  public static Mat resized(Mat picture, double factor) {
    Mat result = new Mat();
    int how = factor < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
    Imgproc.resize(picture, result, new Size(), factor, factor, how);
    return result;
  }

  /** The picture with every value multiplied, as under another light. */
  public static Mat lit(Mat picture, double factor) {
    Mat result = new Mat();
    picture.convertTo(result, -1, factor, 0);
    return result;
  }

  /** The picture turned about its centre, degrees clockwise. */
  public static Mat turned(Mat picture, double degrees) {
    Mat result = new Mat();
    Mat matrix =
        Imgproc.getRotationMatrix2D(
            new Point(picture.cols() / 2.0, picture.rows() / 2.0), -degrees, 1);
    Imgproc.warpAffine(
        picture, result, matrix, picture.size(), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
    matrix.release();
    return result;
  }

  /**
   * A file of the developers' data; skips the test, saying why, where the data is missing. The
   * folder is {@code ../shared/data} beside the checkout, or what VESTIBULE_TEST_DATA names.
   */
  public static Path data(String name) {
    Path root =
        Optional.ofNullable(System.getenv("VESTIBULE_TEST_DATA"))
            .map(Path::of)
            .orElseGet(() -> Path.of("..", "..", "shared", "data"));
    Path file = root.resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "skipped: the developers' test data holds no " + name);
    return file;
  }
}
