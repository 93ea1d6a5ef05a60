package org.vestibule.app.desk;

import javafx.print.PrinterJob;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Prints a few lines on the standard printer. Used on the FX thread only. */
final class Paper {
  private Paper() {}

  /** What came of it. */
  enum Outcome {
    PRINTED,
    NO_PRINTER,
    REFUSED
  }

  static Outcome print(String lines) {
    PrinterJob job = PrinterJob.createPrinterJob();
    if (job == null) {
      return Outcome.NO_PRINTER;
    }
    Text page = new Text(lines);
    page.setFont(Font.font("Monospaced", 16));
    return job.printPage(page) && job.endJob() ? Outcome.PRINTED : Outcome.REFUSED;
  }
}
