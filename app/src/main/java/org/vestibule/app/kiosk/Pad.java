package org.vestibule.app.kiosk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Icon;

/** The pad of three by four keys, with digits or with months. Never mirrored. */
final class Pad extends GridPane {
  private static final double KEY_HEIGHT = 170;
  private static final double SPACE = 20;
  private final Kit kit;
  private final IntConsumer onDigit;
  private final IntConsumer onMonth;
  private final Runnable onDelete;
  private boolean months;
  private boolean filled;

  Pad(Kit kit, IntConsumer onDigit, IntConsumer onMonth, Runnable onDelete) {
    this.kit = kit;
    this.onDigit = onDigit;
    this.onMonth = onMonth;
    this.onDelete = onDelete;
    getStyleClass().add("pad");
    setHgap(SPACE);
    setVgap(SPACE);
    setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    for (int i = 0; i < 3; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100 / 3.0);
      getColumnConstraints().add(column);
    }
    for (int i = 0; i < 4; i++) {
      RowConstraints row = new RowConstraints(Kit.TARGET, KEY_HEIGHT, Double.MAX_VALUE);
      row.setVgrow(Priority.ALWAYS);
      getRowConstraints().add(row);
    }
    setMaxHeight(kit.landscape() ? Double.MAX_VALUE : 4 * KEY_HEIGHT + 3 * SPACE);
    show(false);
  }

  /** Digits, or month names. Keys keep their places, so nothing moves under a finger. */
  void show(boolean monthNames) {
    if (filled && monthNames == months) {
      return;
    }
    filled = true;
    months = monthNames;
    List<KioskButton> keys = monthNames ? monthKeys() : digitKeys();
    getChildren().clear();
    for (int i = 0; i < keys.size(); i++) {
      keys.get(i).setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
      add(keys.get(i), i % 3, i / 3);
    }
  }

  private List<KioskButton> digitKeys() {
    List<KioskButton> keys = new ArrayList<>();
    for (int digit = 1; digit <= 9; digit++) {
      keys.add(digitKey(digit));
    }
    KioskButton delete =
        kit.button(
            kit.say("born.delete"),
            Icon.DELETE.node(42),
            Weight.MEDIUM,
            36,
            onDelete,
            "key",
            "quiet");
    delete.setContentDisplay(ContentDisplay.LEFT);
    delete.setGraphicTextGap(22);
    keys.add(delete);
    keys.add(digitKey(0));
    return keys;
  }

  private KioskButton digitKey(int digit) {
    return kit.button(
        Integer.toString(digit), null, Weight.MEDIUM, 64, () -> onDigit.accept(digit), "key");
  }

  private List<KioskButton> monthKeys() {
    List<KioskButton> keys = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      int chosen = month;
      keys.add(
          kit.button(
              kit.say("month." + month),
              null,
              Weight.MEDIUM,
              42,
              () -> onMonth.accept(chosen),
              "key"));
    }
    return keys;
  }
}
