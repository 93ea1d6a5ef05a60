package org.vestibule.ehr.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.Purpose;

/**
 * Whether a patient's consents permit a purpose: the latest decision that is in force counts, and
 * where there is none the answer is no.
 */
public final class ConsentRule {
  private ConsentRule() {}

  /**
   * The answer.
   *
   * @param permitted whether it may be done
   * @param reason one plain sentence, naming nobody
   */
  public record Decision(boolean permitted, String reason) {}

  /** Decides by what holds at {@code now}. */
  public static Decision decide(Collection<Consent> consents, Purpose purpose, Instant now) {
    List<Consent> inForce =
        consents.stream()
            .filter(c -> c.purpose() == purpose)
            .filter(c -> !c.from().isAfter(now))
            .filter(c -> c.until().map(now::isBefore).orElse(true))
            .filter(c -> c.withdrawn().isEmpty())
            // At the same instant a refusal outweighs a permission.
            .sorted(
                Comparator.comparing(Consent::from)
                    .reversed()
                    .thenComparing(c -> c.decision() == ConsentDecision.DENY ? 0 : 1))
            .toList();
    if (inForce.isEmpty()) {
      return new Decision(false, "There is no consent in force: ask the patient first.");
    }
    return inForce.get(0).decision() == ConsentDecision.PERMIT
        ? new Decision(true, "The patient has agreed.")
        : new Decision(false, "The patient has refused.");
  }
}
