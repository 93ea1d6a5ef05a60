package org.vestibule.ehr.record;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An allergy or intolerance.
 *
 * @param substance what causes it
 * @param criticality how dangerous an exposure would be
 * @param reaction what happens, in words; empty if not known
 * @param since first noticed; empty if not known
 */
public record AllergyIntolerance(
    Id<AllergyIntolerance> id,
    PatientId patient,
    Code substance,
    Criticality criticality,
    String reaction,
    Optional<LocalDate> since)
    implements ChartEntry {
  public AllergyIntolerance {
    Checks.present(id, patient, substance, criticality, reaction, since);
  }

  @Override
  public String toString() {
    return Checks.name("AllergyIntolerance", id);
  }
}
