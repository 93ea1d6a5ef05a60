package org.vestibule.app.desk;

/** The places of the desk. */
enum Place {
  DAY("The day", Way.BAR),
  PATIENTS("Patients", Way.BAR),
  REGISTER("Register", Way.BAR),
  LEDGER("Ledger", Way.BAR),
  ACCURACY("Accuracy", Way.BAR),
  STAFF("Staff", Way.PALETTE),
  REVIEWS("Emergency reviews", Way.PALETTE),
  EMERGENCY("Emergency card", Way.PALETTE),
  CONSENTS("Consents", Way.CHART),
  HISTORY("History", Way.CHART);

  /** What leads to a place. */
  enum Way {
    /** The top bar names it, and the palette. */
    BAR,
    PALETTE,
    /** It belongs to the open chart, which leads to it. */
    CHART
  }

  private final String title;
  private final Way way;

  Place(String title, Way way) {
    this.title = title;
    this.way = way;
  }

  Way way() {
    return way;
  }

  boolean inBar() {
    return way == Way.BAR;
  }

  boolean ofChart() {
    return way == Way.CHART;
  }

  String title() {
    return title;
  }
}
