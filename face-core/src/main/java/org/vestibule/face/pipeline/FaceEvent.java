package org.vestibule.face.pipeline;

import java.util.Optional;
import org.vestibule.face.match.Candidate;

/** What happens at the door, in the order it happens. Each names its track and frame. */
public sealed interface FaceEvent {
  int track();

  long frame();

  /** A face was seen long enough to be somebody. */
  record Arrived(int track, long frame) implements FaceEvent {}

  /**
   * An enrolled person is proposed for the track; sent once, and again only when it changes.
   *
   * @param second what the other encoder says beside it, if it was asked
   * @param network what the small network says, once it was trained
   */
  record Recognised(
      int track,
      long frame,
      Candidate candidate,
      Optional<SecondOpinion> second,
      Optional<SecondOpinion> network)
      implements FaceEvent {}

  /**
   * Several good frames, or all there were before the face left, and nobody enrolled is alike
   * enough; sent once at most, and {@link Recognised} may still follow.
   *
   * @param second what the other encoder says beside it, if it was asked
   * @param network what the small network says, once it was trained
   */
  record Unknown(
      int track, long frame, Optional<SecondOpinion> second, Optional<SecondOpinion> network)
      implements FaceEvent {}

  /** The track has ended. */
  record Left(int track, long frame) implements FaceEvent {}
}
