package org.vestibule.app.desk;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What can be done, below what went wrong when it was tried and what it waits for. */
final class ActionRow extends VBox {
  private static final double SPACE = 14;

  /**
   * @param slow what is said after four seconds of doing it
   */
  ActionRow(Deed deed, String slow, Node... buttons) {
    super(SPACE);
    HBox row = Parts.row(8, buttons);
    getChildren().addAll(new TroubleLine(deed.trouble()), new Waiting(slow, deed.busy()), row);
  }
}
