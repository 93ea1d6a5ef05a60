package org.vestibule.face.capture;

import java.time.Duration;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Notices a picture that shows nothing or does not change. Works by the frames' own times, so a
 * recording is judged as a camera is. Used by one thread at a time.
 */
final class PictureWatch implements AutoCloseable {
  /** So long a picture has to be bad before it is called so; recovery is believed at once. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  // Of 255. A covered lens still shows sensor noise, a dim room still shows shapes.
  private static final double DARK_MEAN = 16;
  private static final double DARK_DEVIATION = 6;
  private static final double EVEN_DEVIATION = 2;
  private static final Size PROBE = new Size(64, 48);

  private final Mat previous = new Mat();
  private final Mat probe = new Mat();
  private Duration goodLight;
  private Duration lastChange;

  /** LIVE, BLACK or FROZEN, after this frame. */
  FeedState judge(Frame frame) {
    Duration now = frame.time();
    if (goodLight == null || showsSomething(frame.bgr())) {
      goodLight = now;
    }
    if (lastChange == null || differs(frame.bgr())) {
      lastChange = now;
    }
    frame.bgr().copyTo(previous);
    if (now.minus(lastChange).compareTo(PATIENCE) >= 0) {
      return FeedState.FROZEN;
    }
    return now.minus(goodLight).compareTo(PATIENCE) >= 0 ? FeedState.BLACK : FeedState.LIVE;
  }

  private boolean showsSomething(Mat bgr) {
    Imgproc.resize(bgr, probe, PROBE, 0, 0, Imgproc.INTER_AREA);
    Imgproc.cvtColor(probe, probe, Imgproc.COLOR_BGR2GRAY);
    MatOfDouble mean = new MatOfDouble();
    MatOfDouble deviation = new MatOfDouble();
    try {
      Core.meanStdDev(probe, mean, deviation);
      double spread = deviation.get(0, 0)[0];
      boolean dark = mean.get(0, 0)[0] < DARK_MEAN && spread < DARK_DEVIATION;
      return !dark && spread >= EVEN_DEVIATION;
    } finally {
      mean.release();
      deviation.release();
    }
  }

  private boolean differs(Mat bgr) {
    return bgr.rows() != previous.rows()
        || bgr.cols() != previous.cols()
        || Core.norm(bgr, previous, Core.NORM_INF) > 0;
  }

  @Override
  public void close() {
    previous.release();
    probe.release();
  }
}
