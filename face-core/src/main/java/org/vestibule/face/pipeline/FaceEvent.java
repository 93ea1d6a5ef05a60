package org.vestibule.face.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.match.Candidate;
import org.vestibule.face.match.FalseProposal;
import org.vestibule.face.quality.PadResult;

/** What happens at the door, in the order it happens. Each names its track, frame and time. */
public sealed interface FaceEvent {
  int track();

  long frame();

  /** The frame's own time: since its source was opened. */
  Duration time();

  /** A face was seen long enough to be somebody. */
  record Arrived(int track, long frame, Duration time) implements FaceEvent {}

  /**
   * An enrolled person is proposed for the track; sent once, and again only when it changes.
   *
   * @param wrong how probable it is that it is somebody else, for staff only; empty when the
   *     encoder that proposes has no calibration
   * @param second what the other encoder says beside it, if it was asked
   * @param network what the small network says, once it was trained
   */
  record Recognised(
      int track,
      long frame,
      Duration time,
      Candidate candidate,
      Optional<FalseProposal> wrong,
      Optional<SecondOpinion> second,
      Optional<SecondOpinion> network)
      implements FaceEvent {}

  /**
   * Several good frames, or all there were before the face left, and nobody enrolled is alike
   * enough; sent once at most, and {@link Recognised} or {@link OneOf} may still follow.
   *
   * @param second what the other encoder says beside it, if it was asked
   * @param network what the small network says, once it was trained
   */
  record Unknown(
      int track,
      long frame,
      Duration time,
      Optional<SecondOpinion> second,
      Optional<SecondOpinion> network)
      implements FaceEvent {}

  /**
   * The face is one of several people, at least one of them enrolled, whom staff told apart by
   * name; sent once, and again only when it changes.
   *
   * @param references the people, at least two, in no order of likeness
   */
  record OneOf(int track, long frame, Duration time, List<String> references) implements FaceEvent {
    public OneOf {
      references = List.copyOf(references);
    }

    @Override
    public String toString() {
      return "OneOf[" + track + "]";
    }
  }

  /** The face has turned to the screen, for more than a glance. */
  record Attending(int track, long frame, Duration time) implements FaceEvent {}

  /** The face has turned away, or is not seen any more; it may attend again. */
  record StoppedAttending(int track, long frame, Duration time) implements FaceEvent {}

  /** What the face is asked to do has changed, or how presentation attack detection ended. */
  record Challenged(int track, long frame, Duration time, PadResult result) implements FaceEvent {}

  /** The track has ended. */
  record Left(int track, long frame, Duration time) implements FaceEvent {}
}
