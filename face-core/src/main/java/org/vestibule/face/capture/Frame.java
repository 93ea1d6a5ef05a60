package org.vestibule.face.capture;

import java.time.Duration;
import org.opencv.core.Mat;

/**
 * One picture of a source. Whoever holds a frame owns it and closes it; after {@link #close()} its
 * pixels are gone. Not thread-safe: hand it over, never share it.
 */
public final class Frame implements AutoCloseable {
  private final long index;
  private final Duration time;
  private final Mat bgr;

  /**
   * @param index number of the frame in its source, from 0
   * @param time time since the source was opened; for a clip, its own clock
   * @param bgr 8-bit, 3 channels, blue first; owned by this frame from now on
   */
  public Frame(long index, Duration time, Mat bgr) {
    this.index = index;
    this.time = time;
    this.bgr = bgr;
  }

  public long index() {
    return index;
  }

  public Duration time() {
    return time;
  }

  /** The pixels, 8-bit BGR; owned by this frame, so copy what has to outlive it. */
  public Mat bgr() {
    return bgr;
  }

  /** Releases the pixels. A second call does nothing. */
  @Override
  public void close() {
    bgr.release();
  }
}
