package org.vestibule.app.kiosk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A birth date being typed: day, then month, then year. Immutable; every key gives a new one.
 *
 * @param day zero to two digits
 * @param month 1 to 12, or 0 while not chosen
 * @param year zero to four digits
 * @param active the part the next key goes to
 */
record BirthDate(String day, int month, String year, Part active) {
  private static final int OLDEST_YEARS = 130;

  static final BirthDate EMPTY = new BirthDate("", 0, "", Part.DAY);

  /** The three answers, in order. */
  enum Part {
    DAY,
    MONTH,
    YEAR
  }

  /** What to look at again. */
  enum Problem {
    DAY,
    YEAR
  }

  /** A digit key. Goes on to the month by itself once no second digit of a day can follow. */
  BirthDate digit(int digit) {
    return switch (active) {
      case DAY -> dayDigit(digit);
      case YEAR -> year.length() < 4 ? new BirthDate(day, month, year + digit, active) : this;
      case MONTH -> this;
    };
  }

  private BirthDate dayDigit(int digit) {
    if (day.length() == 2) {
      return this;
    }
    String longer = day + digit;
    boolean whole = longer.length() == 2 || digit > 3;
    return new BirthDate(longer, month, year, whole ? Part.MONTH : Part.DAY);
  }

  /** A month key, 1 to 12. */
  BirthDate chooseMonth(int chosen) {
    return new BirthDate(day, chosen, year, Part.YEAR);
  }

  /** The delete key: takes the last thing typed, going back a part where there is nothing. */
  BirthDate delete() {
    return switch (active) {
      case DAY -> new BirthDate(shorter(day), month, year, Part.DAY);
      case MONTH ->
          month > 0
              ? new BirthDate(day, 0, year, Part.MONTH)
              : new BirthDate(shorter(day), 0, year, Part.DAY);
      case YEAR ->
          year.isEmpty()
              ? new BirthDate(day, 0, "", Part.MONTH)
              : new BirthDate(day, month, shorter(year), Part.YEAR);
    };
  }

  private static String shorter(String digits) {
    return digits.isEmpty() ? digits : digits.substring(0, digits.length() - 1);
  }

  BirthDate select(Part part) {
    return new BirthDate(day, month, year, part);
  }

  /** Whether the active part is filled, so that Next can go on from it. */
  boolean activeFilled() {
    return filled(active);
  }

  boolean complete() {
    return firstOpen().isEmpty();
  }

  /** The first part not filled yet. */
  Optional<Part> firstOpen() {
    for (Part part : Part.values()) {
      if (!filled(part)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  private boolean filled(Part part) {
    return switch (part) {
      case DAY -> !day.isEmpty();
      case MONTH -> month > 0;
      case YEAR -> year.length() == 4;
    };
  }

  /** What is wrong with a complete date: a day the month has not, or a year nobody is born in. */
  Optional<Problem> problem(LocalDate today) {
    int y = Integer.parseInt(year);
    if (y > today.getYear() || y < today.getYear() - OLDEST_YEARS) {
      return Optional.of(Problem.YEAR);
    }
    try {
      LocalDate date = LocalDate.of(y, month, Integer.parseInt(day));
      return date.isAfter(today) ? Optional.of(Problem.YEAR) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of(Problem.DAY);
    }
  }

  /** The date; call it only when complete and without a problem. */
  LocalDate date() {
    return LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day));
  }

  @Override
  public String toString() {
    return "BirthDate[" + active + "]";
  }
}
