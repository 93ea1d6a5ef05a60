package org.vestibule.ehr.fhir;

/**
 * A file as a whole cannot be imported. The message is one plain sentence without anything out of
 * the file.
 */
public final class FhirImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a file is refused. */
  public enum Reason {
    /** More bytes, entries or depth than is taken. */
    TOO_LARGE("F-01", "This file is too large or too deeply nested to be imported."),
    /** Not JSON, or cut. */
    NOT_JSON("F-02", "This file is not complete JSON. Please export it again where it came from."),
    /** JSON, but no FHIR R4 Bundle of a kind that brings records. */
    NOT_A_BUNDLE("F-03", "This file is no FHIR R4 Bundle with records in it.");

    private final String code;
    private final String sentence;

    Reason(String code, String sentence) {
      this.code = code;
      this.sentence = sentence;
    }
  }

  private final Reason reason;

  FhirImportException(Reason reason) {
    super(reason.sentence);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** A short code that can be read out on the telephone. */
  public String code() {
    return reason.code;
  }
}
