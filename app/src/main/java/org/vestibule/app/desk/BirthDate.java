package org.vestibule.app.desk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a birth date as it is typed at the desk: day, month, year, or ISO 8601. */
final class BirthDate {
  /** Nobody who comes in was born before this. */
  private static final int OLDEST_YEARS = 130;

  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})\\s*[ ./-]\\s*(\\d{1,2})\\s*[ ./-]\\s*(\\d{4})");
  private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");

  private BirthDate() {}

  /** The date, if the text is one and it lies within the last 130 years. */
  static Optional<LocalDate> read(String text, LocalDate today) {
    Matcher dayFirst = DAY_FIRST.matcher(text.strip());
    if (dayFirst.matches()) {
      return valid(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1), today);
    }
    Matcher yearFirst = YEAR_FIRST.matcher(text.strip());
    return yearFirst.matches()
        ? valid(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3), today)
        : Optional.empty();
  }

  private static Optional<LocalDate> valid(String y, String m, String d, LocalDate today) {
    try {
      LocalDate born = LocalDate.of(Integer.parseInt(y), Integer.parseInt(m), Integer.parseInt(d));
      boolean lived = !born.isAfter(today) && born.isAfter(today.minusYears(OLDEST_YEARS));
      return lived ? Optional.of(born) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
