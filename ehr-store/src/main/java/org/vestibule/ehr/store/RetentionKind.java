package org.vestibule.ehr.store;

/** What the retention schedule tells apart, each with the years a clinic keeps it by default. */
public enum RetentionKind {
  /** Somebody registered or booked, never treated: GDPR, article 5(1)(e), names no number. */
  CONTACT(3, "contact data"),
  /** A record of treatment: ten years after it ended, as BGB section 630f(3) has it. */
  CHART(10, "chart"),
  /** A record with documents. */
  DOCUMENT(10, "documents"),
  /** A record with vaccinations. */
  VACCINATION(10, "vaccinations"),
  /** Anybody's record, counted from the eighteenth birthday. */
  MINOR(10, "record of a minor"),
  /** Templates and enrolment samples; the photo stays with the record. */
  FACE(2, "face data");

  private final int years;
  private final String words;

  RetentionKind(int years, String words) {
    this.years = years;
    this.words = words;
  }

  /** How many years it is kept where the clinic says nothing else. */
  public int defaultYears() {
    return years;
  }

  /** For a sentence. */
  public String words() {
    return words;
  }
}
