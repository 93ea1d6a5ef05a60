package org.vestibule.face.capture;

import java.nio.file.Path;
import java.util.Optional;

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
  private final transient Optional<Path> passedOver;

  public CaptureException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.passedOver = Optional.empty();
  }

  private CaptureException(CaptureException cause, Path picture) {
    super(cause.getMessage(), cause);
    this.reason = cause.reason;
    this.passedOver = Optional.of(picture);
  }

  /** The same of one picture among several; its source goes on with the next. */
  CaptureException of(Path picture) {
    return new CaptureException(this, picture);
  }

  public Reason reason() {
    return reason;
  }

  /**
   * The picture of a folder that cannot be read, when the source goes on with the next one. Not
   * part of the message, which may go into a log.
   */
  public Optional<Path> passedOver() {
    return passedOver;
  }
}
