package org.vestibule.face.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.capture.Frame;

/**
 * Synthetic movement of a still portrait before a 640 x 480 camera at 30 frames a second: it comes
 * nearer, sways, tilts, and passes through dim light and a spell of blur. Closes its portrait.
 */
final class Walk implements AutoCloseable {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  private static final double FRAMES_PER_SECOND = 30;

  private final Mat portrait;

  Walk(Mat portrait) {
    this.portrait = portrait;
  }

  /**
   * A frame of the walk, owned by the caller.
   *
   * @param index counts the source's frames and so its time
   * @param step counts this walk's
   */
  Frame frame(long index, int step) {
    double size = Math.min(1, 0.55 + step * 0.008) * HEIGHT / portrait.rows();
    double light = 0.8 + 0.3 * Math.sin(step / 17.0);
    double blur = step % 40 > 33 ? 4 : 0;
    Mat bgr = placed(size, 25 * Math.sin(step / 9.0), 6 * Math.sin(step / 13.0));
    bgr.convertTo(bgr, -1, light, 0);
    if (blur > 0) {
      Imgproc.GaussianBlur(bgr, bgr, new Size(), blur);
    }
    return frame(index, bgr);
  }

  private Mat placed(double zoom, double right, double degrees) {
    Mat matrix =
        Imgproc.getRotationMatrix2D(
            new Point(portrait.cols() / 2.0, portrait.rows() / 2.0), degrees, zoom);
    Mat bgr = new Mat();
    try {
      shift(matrix, 0, WIDTH / 2.0 + right - portrait.cols() / 2.0);
      shift(matrix, 1, HEIGHT / 2.0 - portrait.rows() / 2.0);
      Imgproc.warpAffine(
          portrait,
          bgr,
          matrix,
          new Size(WIDTH, HEIGHT),
          Imgproc.INTER_AREA,
          Core.BORDER_CONSTANT,
          Scalar.all(90));
      return bgr;
    } finally {
      matrix.release();
    }
  }

  private static void shift(Mat matrix, int row, double by) {
    matrix.put(row, 2, matrix.get(row, 2)[0] + by);
  }

  static Frame empty(long index) {
    return frame(index, new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, Scalar.all(90)));
  }

  private static Frame frame(long index, Mat bgr) {
    return new Frame(index, Duration.ofMillis(Math.round(1000 * index / FRAMES_PER_SECOND)), bgr);
  }

  /** What identification says to the whole walk, from {@code index} on. */
  List<FaceEvent> past(Identification identification, long index, int steps) {
    List<FaceEvent> events = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      try (Frame frame = frame(index + step, step)) {
        events.addAll(withoutAttention(identification.observe(frame)));
      }
    }
    return events;
  }

  /** Whether somebody faces the screen has tests of its own. */
  private static List<FaceEvent> withoutAttention(List<FaceEvent> events) {
    return events.stream()
        .filter(
            event ->
                !(event instanceof FaceEvent.Attending
                    || event instanceof FaceEvent.StoppedAttending))
        .toList();
  }

  /** What identification says to an empty room. */
  static List<FaceEvent> emptyRoom(Identification identification, long index, int frames) {
    List<FaceEvent> events = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      try (Frame frame = empty(index + i)) {
        events.addAll(withoutAttention(identification.observe(frame)));
      }
    }
    return events;
  }

  @Override
  public void close() {
    portrait.release();
  }
}
