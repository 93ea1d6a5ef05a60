package org.vestibule.app.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.LatestFrame;

/** Turns the newest frames into pictures for the windows, on a thread of its own. */
final class Preview implements LivePicture {
  /** Wider frames are made smaller: no window shows more. */
  private static final int WIDEST = 960;

  /** Least pause between two pictures: 30 a second. */
  private static final Duration PACE = Duration.ofMillis(32);

  private static final Duration WAIT = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(Preview.class);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<Picture> latest = Optional.empty();

  @Override
  public Optional<Picture> latest() {
    return latest;
  }

  @Override
  public Subscription onNew(Runnable told) {
    listeners.add(told);
    return () -> listeners.remove(told);
  }

  /** Starts showing what comes into the slot, until the slot is closed. */
  void follow(LatestFrame slot) {
    Thread thread = new Thread(() -> run(slot), "preview");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(LatestFrame slot) {
    try {
      while (!slot.closed()) {
        Optional<Frame> frame = slot.take(WAIT);
        if (frame.isPresent()) {
          long began = System.nanoTime();
          try (Frame taken = frame.get()) {
            show(taken.bgr());
          }
          long left = PACE.toNanos() - (System.nanoTime() - began);
          if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The preview stopped", e);
    }
  }

  private void show(Mat bgr) {
    if (listeners.isEmpty()) {
      return;
    }
    Mat small = new Mat();
    Mat bgra = new Mat();
    try {
      boolean wide = bgr.cols() > WIDEST;
      if (wide) {
        double scale = (double) WIDEST / bgr.cols();
        Imgproc.resize(bgr, small, new Size(), scale, scale, Imgproc.INTER_AREA);
      }
      Imgproc.cvtColor(wide ? small : bgr, bgra, Imgproc.COLOR_BGR2BGRA);
      byte[] pixels = new byte[(int) (bgra.total() * bgra.elemSize())];
      bgra.get(0, 0, pixels);
      publish(Optional.of(new Picture(bgra.cols(), bgra.rows(), pixels)));
    } finally {
      small.release();
      bgra.release();
    }
  }

  /** Takes the last picture away: a frozen face must not look live. */
  void clear() {
    publish(Optional.empty());
  }

  private void publish(Optional<Picture> picture) {
    latest = picture;
    listeners.forEach(Runnable::run);
  }
}
