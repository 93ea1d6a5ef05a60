package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody did something. Holds ids and counts only, never a name, number, date of birth or text of
 * a patient, so that it outlives the patient's erasure.
 *
 * @param id random id
 * @param at when, by this machine's clock
 * @param actor the user's name, or {@code kiosk}
 * @param role in which role
 * @param purpose why
 * @param action what
 * @param patient about whom; empty if about nobody or about many
 * @param detail ids, counts and codes; may be empty; at most 256 characters
 */
public record AuditEvent(
    UUID id,
    Instant at,
    String actor,
    Role role,
    Purpose purpose,
    AuditAction action,
    Optional<PatientId> patient,
    String detail) {
  public AuditEvent {
    Checks.present(id, at, actor, role, purpose, action, patient, detail);
    Checks.atMost(64, actor);
    Checks.atMost(256, detail);
  }

  @Override
  public String toString() {
    return Checks.name("AuditEvent", id);
  }
}
