package org.vestibule.ehr.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.Purpose;

/**
 * Whether a patient's consents permit a purpose at a time. Pure: the same question always has the
 * same answer.
 *
 * <ul>
 *   <li>Face recognition and research need a permission in force: opt-in.
 *   <li>Treatment and the front desk are permitted unless a refusal is in force: opt-out.
 *   <li>Emergency care, administration, audit and the patient's own request do not ask consents:
 *       the law does, and the role.
 * </ul>
 *
 * <p>A consent is in force from its first instant until just before its last, and never after it
 * was withdrawn. Of several in force the one that began last counts; of two that began together the
 * refusal.
 */
public final class ConsentRule {
  private ConsentRule() {}

  /** Why the answer is what it is. */
  public enum Ground {
    /** A permission is in force. */
    PERMITTED("The patient has agreed."),
    /** Nothing speaks against it, and this purpose needs no permission. */
    NOT_NEEDED("No consent is needed for this."),
    /** A refusal is in force. */
    REFUSED("The patient has refused."),
    /** Nobody has asked. */
    NEVER_ASKED("There is no consent in force: ask the patient first."),
    /** There was a permission; it was taken back. */
    WITHDRAWN("The patient has withdrawn the consent."),
    /** There was a permission; its time is over. */
    EXPIRED("The consent has run out: ask the patient again."),
    /** There is a permission; its time has not come. */
    NOT_YET("The consent does not hold yet.");

    private final String sentence;

    Ground(String sentence) {
      this.sentence = sentence;
    }
  }

  /**
   * The answer.
   *
   * @param permitted whether it may be done
   * @param ground why
   */
  public record Decision(boolean permitted, Ground ground) {
    /** One plain sentence, naming nobody. */
    public String reason() {
      return ground.sentence;
    }
  }

  /** Decides by what holds at {@code now}. Consents for other purposes do not count. */
  public static Decision decide(Collection<Consent> consents, Purpose purpose, Instant now) {
    List<Consent> asked = consents.stream().filter(c -> c.purpose() == purpose).toList();
    Optional<Consent> counts =
        asked.stream()
            .filter(c -> inForce(c, now))
            .max(
                Comparator.comparing(Consent::from)
                    .thenComparing(c -> c.decision() == ConsentDecision.DENY));
    return switch (purpose) {
      case FACE_RECOGNITION, RESEARCH ->
          counts.map(ConsentRule::asDecided).orElseGet(() -> new Decision(false, why(asked, now)));
      case TREATMENT, FRONT_DESK ->
          counts.map(ConsentRule::asDecided).orElse(new Decision(true, Ground.NOT_NEEDED));
      case EMERGENCY, ADMINISTRATION, AUDIT, PATIENT_REQUEST ->
          new Decision(true, Ground.NOT_NEEDED);
    };
  }

  private static boolean inForce(Consent consent, Instant now) {
    return !consent.from().isAfter(now)
        && consent.until().map(now::isBefore).orElse(true)
        && consent.withdrawn().map(now::isBefore).orElse(true);
  }

  private static Decision asDecided(Consent consent) {
    return consent.decision() == ConsentDecision.PERMIT
        ? new Decision(true, Ground.PERMITTED)
        : new Decision(false, Ground.REFUSED);
  }

  /** Why no permission is in force although there may have been one. */
  private static Ground why(List<Consent> asked, Instant now) {
    return asked.stream()
        .filter(c -> c.decision() == ConsentDecision.PERMIT)
        .max(Comparator.comparing(Consent::from))
        .map(
            last -> {
              if (last.withdrawn().isPresent() && !now.isBefore(last.withdrawn().get())) {
                return Ground.WITHDRAWN;
              }
              return last.from().isAfter(now) ? Ground.NOT_YET : Ground.EXPIRED;
            })
        .orElse(Ground.NEVER_ASKED);
  }
}
