package org.vestibule.ehr.clinical;

/**
 * Bounds of a reference range, both inside it.
 *
 * @param low NaN if it has no lower bound
 * @param high NaN if it has no upper bound
 */
public record Range(double low, double high) {

  /** How a value lies to its range. */
  public enum Verdict {
    LOW,
    IN_RANGE,
    HIGH,
    /** There is no range for this quantity and unit. */
    NO_RANGE
  }

  /** How {@code value} lies to this range. */
  public Verdict verdict(double value) {
    if (value < low) {
      return Verdict.LOW;
    }
    return value > high ? Verdict.HIGH : Verdict.IN_RANGE;
  }
}
