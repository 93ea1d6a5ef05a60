package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.ehr.store.VerifyReport;

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
   * @param rows sealed values opened
   * @param notOpened clinical values that whoever checked has no keys for: not checked
   * @param problems one sentence each, without anything about a patient; empty when all is well
   */
  public record Checked(
      long events, long rows, long notOpened, List<String> problems, Instant at, Duration took) {
    public Checked {
      problems = List.copyOf(problems);
    }

    static Checked of(VerifyReport report, Instant begin, Instant end) {
      return new Checked(
          report.events(),
          report.rows(),
          report.notOpened(),
          report.problems(),
          end,
          Duration.between(begin, end));
    }

    /** Whether nothing was found, in what was opened. */
    public boolean ok() {
      return problems.isEmpty();
    }

    /** What was left out, in a sentence; empty after a whole check. */
    public Optional<String> leftOut() {
      return notOpened == 0
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ENGLISH,
                  "Not a whole check: %,d clinical values were not opened, since this role has no"
                      + " keys for them. Ask an administrator to check too.",
                  notOpened));
    }
  }
}
