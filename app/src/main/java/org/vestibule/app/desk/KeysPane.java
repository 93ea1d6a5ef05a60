package org.vestibule.app.desk;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** All keys of the screen in front; any key or click closes it. */
final class KeysPane extends StackPane {
  private final VBox list = Parts.column(10);

  KeysPane() {
    getStyleClass().add("palette-layer");
    list.getStyleClass().addAll("palette", "all-keys");
    list.setMaxSize(420, Region.USE_PREF_SIZE);
    setAlignment(Pos.CENTER);
    getChildren().add(list);
    setOnMousePressed(event -> close());
    Parts.show(this, false);
  }

  void open(List<KeyAction> keys) {
    list.getChildren().setAll(Parts.text("Keys on this screen", "section"));
    keys.stream()
        .filter(action -> !action.words().isEmpty())
        .forEach(action -> row(action.cap(), action.words()));
    row("Ctrl K", "find a patient or a command");
    row("F12", "lock the desk");
    Parts.show(this, true);
  }

  private void row(String cap, String words) {
    StackPane key = new StackPane(Parts.keyCap(cap));
    key.setAlignment(Pos.CENTER_LEFT);
    key.setMinWidth(90);
    list.getChildren().add(Parts.row(8, key, Parts.text(words)));
  }

  void close() {
    Parts.show(this, false);
  }
}
