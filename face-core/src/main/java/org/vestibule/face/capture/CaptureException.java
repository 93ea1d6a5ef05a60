package org.vestibule.face.capture;

/** A source of frames cannot be opened or read. The message is one sentence for a person. */
public final class CaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong, for code that reacts to it. */
  public enum Reason {
    NO_CAMERA,
    CAMERA_IN_USE,
    CAMERA_LOST,
    TIMED_OUT,
    NOT_FOUND,
    NOT_A_VIDEO,
    NO_IMAGES,
    NOT_AN_IMAGE,
    IMAGE_TOO_LARGE,
    /** Too few pixels for any face. */
    IMAGE_TOO_SMALL
  }

  private final Reason reason;

  public CaptureException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
