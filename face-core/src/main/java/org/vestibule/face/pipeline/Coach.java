package org.vestibule.face.pipeline;

import org.opencv.core.Mat;
import org.vestibule.face.pipeline.SampleMaker.Judged;
import org.vestibule.face.pipeline.TrackView.Coaching;
import org.vestibule.face.quality.SampleDefect;

/** The one thing to ask of a person whose sample is of no use. */
final class Coach {
  /** A face box taller than this share of the frame is cut off at the next nod. */
  private static final double TOO_NEAR = 0.85;

  private Coach() {}

  static Coaching advice(Judged judged, Mat frame) {
    if (judged.face().box().height() > TOO_NEAR * frame.rows()) {
      return Coaching.STEP_BACK;
    }
    return judged.quality().defect().map(Coach::request).orElse(Coaching.NONE);
  }

  private static Coaching request(SampleDefect defect) {
    return switch (defect) {
      case TOO_SMALL -> Coaching.COME_CLOSER;
      case BLURRED -> Coaching.HOLD_STILL;
      case TOO_DARK, TOO_BRIGHT, FLAT -> Coaching.MORE_LIGHT;
      case TURNED_AWAY -> Coaching.LOOK_HERE;
    };
  }
}
