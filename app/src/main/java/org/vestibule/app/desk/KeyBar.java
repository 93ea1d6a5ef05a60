package org.vestibule.app.desk;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** The bar at the foot: the keys that work now, and how things stand. */
final class KeyBar extends HBox {
  private final HBox keys = Parts.row(20);
  private final Label standing = Parts.text("", "standing");

  KeyBar() {
    getStyleClass().add("key-bar");
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    getChildren().addAll(keys, Parts.gap(), standing);
  }

  void showKeys(List<KeyAction> actions) {
    keys.getChildren()
        .setAll(
            actions.stream()
                .filter(action -> !action.words().isEmpty() && action.works().getAsBoolean())
                .map(action -> Parts.row(8, Parts.keyCap(action.cap()), Parts.text(action.words())))
                .toList());
  }

  void showStanding(List<String> facts) {
    String words = String.join("  ·  ", facts);
    standing.setText(words);
    standing.setTooltip(new Tooltip(words)); // The line may be too narrow for all of it.
  }
}
