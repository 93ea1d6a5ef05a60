package org.vestibule.face.pipeline;

import org.vestibule.face.detect.Box;
import org.vestibule.face.match.Decision;

/**
 * A track as it stands after a frame, for drawing.
 *
 * @param track number of the track, from 1
 * @param box where the face is in the frame
 * @param decision what is said of it so far
 * @param coaching the one thing to ask of the person, or NONE
 * @param progress 0 to 1, how much of what a decision needs has been seen
 */
public record TrackView(int track, Box box, Decision decision, Coaching coaching, double progress) {

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
