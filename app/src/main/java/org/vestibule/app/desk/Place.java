package org.vestibule.app.desk;

/** The places of the desk. */
enum Place {
  DAY("The day"),
  PATIENTS("Patients"),
  REGISTER("Register"),
  LEDGER("Ledger"),
  ACCURACY("Accuracy"),
  STAFF("Staff", false),
  REVIEWS("Emergency reviews", false),
  EMERGENCY("Emergency card", false);

  private final String title;
  private final boolean inBar;

  Place(String title) {
    this(title, true);
  }

  Place(String title, boolean inBar) {
    this.title = title;
    this.inBar = inBar;
  }

  /** Whether the top bar names it; the palette leads to all. */
  boolean inBar() {
    return inBar;
  }

  String title() {
    return title;
  }
}
