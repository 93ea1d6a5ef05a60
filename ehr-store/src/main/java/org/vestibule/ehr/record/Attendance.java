package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;

/**
 * How far somebody's visit to the clinic has come.
 *
 * @param ticket what the patient was given to be called by, for example {@code A27}; empty before
 *     arriving
 * @param confirmed when staff confirmed who it is; empty before that
 * @param confirmedBy the user who did; empty before that
 * @param calledIn when the patient was called to the practitioner; empty before that
 */
public record Attendance(
    String ticket, Optional<Instant> confirmed, String confirmedBy, Optional<Instant> calledIn) {
  /** Nobody has come yet. */
  public static final Attendance NONE = new Attendance("", Optional.empty(), "", Optional.empty());

  public Attendance {
    Checks.present(ticket, confirmed, confirmedBy, calledIn);
  }

  @Override
  public String toString() {
    return "Attendance";
  }
}
