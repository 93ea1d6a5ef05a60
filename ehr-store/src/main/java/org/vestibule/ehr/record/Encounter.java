package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A visit.
 *
 * @param type kind of visit
 * @param start empty if not known
 * @param end empty while it lasts or if not known
 * @param reason in words; may be empty
 * @param practitioner who saw the patient; may be empty
 */
public record Encounter(
    Id<Encounter> id,
    PatientId patient,
    EncounterStatus status,
    Code type,
    Optional<Instant> start,
    Optional<Instant> end,
    String reason,
    String practitioner)
    implements ChartEntry {
  public Encounter {
    Checks.present(id, patient, status, type, start, end, reason, practitioner);
  }

  /** One whose beginning is known. */
  public Encounter(
      Id<Encounter> id,
      PatientId patient,
      EncounterStatus status,
      Code type,
      Instant start,
      Optional<Instant> end,
      String reason,
      String practitioner) {
    this(id, patient, status, type, Optional.of(start), end, reason, practitioner);
  }

  @Override
  public String toString() {
    return Checks.name("Encounter", id);
  }
}
