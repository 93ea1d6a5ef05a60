package org.vestibule.ehr.record;

/**
 * A concept: a code of a terminology, or words alone.
 *
 * @param system the terminology's URI, for example {@code http://snomed.info/sct}; empty for words
 * @param code the code in that system; empty for words
 * @param text what a person reads
 */
public record Code(String system, String code, String text) {
  public Code {
    Checks.present(system, code, text);
  }

  /** A concept in words alone. */
  public static Code of(String text) {
    return new Code("", "", text);
  }

  @Override
  public String toString() {
    return "Code";
  }
}
