package org.vestibule.face.evaluation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceEvent;
import org.vestibule.face.pipeline.Identification;
import org.vestibule.face.pipeline.StageTimings.Percentiles;
import org.vestibule.face.pipeline.StageTimings.Stage;

/**
 * A portrait that comes up to a synthetic camera of 640 x 480 pixels and 30 frames a second, in
 * real time: a frame that was missed while another was looked at is gone, as with a live camera.
 */
final class WalkUps {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final long FRAME_NANOS = 1_000_000_000L / 30;
  private static final int MOST_FRAMES = 60;

  private final FaceEngine engine;
  private final EnrolmentDatabase database;
  private final Mat portrait;

  WalkUps(FaceEngine engine, EnrolmentDatabase database, Mat portrait) {
    this.engine = engine;
    this.database = database;
    this.portrait = portrait;
  }

  /** A frame, owned by the caller. */
  Mat frame(int step) {
    double zoom = Math.min(1.0, 0.6 + 0.01 * step) * HEIGHT / portrait.rows();
    Point centre = new Point(portrait.cols() / 2.0, portrait.rows() / 2.0);
    Mat matrix = Imgproc.getRotationMatrix2D(centre, 5 * Math.sin(step / 11.0), zoom);
    Mat bgr = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3);
    try {
      double right = WIDTH / 2.0 - centre.x + 20 * Math.sin(step / 7.0);
      matrix.put(0, 2, matrix.get(0, 2)[0] + right);
      matrix.put(1, 2, matrix.get(1, 2)[0] + HEIGHT / 2.0 - centre.y);
      Imgproc.warpAffine(
          portrait,
          bgr,
          matrix,
          bgr.size(),
          Imgproc.INTER_LINEAR,
          Core.BORDER_CONSTANT,
          Scalar.all(90));
      return bgr;
    } finally {
      matrix.release();
    }
  }

  /** Milliseconds from the first usable frame to the proposal; NaN when nobody was proposed. */
  double once(int variant) {
    try (Identification identification = engine.identification(database)) {
      long start = System.nanoTime();
      for (long next = 0; next < MOST_FRAMES; ) {
        awaitFrame(start, next);
        long newest = (System.nanoTime() - start) / FRAME_NANOS;
        Duration time = Duration.ofNanos(newest * FRAME_NANOS);
        try (Frame frame = new Frame(newest, time, frame((int) newest + variant))) {
          if (identification.observe(frame).stream()
              .anyMatch(FaceEvent.Recognised.class::isInstance)) {
            Percentiles times =
                identification.timings().stages().get(Stage.USABLE_FACE_TO_PROPOSAL);
            return times.p50();
          }
        }
        next = newest + 1;
      }
      return Double.NaN;
    }
  }

  private static void awaitFrame(long start, long index) {
    long wait;
    while ((wait = start + index * FRAME_NANOS - System.nanoTime()) > 0) {
      LockSupport.parkNanos(wait);
    }
  }
}
