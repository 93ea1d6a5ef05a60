package org.vestibule.face.pipeline;

import java.util.Optional;
import org.vestibule.face.detect.Box;
import org.vestibule.face.match.Decision;
import org.vestibule.face.quality.PadResult;

/**
 * A track as it stands after a frame, for drawing.
 *
 * @param track number of the track, from 1
 * @param box where the face is in the frame
 * @param decision what is said of it so far; undecided while it is doubtful whether the face is
 *     still the one that was decided on
 * @param coaching the one thing to ask of the person, or NONE
 * @param pad how its challenge stands; empty when there is none
 * @param progress 0 to 1, how much of what a decision needs has been seen
 */
public record TrackView(
    int track,
    Box box,
    Decision decision,
    Coaching coaching,
    double progress,
    Optional<PadResult> pad) {

  /** A face that is not challenged. */
  public TrackView(int track, Box box, Decision decision, Coaching coaching, double progress) {
    this(track, box, decision, coaching, progress, Optional.empty());
  }

  /** One request to the person in front of the camera. */
  public enum Coaching {
    NONE,
    COME_CLOSER,
    STEP_BACK,
    LOOK_HERE,
    HOLD_STILL,
    MORE_LIGHT,
    ONE_AT_A_TIME
  }
}
