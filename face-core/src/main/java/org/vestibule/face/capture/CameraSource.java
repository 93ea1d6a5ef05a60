package org.vestibule.face.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;
import org.vestibule.face.capture.CaptureException.Reason;

/** A USB camera: V4L2 on Linux, the system's own interface elsewhere. */
final class CameraSource implements FrameSource {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int FRAMES_PER_SECOND = 30;

  private final VideoCapture capture;
  private final long openedNanos = System.nanoTime();
  private long index;

  private CameraSource(VideoCapture capture) {
    this.capture = capture;
  }

  static CameraSource open(int index) throws CaptureException {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    Path device = Path.of("/dev/video" + index);
    if (linux && !Files.exists(device)) {
      throw noCamera(index);
    }
    VideoCapture capture = new VideoCapture();
    boolean works = false;
    try {
      works = capture.open(index, linux ? Videoio.CAP_V4L2 : Videoio.CAP_ANY) && streams(capture);
    } catch (CvException e) {
      throw inUse();
    } finally {
      if (!works) {
        capture.release();
      }
    }
    if (works) {
      return new CameraSource(capture);
    }
    throw linux ? inUse() : noCamera(index);
  }

  /** A camera that another program uses can be opened, but gives no picture. */
  private static boolean streams(VideoCapture capture) {
    capture.set(Videoio.CAP_PROP_FRAME_WIDTH, WIDTH);
    capture.set(Videoio.CAP_PROP_FRAME_HEIGHT, HEIGHT);
    capture.set(Videoio.CAP_PROP_FPS, FRAMES_PER_SECOND);
    // The driver must not queue: a face that has gone is of no use.
    capture.set(Videoio.CAP_PROP_BUFFERSIZE, 1);
    return capture.grab();
  }

  private static CaptureException noCamera(int index) {
    return new CaptureException(
        Reason.NO_CAMERA,
        "There is no camera "
            + index
            + " (code CAM-1); plug the camera in, or choose another number.");
  }

  private static CaptureException inUse() {
    return new CaptureException(
        Reason.CAMERA_IN_USE,
        "The camera is used by another program or is not allowed for this account (code CAM-2);"
            + " close the other program and try again.");
  }

  @Override
  public Optional<Frame> next() throws CaptureException {
    Mat bgr = new Mat();
    boolean read = false;
    try {
      read = capture.read(bgr) && !bgr.empty();
    } finally {
      if (!read) {
        bgr.release();
      }
    }
    if (!read) {
      throw new CaptureException(
          Reason.CAMERA_LOST,
          "The camera gives no picture any more (code CAM-3); plug it in again.");
    }
    return Optional.of(new Frame(index++, Duration.ofNanos(System.nanoTime() - openedNanos), bgr));
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public double framesPerSecond() {
    return Math.max(0, capture.get(Videoio.CAP_PROP_FPS));
  }

  @Override
  public void close() {
    capture.release();
  }
}
