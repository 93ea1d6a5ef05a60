package org.vestibule.face.pipeline;

import java.time.Duration;
import org.vestibule.face.detect.HeadPose;

/** Whether a face attends to the screen: turned to it, and not just for a glance. One thread. */
final class Attention {
  // Degrees. A camera above or below the screen makes the nod the less telling of the two.
  private static final double MOST_YAW = 22;
  private static final double MOST_PITCH = 30;

  private static final Duration TO_ATTEND = Duration.ofMillis(400);
  private static final Duration TO_STOP = Duration.ofMillis(800);

  private boolean attending;
  private Duration changingSince;

  boolean attending() {
    return attending;
  }

  /** Takes in how the head is turned; true when that changed whether the face attends. */
  boolean turned(HeadPose pose, Duration time) {
    return take(Math.abs(pose.yaw()) <= MOST_YAW && Math.abs(pose.pitch()) <= MOST_PITCH, time);
  }

  /** Takes in that the face is not to be seen; true when it has stopped attending by that. */
  boolean unseen(Duration time) {
    return take(false, time);
  }

  private boolean take(boolean facing, Duration time) {
    if (facing == attending) {
      changingSince = null;
      return false;
    }
    changingSince = changingSince == null ? time : changingSince;
    Duration needed = facing ? TO_ATTEND : TO_STOP;
    if (time.minus(changingSince).compareTo(needed) < 0) {
      return false;
    }
    attending = facing;
    changingSince = null;
    return true;
  }
}
