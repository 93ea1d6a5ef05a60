package org.vestibule.app.flow;

/**
 * Something could not be done. The message is one plain sentence for the person in front of the
 * screen, without anything about a patient; {@link #code()} is what they can read out on the phone.
 */
public final class FlowException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is, with the exit code of the command line's contract. */
  public enum Kind {
    /** A check failed, or nobody matches. */
    NO_MATCH(1),
    /** What was typed is not usable. */
    USAGE(2),
    /** A camera, clip, image or file cannot be read. */
    UNREADABLE(3),
    /** Locked, a wrong password, or this role may not. */
    LOCKED(4),
    /** The store or a model is damaged. */
    DAMAGED(5),
    /** Another process uses the store. */
    IN_USE(6);

    private final int exit;

    Kind(int exit) {
      this.exit = exit;
    }

    public int exit() {
      return exit;
    }
  }

  private final Kind kind;
  private final String code;

  public FlowException(Kind kind, String code, String sentence) {
    super(sentence);
    this.kind = kind;
    this.code = code;
  }

  public FlowException(Kind kind, String code, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.code = code;
  }

  public Kind kind() {
    return kind;
  }

  /** Short, for example {@code V-41}. */
  public String code() {
    return code;
  }
}
