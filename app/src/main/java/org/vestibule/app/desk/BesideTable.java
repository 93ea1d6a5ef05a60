package org.vestibule.app.desk;

import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.DeskIdentity.Beside;

/** Two people who may be one, field by field, and what would stand if they are. */
final class BesideTable extends CompareGrid {

  /**
   * @param one what the first column is: {@code becomes part of the other}
   * @param other what the second column is: {@code stands for both}
   */
  BesideTable(Beside beside, String one, String other) {
    super(3);
    cell(0, new VBox(), "cell-head");
    cell(1, head(beside.one(), one), "cell-head");
    cell(2, head(beside.other(), other), "cell-head");
    cell(3, Parts.wrapping("What stands if they are one person", "muted"), "cell-head");
    nextRow();
    for (Beside.Line line : beside.lines()) {
      cell(0, Parts.wrapping(line.compared().field(), "muted"));
      cell(1, Parts.wrapping(orDash(line.compared().typed())));
      cell(2, likeness(line.compared()));
      cell(3, Parts.wrapping(orDash(line.kept())));
      nextRow();
    }
    setAccessibleText("Two people side by side");
  }

  private static HBox head(Beside.Side side, String what) {
    return head(side.photo(), side.number(), what);
  }
}
