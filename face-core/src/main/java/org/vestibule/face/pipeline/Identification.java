package org.vestibule.face.pipeline;

import java.util.List;
import java.util.Optional;
import org.vestibule.face.capture.Frame;

/**
 * The walk-up pipeline over one source: frames in, events out. A face is followed as a track; what
 * is said of it rests on several good frames, weighted by quality, never on one.
 *
 * <p>{@link #observe}, {@link #finish} and {@link #close} belong to one thread at a time (the
 * vision thread). Everything else may be called from any thread and does not wait for a frame in
 * work: it sees the state after the last whole frame.
 */
public interface Identification extends AutoCloseable {

  /**
   * Looks at the next frame.
   *
   * @param frame stays the caller's, who closes it
   * @return what happened, in order; mostly nothing
   */
  List<FaceEvent> observe(Frame frame);

  /** The tracks visible in the last frame, for drawing. */
  List<TrackView> tracks();

  /**
   * The best picture of a track so far: the face with its surroundings as JPEG, at most 320 pixels
   * high. Kept until the track has been gone for a minute; personal data of somebody who perhaps
   * never consented, so show it and drop it.
   */
  Optional<byte[]> picture(int track);

  /**
   * The best samples of a track so far, best first, at most five: enough to enrol a stranger who
   * has just consented at the desk. Kept as long as {@link #picture}.
   */
  List<EnrolledSample> samples(int track);

  /** Ends all tracks, as at the end of a clip. */
  List<FaceEvent> finish();

  StageTimings timings();

  /** Drops everything seen. The engine stays open. */
  @Override
  void close();
}
