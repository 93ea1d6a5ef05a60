package org.vestibule.ehr.db;

/** The database cannot be used. The message is for the log and holds nothing about a patient. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  public enum Kind {
    /** What is in the file is not what was written. */
    DAMAGED,
    /** Another process holds the file. */
    IN_USE,
    /** The disk is full. */
    FULL,
    /** The file cannot be read or written. */
    UNREADABLE,
    /** Written by a newer version of the program. */
    TOO_NEW,
    /** A server that several machines share does not give them; the message says what to do. */
    SERVER
  }

  private final Kind kind;

  DatabaseException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  static DatabaseException damaged(String message) {
    return new DatabaseException(Kind.DAMAGED, message, null);
  }
}
