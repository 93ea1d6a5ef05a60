package org.vestibule.face.quality;

import java.util.Optional;
import java.util.Set;

/**
 * How presentation attack detection (ISO/IEC 30107-3) stands for one face. Only {@link
 * Status#PASSED} lets a face count; everything else, also what could not be judged, does not.
 *
 * @param status how the check stands
 * @param prompt what the person is asked to do now; empty between two requests and after the end
 * @param cues what spoke against a living face, for staff and reports, never for the person
 */
public record PadResult(Status status, Optional<Prompt> prompt, Set<Cue> cues) {
  public PadResult {
    cues = Set.copyOf(cues);
  }

  /** How the check stands. */
  public enum Status {
    /** Not answered yet. */
    PENDING,
    PASSED,
    FAILED
  }

  /** What a person may be asked to do. */
  public enum Prompt {
    BLINK,
    /** To the person's own left, which is the right of the picture. */
    TURN_LEFT,
    /** To the person's own right. */
    TURN_RIGHT
  }

  /** What speaks against a living face. */
  public enum Cue {
    /** The request was not followed in time. */
    NO_RESPONSE,
    /** Something else was done than what was asked for. */
    WRONG_RESPONSE,
    /** Done sooner than anybody can react. */
    TOO_EARLY,
    /** Moved again and again without being asked. */
    RESTLESS,
    /** Frames came again bit by bit, which no sensor gives. */
    REPEATED_FRAMES,
    /** The face was lost while it was watched. */
    INTERRUPTED,
    /** Advisory: no blink was seen where one was asked for. */
    NO_BLINK,
    /** Advisory: the face kept the shape of a flat picture while it turned. */
    FLAT,
    /** Advisory: a screen's grid shows in most looks at the face ({@link Moire}). */
    MOIRE
  }
}
