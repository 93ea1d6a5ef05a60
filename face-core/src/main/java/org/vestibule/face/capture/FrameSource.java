package org.vestibule.face.capture;

import java.util.Optional;

/** Where frames come from: a camera, a clip, a folder of images. Used by one thread at a time. */
public interface FrameSource extends AutoCloseable {

  /**
   * The next frame, owned by the caller; empty at the end of a recording.
   *
   * @throws CaptureException when a camera was unplugged or a file cannot be decoded
   */
  Optional<Frame> next() throws CaptureException;

  /** Whether frames arrive by themselves in real time (camera) or are read as fast as asked for. */
  boolean live();

  /** Whether the recording breaks off, so that it is played as far as it goes. */
  default boolean breaksOff() {
    return false;
  }

  /** Frames per second that the source states, or 0 when it does not. */
  double framesPerSecond();

  @Override
  void close();
}
