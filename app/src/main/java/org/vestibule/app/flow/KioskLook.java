package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vestibule.app.flow.KioskView.Coaching;
import org.vestibule.face.pipeline.TrackView;
import org.vestibule.face.quality.PadResult;

/**
 * The look at the face that begins a check-in: a fixed time of usable frames, whether it is known
 * or not, and what the person is asked to do meanwhile. Belongs to the flow thread.
 */
final class KioskLook {
  /** How long usable frames are looked at, known or not. */
  static final Duration LOOK = Duration.ofMillis(1500);

  /** A pause in the picture counts for no more than this. */
  private static final Duration MOST_A_FRAME = LOOK.dividedBy(3);

  private final FaceWatch faces;
  private Coaching coaching = Coaching.LOOK_HERE;
  private Duration looked = Duration.ZERO;
  private Instant lastFrame = Instant.MIN;

  KioskLook(FaceWatch faces) {
    this.faces = faces;
  }

  void begin(Instant now) {
    looked = Duration.ZERO;
    lastFrame = now;
    coaching = Coaching.LOOK_HERE;
  }

  /** Forgets how long was looked; what was asked last stays on the screen as it goes. */
  void forget() {
    looked = Duration.ZERO;
  }

  /** What the person is asked to do. */
  Coaching coaching() {
    return coaching;
  }

  /** How far the look is, 0 to 1. */
  double progress() {
    return Math.min(1, (double) looked.toMillis() / LOOK.toMillis());
  }

  /** Looks at the nearest face of a frame; gives it once it was looked at for long enough. */
  Optional<TrackView> see(Instant now) {
    Optional<TrackView> nearest = faces.nearest();
    coaching = nearest.map(this::coach).orElse(Coaching.LOOK_HERE);
    if (nearest.isPresent() && usable(coaching)) {
      Duration since = Duration.between(lastFrame, now);
      looked = looked.plus(since.compareTo(MOST_A_FRAME) < 0 ? since : MOST_A_FRAME);
    }
    lastFrame = now;
    return looked.compareTo(LOOK) >= 0 ? nearest.filter(KioskLook::judged) : Optional.empty();
  }

  /** A face that was challenged and did not pass counts as nobody's, without a word. */
  static boolean alive(TrackView face) {
    return face.pad().map(pad -> pad.status() == PadResult.Status.PASSED).orElse(true);
  }

  /** Whether nothing more has to be asked of a face, however it answered. */
  private static boolean judged(TrackView face) {
    return face.pad().map(pad -> pad.status() != PadResult.Status.PENDING).orElse(true);
  }

  private Coaching coach(TrackView face) {
    if (faces.crowded(face)) {
      return Coaching.ONE_AT_A_TIME;
    }
    return switch (face.coaching()) {
      case NONE -> face.pad().map(KioskLook::request).orElse(Coaching.THANK_YOU);
      case COME_CLOSER -> Coaching.COME_CLOSER;
      case STEP_BACK -> Coaching.STEP_BACK;
      case LOOK_HERE -> Coaching.LOOK_HERE;
      case HOLD_STILL -> Coaching.HOLD_STILL;
      case MORE_LIGHT -> Coaching.MORE_LIGHT;
      case ONE_AT_A_TIME -> Coaching.ONE_AT_A_TIME;
    };
  }

  private static Coaching request(PadResult pad) {
    if (pad.status() != PadResult.Status.PENDING) {
      return Coaching.THANK_YOU;
    } else if (pad.prompt().isEmpty()) {
      return Coaching.LOOK_HERE;
    }
    return switch (pad.prompt().get()) {
      case BLINK -> Coaching.BLINK;
      case TURN_LEFT -> Coaching.TURN_LEFT;
      case TURN_RIGHT -> Coaching.TURN_RIGHT;
    };
  }

  private static boolean usable(Coaching asked) {
    return switch (asked) {
      case THANK_YOU, BLINK, TURN_LEFT, TURN_RIGHT -> true;
      default -> false;
    };
  }
}
