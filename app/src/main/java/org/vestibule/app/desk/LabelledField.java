package org.vestibule.app.desk;

import javafx.beans.property.StringProperty;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** A field below its label; what is typed goes into a model's property. */
final class LabelledField extends VBox {
  private static final double SPACE = 6;
  private static final double WIDEST = 420;

  private final TextField field;

  private LabelledField(String label, String id, StringProperty typed, TextField field) {
    super(SPACE);
    this.field = field;
    field.setId(id);
    field.setAccessibleText(label);
    field.getStyleClass().add("desk-field");
    field.setMaxWidth(WIDEST);
    field.textProperty().bindBidirectional(typed);
    getChildren().addAll(Parts.wrapping(label, "field-label"), field);
  }

  static LabelledField of(String label, String id, StringProperty typed) {
    return new LabelledField(label, id, typed, new TextField());
  }

  /** For what nobody behind should read. */
  static LabelledField secret(String label, String id, StringProperty typed) {
    return new LabelledField(label, id, typed, new PasswordField());
  }

  /** Shows an example while nothing is typed. */
  LabelledField example(String words) {
    field.setPromptText(words);
    return this;
  }

  TextField field() {
    return field;
  }
}
