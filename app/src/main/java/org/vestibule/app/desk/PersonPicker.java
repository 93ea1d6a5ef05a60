package org.vestibule.app.desk;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.vestibule.app.flow.DeskFlow.Found;

/** A field that finds people, and below it those found, of whom one is chosen. */
final class PersonPicker extends VBox {
  private static final Duration SETTLES = Duration.millis(350);
  private static final DateTimeFormatter BORN =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final PersonChoice choice;
  private final TextField field = new TextField();
  private final VBox list = Parts.column(0);

  /**
   * @param label {@code Whose}
   * @param spoken what a screen reader says for the field
   */
  PersonPicker(PersonChoice choice, String label, String id, String spoken) {
    super(14);
    this.choice = choice;
    field.getStyleClass().add("desk-field");
    field.setId(id);
    field.setPromptText("Name, number or phone");
    field.setAccessibleText(spoken);
    PauseTransition settle = new PauseTransition(SETTLES);
    settle.setOnFinished(event -> settled());
    field.textProperty().addListener((property, old, now) -> settle.playFromStart());
    getChildren()
        .addAll(
            Parts.column(6, Parts.text(label, "field-label"), field),
            new Waiting("The search takes long.", choice.search().searching()),
            list);
    choice.search().answers().addListener((property, old, now) -> show());
    choice.chosen().addListener((property, old, now) -> show());
    show();
  }

  /** A text that came from elsewhere was searched for already. */
  private void settled() {
    if (!field.getText().strip().equals(choice.search().text())) {
      choice.search().search(field.getText());
    }
  }

  private void show() {
    list.getChildren().setAll(choice.search().found().get().stream().map(this::row).toList());
    if (choice.search().namesakes()) {
      list.getChildren()
          .add(
              Parts.state(Mark.TRIANGLE, "Nearly the same name. Check the birth date.", Tone.WAIT));
    }
  }

  private HBox row(Found person) {
    VBox words =
        Parts.column(
            1,
            Parts.wrapping(person.name(), "strong"),
            Parts.text(
                "born " + BORN.format(person.born()) + ", " + person.patientNumber(),
                "muted",
                "note"));
    HBox row = Parts.row(12, new PhotoView(32, 38, Optional.empty()), words);
    row.getStyleClass().add("found-row");
    row.pseudoClassStateChanged(
        DeskStyle.SELECTED, choice.chosen().get().equals(Optional.of(person)));
    row.setOnMouseClicked(event -> choice.choose(person));
    return row;
  }

  /** Searches for a text at once. */
  void begin(String text) {
    field.setText(text);
    choice.search().search(text);
  }

  void clear() {
    field.clear();
  }

  /** Whether what is typed goes here. */
  boolean hasFocus() {
    return getScene() != null && getScene().getFocusOwner() == field;
  }

  TextField field() {
    return field;
  }
}
