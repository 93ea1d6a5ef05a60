package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.UUID;
import org.vestibule.ehr.record.Patient;

/**
 * A use of emergency access that waits to be signed off.
 *
 * @param user who used it
 * @param reason in that person's words
 */
public record EmergencyUse(UUID id, Patient patient, String user, Instant at, String reason) {
  @Override
  public String toString() {
    return "EmergencyUse[" + id + "]";
  }
}
