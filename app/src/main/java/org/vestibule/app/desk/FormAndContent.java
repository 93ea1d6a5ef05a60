package org.vestibule.app.desk;

import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What the screens share that ask on the left and show on the right. FX thread only. */
final class FormAndContent {
  private final VBox content = Parts.column(14);
  private final HBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param note what the screen is for, in a sentence
   */
  FormAndContent(String title, String note, Node... form) {
    VBox left =
        Parts.column(
            14, Parts.column(4, Parts.text(title, "title"), Parts.wrapping(note, "muted")));
    left.getChildren().addAll(form);
    left.getStyleClass().add("registration-left");
    ScrollPane asking = Parts.scrolling(left);
    asking.setFitToHeight(true);
    asking.getStyleClass().add("registration-form");
    content.getStyleClass().add("registration-right");
    ScrollPane scroll = Parts.scrolling(content);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    root = new HBox(asking, scroll);
    root.getStyleClass().add("wall");
  }

  /** Fills the right side anew. */
  void show(Node... next) {
    content.getChildren().setAll(next);
    changed();
  }

  Parent root() {
    return root;
  }

  /** Grows when the keys have to be asked again. */
  ObservableValue<?> changes() {
    return changes.getReadOnlyProperty();
  }

  void changed() {
    changes.set(changes.get() + 1);
  }
}
