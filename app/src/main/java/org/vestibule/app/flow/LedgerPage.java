package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of the audit ledger.
 *
 * @param total how many entries there are in all
 * @param since when the first was written
 * @param perDay entries a day, oldest first, the last is today; at most 84 days
 */
public record LedgerPage(
    long total, Optional<Instant> since, List<Integer> perDay, List<Entry> entries) {
  public LedgerPage {
    perDay = List.copyOf(perDay);
    entries = List.copyOf(entries);
  }

  /**
   * An entry.
   *
   * @param number from 1
   * @param what {@code Confirmed who it is}
   * @param patient name, or a dash
   * @param why {@code birth date, photo}
   * @param mark its hash, 64 hexadecimal digits
   * @param before the hash of the entry before it
   * @param notable whether it is to be marked (opened without confirming, failed sign-in)
   */
  public record Entry(
      long number,
      Instant when,
      String who,
      String what,
      String patient,
      String why,
      String mark,
      String before,
      boolean notable) {
    @Override
    public String toString() {
      return "Entry[" + number + "]";
    }
  }

  /**
   * What a check found.
   *
   * @param problems one sentence each, without anything about a patient; empty when all is well
   */
  public record Checked(long events, long rows, List<String> problems, Instant at, Duration took) {
    public Checked {
      problems = List.copyOf(problems);
    }

    public boolean ok() {
      return problems.isEmpty();
    }
  }
}
