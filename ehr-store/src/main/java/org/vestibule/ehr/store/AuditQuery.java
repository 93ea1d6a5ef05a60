package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.PatientId;

/**
 * Which audit events are wanted; what is empty does not narrow.
 *
 * @param actor user name, or {@code kiosk}
 * @param from first instant wanted
 * @param until first instant no longer wanted
 * @param limit how many at most, the newest
 */
public record AuditQuery(
    Optional<String> actor,
    Optional<PatientId> patient,
    Optional<AuditAction> action,
    Optional<Instant> from,
    Optional<Instant> until,
    int limit) {
  /** The newest events. */
  public static AuditQuery latest(int limit) {
    return new AuditQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  @Override
  public String toString() {
    return "AuditQuery";
  }
}
