package org.vestibule.app.desk;

/** The places of the desk that the top bar names. */
enum Place {
  DAY("The day"),
  PATIENTS("Patients"),
  REGISTER("Register"),
  LEDGER("Ledger"),
  ACCURACY("Accuracy");

  private final String title;

  Place(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
