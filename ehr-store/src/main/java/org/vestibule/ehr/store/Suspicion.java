package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.Set;
import org.vestibule.ehr.record.PatientId;

/**
 * An access that somebody should be asked about; it may have been quite right.
 *
 * @param number of the event in the ledger
 * @param actor who opened it (a user name)
 * @param reasons at least one
 */
public record Suspicion(
    long number, Instant at, String actor, PatientId patient, Set<Reason> reasons) {
  /** Why. */
  public enum Reason {
    /** Staff member and patient have a family name in common. */
    SAME_SURNAME("same surname"),
    /** The patient had neither visit nor appointment within a day. */
    NO_APPOINTMENT("no visit that day"),
    /** More than 25 different charts within an hour. */
    MANY_CHARTS("many charts in an hour");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** In a few plain words. */
    public String words() {
      return words;
    }
  }

  public Suspicion {
    reasons = Set.copyOf(reasons);
  }

  @Override
  public String toString() {
    return "Suspicion[" + number + "]";
  }
}
