package org.vestibule.ehr.clinical;

import java.util.Optional;
import org.vestibule.ehr.record.Id;

/**
 * One sentence of the summary and where it comes from.
 *
 * @param kind what it is about
 * @param sentence in English, with a full stop
 * @param emphasis the part of the sentence to stand out; may be empty
 * @param source the entry that it was read off; empty if it sums up a whole section
 * @param sourceLabel the source in words, for example {@code HbA1c, 3 Nov}
 */
public record Fact(
    Kind kind, String sentence, String emphasis, Optional<Id<?>> source, String sourceLabel) {

  /** What a fact is about: the section of the chart in which its source stands. */
  public enum Kind {
    APPOINTMENT,
    PROBLEM,
    RESULT,
    MEDICINE,
    NOTE
  }

  @Override
  public String toString() {
    return "Fact[" + kind + "]";
  }
}
