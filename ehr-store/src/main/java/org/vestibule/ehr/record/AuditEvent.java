package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Somebody did something. Holds ids, counts and the reason that staff gave, never a name, number,
 * date of birth or text of a patient, so that it outlives the patient's erasure.
 *
 * @param id random id
 * @param at when, by this machine's clock
 * @param actor the user's name, or {@code kiosk}
 * @param role in which role
 * @param purpose why
 * @param action what
 * @param patient about whom; empty if about nobody or about many
 * @param detail ids, counts and codes, and a reason last; may be empty; at most 256 characters
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
  /** Longest reason that is kept, in characters. */
  public static final int REASON_LENGTH = 160;

  private static final String REASON = "reason=";
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  public AuditEvent {
    Checks.present(id, at, actor, role, purpose, action, patient, detail);
    Checks.atMost(64, actor);
    Checks.atMost(256, detail);
  }

  /**
   * A detail that ends in a reason.
   *
   * @param ids what comes before it, without a reason; may be empty
   * @param reason in words, cut to {@value #REASON_LENGTH} characters; blank for none
   */
  public static String detail(String ids, String reason) {
    String plain = CONTROL.matcher(reason.strip()).replaceAll(" ");
    if (plain.isEmpty()) {
      return ids;
    }
    String cut = plain.substring(0, Math.min(plain.length(), REASON_LENGTH));
    return (ids + " " + REASON + cut).strip();
  }

  /** Why, in the words of whoever did it; empty where nobody gave a reason. */
  public Optional<String> reason() {
    if (action == AuditAction.BROKE_GLASS) {
      return Optional.of(detail);
    }
    int at = (" " + detail).indexOf(" " + REASON);
    return at < 0 ? Optional.empty() : Optional.of(detail.substring(at + REASON.length()));
  }

  @Override
  public String toString() {
    return Checks.name("AuditEvent", id);
  }
}
