package org.vestibule.ehr.record;

import java.time.Instant;

/**
 * What was said about allergies as a whole. A chart has at most one that counts (the latest); a
 * listed allergy always overrules it.
 *
 * @param status {@link AllergyStatus#NOT_ASKED} or {@link AllergyStatus#NONE_KNOWN}; being listed
 *     is read off the list, never stated
 */
public record AllergyStatement(
    Id<AllergyStatement> id, PatientId patient, AllergyStatus status, Instant asserted)
    implements ChartEntry {
  public AllergyStatement {
    Checks.present(id, patient, status, asserted);
    if (status == AllergyStatus.LISTED) {
      throw new IllegalArgumentException("allergies are listed by listing them");
    }
  }

  @Override
  public String toString() {
    return Checks.name("AllergyStatement", id);
  }
}
