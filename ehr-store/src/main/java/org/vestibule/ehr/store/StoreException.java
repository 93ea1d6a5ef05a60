package org.vestibule.ehr.store;

import java.time.Duration;
import java.util.UUID;

/**
 * Something the store could not or would not do. The message is one plain sentence that says what
 * to do and names nobody; {@link #code()} is what somebody can read out on the phone.
 */
public abstract sealed class StoreException extends RuntimeException {
  private final String code;
  private final int exitCode;

  private StoreException(String code, int exitCode, String sentence, Throwable cause) {
    super(sentence, cause);
    this.code = code;
    this.exitCode = exitCode;
  }

  /** A short code, for example {@code EHR-51}. */
  public String code() {
    return code;
  }

  /** The exit code of a command that fails with this (1 to 6, as the command line's contract). */
  public int exitCode() {
    return exitCode;
  }

  /** The data folder or a file in it cannot be read or written. */
  public static final class Unreadable extends StoreException {
    Unreadable(String sentence, Throwable cause) {
      super("EHR-30", 3, sentence, cause);
    }
  }

  /** There is no store in the folder. */
  public static final class Missing extends StoreException {
    Missing() {
      super("EHR-31", 3, "There are no records here yet: set up the clinic first.", null);
    }
  }

  /** A file or folder that was to be written is there already; it stays as it is. */
  public static final class OutputThere extends StoreException {
    OutputThere() {
      this("There is such a file already: choose another name.");
    }

    OutputThere(String sentence) {
      super("EHR-34", 2, sentence, null);
    }
  }

  /** There is a store in the folder already. */
  public static final class AlreadyThere extends StoreException {
    AlreadyThere() {
      super(
          "EHR-32",
          2,
          "A clinic's records are here already: choose an empty folder or database.",
          null);
    }
  }

  /** The store's format is newer than this program. */
  public static final class TooNew extends StoreException {
    TooNew() {
      super("EHR-33", 3, "These records were written by a newer version: update Vestibule.", null);
    }
  }

  /** The password, key file or recovery key does not fit. */
  public static final class WrongSecret extends StoreException {
    WrongSecret() {
      this("The name or the password is not right: try again.");
    }

    WrongSecret(String sentence) {
      super("EHR-40", 4, sentence, null);
    }
  }

  /** A second factor is set up for this person and was not given. */
  public static final class SecondFactorNeeded extends StoreException {
    private final boolean asksForCode;

    SecondFactorNeeded(boolean asksForCode) {
      super(
          "EHR-43",
          4,
          asksForCode
              ? "Type the six digits that your telephone shows."
              : "Your key file or token is needed besides the password.",
          null);
      this.asksForCode = asksForCode;
    }

    /** Whether a code is asked for; else a key file or token. */
    public boolean asksForCode() {
      return asksForCode;
    }
  }

  /** A second factor was given by somebody who has none set up. */
  public static final class NoSecondFactor extends StoreException {
    NoSecondFactor() {
      super("EHR-46", 2, "No second factor is set up for this person: leave it out.", null);
    }
  }

  /** Too many wrong passwords for this name: it is not time to try again yet. */
  public static final class TooManyAttempts extends StoreException {
    private final Duration left;

    TooManyAttempts(Duration left) {
      super(
          "EHR-44",
          4,
          "Too many wrong passwords for this name: try again in " + words(left) + ".",
          null);
      this.left = left;
    }

    /** How long until then. */
    public Duration left() {
      return left;
    }

    private static String words(Duration left) {
      long seconds = left.plusMillis(999).toSeconds();
      return seconds < 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }
  }

  /** Too many wrong passwords at this terminal. */
  public static final class TerminalLocked extends StoreException {
    TerminalLocked() {
      super(
          "EHR-45",
          4,
          "This terminal is locked after many wrong passwords: an administrator must sign in here"
              + " first.",
          null);
    }
  }

  /** The keys needed are not there: wiped by a lock, or the session is over. */
  public static final class Locked extends StoreException {
    Locked() {
      super("EHR-41", 4, "The records are locked: unlock them with your password.", null);
    }
  }

  /** The role or the purpose does not allow it. */
  public static final class Denied extends StoreException {
    Denied() {
      super("EHR-42", 4, "Your role does not allow this: ask an administrator.", null);
    }
  }

  /** The patient has not agreed to it. */
  public static final class ConsentMissing extends StoreException {
    ConsentMissing(String reason) {
      super("EHR-10", 1, reason, null);
    }
  }

  /** Nobody has this id. */
  public static final class NotFound extends StoreException {
    NotFound() {
      this("There is no such record: check the number.");
    }

    NotFound(String sentence) {
      super("EHR-11", 1, sentence, null);
    }
  }

  /** The number or identifier belongs to somebody already. */
  public static final class Duplicate extends StoreException {
    Duplicate() {
      super("EHR-12", 1, "This number already belongs to a patient: open that record.", null);
    }
  }

  /** The patient has a document with the same bytes. */
  public static final class AlreadyAttached extends StoreException {
    private final UUID document;

    AlreadyAttached(UUID document) {
      super(
          "EHR-14",
          1,
          "This very file is attached to this patient already: look at the list of documents.",
          null);
      this.document = document;
    }

    /** The id of that document. */
    public UUID document() {
      return document;
    }
  }

  /** Somebody signed this emergency access off. */
  public static final class AlreadyReviewed extends StoreException {
    private final String reviewer;

    AlreadyReviewed(String reviewer) {
      super("EHR-15", 1, "This access was signed off already: nothing is left to do.", null);
      this.reviewer = reviewer;
    }

    /** The user name of who did. */
    public String reviewer() {
      return reviewer;
    }
  }

  /** What was asked for does not go together with what is there. */
  public static final class Refused extends StoreException {
    Refused(String sentence) {
      super("EHR-13", 1, sentence, null);
    }
  }

  /** What was typed or given cannot be used. */
  public static final class Invalid extends StoreException {
    Invalid(String sentence) {
      super("EHR-20", 2, sentence, null);
    }
  }

  /** What is on the disk is not what was written. */
  public static final class Damaged extends StoreException {
    Damaged(String sentence, Throwable cause) {
      super("EHR-50", 5, sentence, cause);
    }
  }

  /** Another process has the folder. */
  public static final class InUse extends StoreException {
    InUse() {
      super(
          "EHR-60",
          6,
          "The records are open in another window or program: close that first.",
          null);
    }
  }
}
