package org.vestibule.face.capture;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opencv.core.Mat;

/**
 * A camera for tests: gives pictures 100 ms apart by its own clock, and is unplugged after them.
 */
final class ScriptedSource implements FrameSource {
  private final Iterator<Mat> pictures;
  private final CountDownLatch closed = new CountDownLatch(1);
  private long index;

  ScriptedSource(List<Mat> pictures) {
    this.pictures = pictures.iterator();
  }

  boolean awaitClosed() throws InterruptedException {
    return closed.await(20, TimeUnit.SECONDS);
  }

  @Override
  public Optional<Frame> next() throws CaptureException {
    if (!pictures.hasNext()) {
      throw new CaptureException(CaptureException.Reason.CAMERA_LOST, "unplugged");
    }
    Duration time = Duration.ofMillis(100 * index);
    return Optional.of(new Frame(index++, time, pictures.next().clone()));
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public double framesPerSecond() {
    return 10;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
