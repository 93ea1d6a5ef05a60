package org.vestibule.ehr.store;

import java.util.Map;
import java.util.Optional;
import org.vestibule.ehr.record.Patient;

/**
 * What one patient of a bundle brought.
 *
 * @param patient as stored; empty if nobody was taken
 * @param created new and changed entries by FHIR type, the patient among them if new
 * @param unchanged how many entries were here already
 */
public record ImportOutcome(
    Optional<Patient> patient, Map<String, Integer> created, int unchanged) {
  public ImportOutcome {
    created = Map.copyOf(created);
  }

  @Override
  public String toString() {
    return "ImportOutcome";
  }
}
