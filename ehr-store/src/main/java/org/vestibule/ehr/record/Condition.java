package org.vestibule.ehr.record;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A diagnosis or problem.
 *
 * @param onset when it began; empty if not known
 * @param abatement when it ended; empty if it has not or is not known
 */
public record Condition(
    Id<Condition> id,
    PatientId patient,
    Code code,
    ClinicalStatus status,
    Optional<LocalDate> onset,
    Optional<LocalDate> abatement)
    implements ChartEntry {
  public Condition {
    Checks.present(id, patient, code, status, onset, abatement);
  }

  @Override
  public String toString() {
    return Checks.name("Condition", id);
  }
}
