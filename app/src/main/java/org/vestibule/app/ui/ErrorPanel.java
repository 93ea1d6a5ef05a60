package org.vestibule.app.ui;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Something went wrong, in words for a person: what happened and what to do, what is safe, a short
 * code to read out on the phone, one button.
 */
public final class ErrorPanel extends VBox {
  private final Button action;

  /**
   * @param sentence what happened and what to do, one plain sentence
   * @param safe what is not lost; empty for nothing to say
   * @param code such as {@code V-41}; empty for none
   * @param actionLabel of the one button; empty for no button
   * @param onAction what the button does
   */
  public ErrorPanel(
      String sentence, String safe, String code, String actionLabel, Runnable onAction) {
    getStyleClass().add("error-panel");
    setAccessibleRole(AccessibleRole.TEXT);
    setAccessibleText(safe.isEmpty() ? sentence : sentence + " " + safe);
    Region sign = Icon.WARNING.node(24);
    HBox head = new HBox(12, sign, line(sentence, "error-sentence"));
    getChildren().add(head);
    if (!safe.isEmpty()) {
      getChildren().add(line(safe, "error-safe"));
    }
    if (!code.isEmpty()) {
      getChildren().add(line(code, "error-code"));
    }
    action = new Button(actionLabel);
    action.getStyleClass().setAll("button", "desk-button", "main");
    action.setOnAction(event -> onAction.run());
    if (!actionLabel.isEmpty()) {
      getChildren().add(action);
    }
  }

  /** The panel's button, for a key or the focus. */
  public Button action() {
    return action;
  }

  private static Label line(String text, String styleClass) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add(styleClass);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
