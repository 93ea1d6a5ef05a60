package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was done to the patient: an operation, a dressing, a counselling.
 *
 * @param status FHIR event-status, for example {@code completed}
 * @param performed when it was done or began; empty if not known
 * @param end when it ended; empty if not known
 * @param performer who did it; may be empty
 * @param reason in words; may be empty
 */
public record Procedure(
    Id<Procedure> id,
    PatientId patient,
    Code code,
    String status,
    Optional<Instant> performed,
    Optional<Instant> end,
    String performer,
    String reason)
    implements ChartEntry {
  public Procedure {
    Checks.present(id, patient, code, status, performed, end, performer, reason);
  }

  @Override
  public String toString() {
    return Checks.name("Procedure", id);
  }
}
