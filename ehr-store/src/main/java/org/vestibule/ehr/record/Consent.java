package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A permission or refusal given by the patient.
 *
 * @param purpose what it is about
 * @param decision permit or deny
 * @param from first instant it holds
 * @param until first instant it no longer holds; empty if open-ended
 * @param withdrawn when the patient took it back; empty if not
 * @param witness who took it down (a user name); may be empty
 */
public record Consent(
    Id<Consent> id,
    PatientId patient,
    Purpose purpose,
    ConsentDecision decision,
    Instant from,
    Optional<Instant> until,
    Optional<Instant> withdrawn,
    String witness)
    implements ChartEntry {
  public Consent {
    Checks.present(id, patient, purpose, decision, from, until, withdrawn, witness);
  }

  @Override
  public String toString() {
    return Checks.name("Consent", id);
  }
}
