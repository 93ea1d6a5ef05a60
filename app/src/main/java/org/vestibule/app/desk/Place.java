package org.vestibule.app.desk;

import java.util.Optional;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskRight;

/** The places of the desk. */
enum Place {
  DAY("The day", Way.BAR),
  PATIENTS("Patients", Way.BAR),
  REGISTER("Register", Way.BAR),
  LEDGER("Ledger", Way.BAR),
  ACCURACY("Accuracy", Way.BAR),
  STAFF("Staff", Way.PALETTE, DeskRight.MANAGE_STAFF),
  REVIEWS("Emergency reviews", Way.PALETTE, DeskRight.SIGN_OFF_EMERGENCIES),
  EMERGENCY("Emergency card", Way.PALETTE),
  FACTOR("My second factor", Way.PALETTE, DeskRight.OWN_FACTOR),
  MERGE("Merge two records", Way.PALETTE, DeskRight.MERGE_RECORDS),
  IMPORTS("Imported people", Way.PALETTE, DeskRight.REVIEW_IMPORTS),
  BACKUP("Backup", Way.PALETTE, DeskRight.BACK_UP),
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
  private final Optional<DeskRight> needs;

  Place(String title, Way way) {
    this.title = title;
    this.way = way;
    this.needs = Optional.empty();
  }

  Place(String title, Way way, DeskRight needs) {
    this.title = title;
    this.way = way;
    this.needs = Optional.of(needs);
  }

  /** Whether it is for whoever is signed in, as the store's access matrix has it. */
  boolean isFor(DeskFlow flow) {
    return needs.map(flow::may).orElse(true);
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
