package org.vestibule.ehr.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vestibule.ehr.record.AuditAction;

/**
 * When each patient was last in contact, by the order of the ledger and not by each event's own
 * clock: an event happened no earlier than any before it, so what a clock set back wrote never
 * looks old. A leap ahead makes every age doubtful until an administrator confirmed the clock; that
 * confirmation also takes back to its own time whatever was dated later before it. One walk, one
 * thread.
 */
final class LedgerTime {
  /** A longer silence than this may be a clock set ahead. */
  static final Duration LEAP = Duration.ofDays(90);

  /** What a visit or a change writes; looking at a record does not keep it. */
  private static final Set<AuditAction> CONTACT =
      EnumSet.of(
          AuditAction.PATIENT_REGISTERED,
          AuditAction.PATIENT_CHANGED,
          AuditAction.BIRTH_DATE_CHECKED,
          AuditAction.PHOTO_STORED,
          AuditAction.CHART_CHANGED,
          AuditAction.DOCUMENT_ATTACHED,
          AuditAction.CONSENT_GIVEN,
          AuditAction.CONSENT_WITHDRAWN,
          AuditAction.PATIENT_FLAGGED,
          AuditAction.RECORDS_MERGED,
          AuditAction.RECORDS_PARTED,
          AuditAction.FACE_ENROLLED,
          AuditAction.APPOINTMENT_BOOKED,
          AuditAction.ARRIVED,
          AuditAction.ARRIVAL_CONFIRMED,
          AuditAction.CALLED_IN,
          AuditAction.VISIT_FINISHED,
          AuditAction.BROKE_GLASS,
          AuditAction.IMPORTED);

  private final Map<UUID, Instant> contacts = new HashMap<>();
  private Instant reached = Instant.MIN;
  private boolean doubtful;

  /** Takes the next event of the ledger. */
  void next(Instant at, AuditAction action, Optional<UUID> patient) {
    if (action == AuditAction.CLOCK_CONFIRMED) {
      contacts.replaceAll((id, contact) -> contact.isAfter(at) ? at : contact);
      reached = at;
      doubtful = false;
      return;
    }
    reach(at);
    if (CONTACT.contains(action)) {
      patient.ifPresent(p -> contacts.put(p, reached));
    }
  }

  private void reach(Instant at) {
    doubtful |= !reached.equals(Instant.MIN) && at.isAfter(reached.plus(LEAP));
    reached = at.isAfter(reached) ? at : reached;
  }

  /**
   * Ends the walk.
   *
   * @throws StoreException.Refused if the clock, now or once, leapt ahead and nobody confirmed it
   */
  void now(Instant clock) {
    reach(clock);
    if (doubtful) {
      throw new StoreException.Refused(
          "Nothing was written here for more than "
              + LEAP.toDays()
              + " days, or the clock was once set ahead: check this computer's date, then add"
              + " --clock-is-right.");
    }
  }

  /** A patient's last contact; empty if the ledger has none. */
  Optional<Instant> contact(UUID patient) {
    return Optional.ofNullable(contacts.get(patient));
  }
}
