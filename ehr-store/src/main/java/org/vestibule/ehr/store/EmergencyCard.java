package org.vestibule.ehr.store;

import java.util.UUID;
import org.vestibule.ehr.record.EmergencyFacts;
import org.vestibule.ehr.record.Patient;

/**
 * What emergency access shows, and nothing else of the record.
 *
 * @param use the use that now waits to be signed off
 * @param patient who it is and whom to call
 */
public record EmergencyCard(UUID use, Patient patient, EmergencyFacts facts) {
  @Override
  public String toString() {
    return "EmergencyCard[" + use + "]";
  }
}
