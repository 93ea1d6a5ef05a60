package org.vestibule.ehr.db;

/** A patient's rows are not those that the sealed manifest lists. */
public final class IncompleteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The sentence names kinds of entries only, so it may be shown. */
  IncompleteException(String sentence) {
    super(sentence);
  }
}
