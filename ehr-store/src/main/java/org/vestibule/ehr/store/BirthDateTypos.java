package org.vestibule.ehr.store;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/** The dates somebody may have meant who made one mistake in writing a date down. */
final class BirthDateTypos {
  private BirthDateTypos() {}

  /** The date itself, day and month exchanged, and every date that differs in one digit. */
  static Set<LocalDate> of(LocalDate date) {
    Set<LocalDate> meant = new LinkedHashSet<>();
    meant.add(date);
    if (date.getDayOfMonth() <= 12) {
      add(
          meant,
          String.format(
              "%04d%02d%02d", date.getYear(), date.getDayOfMonth(), date.getMonthValue()));
    }
    String digits =
        String.format("%04d%02d%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    for (int i = 0; i < digits.length(); i++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        add(meant, digits.substring(0, i) + digit + digits.substring(i + 1));
      }
    }
    return meant;
  }

  private static void add(Set<LocalDate> dates, String digits) {
    try {
      dates.add(
          LocalDate.of(
              Integer.parseInt(digits.substring(0, 4)),
              Integer.parseInt(digits.substring(4, 6)),
              Integer.parseInt(digits.substring(6))));
    } catch (DateTimeException e) {
      // No such day: nobody meant it.
    }
  }
}
