package org.vestibule.ehr.store;

import java.time.Instant;
import org.vestibule.ehr.record.Patient;

/**
 * A record that was merged into another.
 *
 * @param patient as the record has it
 * @param at when it was merged
 * @param by who did it
 * @param reason why, in words; may be empty
 */
public record MergedRecord(Patient patient, Instant at, String by, String reason) {
  @Override
  public String toString() {
    return "MergedRecord";
  }
}
