package org.vestibule.ehr.record;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What care in a hurry needs to know of the body; each empty if not known.
 *
 * @param heightCm height in centimetres, 20 to 300
 * @param weightKg weight in kilograms, 0.2 to 700
 */
public record Body(
    Optional<BigDecimal> heightCm, Optional<BigDecimal> weightKg, Optional<BloodGroup> bloodGroup) {
  /** Nothing is known. */
  public static final Body UNKNOWN = new Body(Optional.empty(), Optional.empty(), Optional.empty());

  public Body {
    Checks.present(heightCm, weightKg, bloodGroup);
    within(heightCm, "20", "300");
    within(weightKg, "0.2", "700");
  }

  private static void within(Optional<BigDecimal> value, String least, String most) {
    boolean absurd =
        value
            .filter(
                v ->
                    v.compareTo(new BigDecimal(least)) < 0 || v.compareTo(new BigDecimal(most)) > 0)
            .isPresent();
    if (absurd) {
      throw new IllegalArgumentException("a height or weight that nobody has");
    }
  }

  @Override
  public String toString() {
    return "Body";
  }
}
