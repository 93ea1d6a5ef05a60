package org.vestibule.ehr.clinical;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.ObservationComponent;

/**
 * How a measurement is written for whoever reads it. Imported values have many digits that no
 * instrument gave; only what is shown is rounded, what is kept and exported stays as it came.
 */
public final class Reading {
  /** LOINC: systolic and diastolic blood pressure, in the order in which they are read out. */
  private static final List<String> PRESSURES = List.of("8480-6", "8462-4");

  /** UCUM: millimetres of mercury, which nobody writes with a fraction. */
  private static final String MERCURY = "mm[Hg]";

  private static final int DIGITS = 3;

  /** More than any instrument gives, before or after the point. */
  private static final int MOST_DIGITS = 40;

  private Reading() {}

  /** The parts of a composed measurement, systolic before diastolic, else as they came. */
  public static List<ObservationComponent> parts(Observation observation) {
    return observation.components().stream()
        .sorted(Comparator.comparingInt(Reading::place))
        .toList();
  }

  private static int place(ObservationComponent part) {
    int place = PRESSURES.indexOf(part.code().code());
    return place < 0 ? PRESSURES.size() : place;
  }

  /** The value as a person reads it; its parts are joined by a slash, as in {@code 134/78}. */
  public static String text(Observation observation) {
    if (observation.components().isEmpty()) {
      return text(observation.value(), observation.unit());
    }
    return String.join(
        "/", parts(observation).stream().map(c -> text(c.value(), c.unit())).toList());
  }

  /**
   * A value as a person reads it: at most three significant digits or all before the point; blood
   * pressure in whole numbers. What is no number stays as it is.
   */
  public static String text(String value, String unit) {
    return number(value).map(n -> text(n, unit)).orElse(value);
  }

  static String text(BigDecimal number, String unit) {
    if (unit.equals(MERCURY)) {
      return number.setScale(0, RoundingMode.HALF_UP).toPlainString();
    }
    if (number.precision() <= DIGITS) {
      return number.toPlainString();
    }
    int whole = Math.max(number.precision() - number.scale(), 0);
    return number.round(new MathContext(Math.max(whole, DIGITS))).toPlainString();
  }

  /** Empty for words, for a comparator such as {@code <0.1}, and for what could fill the memory. */
  static Optional<BigDecimal> number(String value) {
    try {
      BigDecimal number = new BigDecimal(value);
      boolean sane =
          Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
      return sane ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
