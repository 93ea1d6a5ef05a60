package org.vestibule.ehr.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.vestibule.ehr.record.PatientId;

/**
 * What decides how long one person's record is kept.
 *
 * @param lastContact the last visit or change, never earlier than it was
 * @param kinds what the record holds
 * @param waits whether an emergency access to it waits to be signed off
 */
record RetentionFacts(
    PatientId patient,
    String number,
    LocalDate birthDate,
    Instant lastContact,
    Set<RetentionKind> kinds,
    boolean waits) {
  RetentionFacts {
    kinds = Set.copyOf(kinds);
  }

  @Override
  public String toString() {
    return "RetentionFacts[" + patient + "]";
  }
}
