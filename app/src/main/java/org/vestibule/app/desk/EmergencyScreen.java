package org.vestibule.app.desk;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.vestibule.app.flow.DeskFlow.Found;
import org.vestibule.app.flow.PeopleWork.Card;

/** Emergency access: whose card, why, and beside it the card. */
final class EmergencyScreen implements DeskScreen {
  private static final Duration SETTLES = Duration.millis(350);
  private static final DateTimeFormatter BORN =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final EmergencyModel model;
  private final Runnable back;
  private final TextField find = new TextField();
  private final TextField reason = new TextField();
  private final VBox list = Parts.column(0);
  private final TroubleLine trouble;
  private final VBox right = Parts.column(14);
  private final HBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param back where Escape leads
   */
  EmergencyScreen(EmergencyModel model, Runnable back) {
    this.model = model;
    this.back = back;
    this.trouble = new TroubleLine(model.opening().trouble());
    right.getStyleClass().add("registration-right");
    HBox.setHgrow(right, Priority.ALWAYS);
    root = new HBox(form(), right);
    model.search().answers().addListener((property, old, now) -> showFound());
    model.chosen().addListener((property, old, now) -> showFound());
    model.card().addListener((property, old, now) -> showCard());
    showFound();
    showCard();
  }

  private VBox form() {
    find.getStyleClass().add("desk-field");
    find.setId("emergency-find");
    find.setPromptText("Name, number or phone");
    find.setAccessibleText("Whose emergency card: name, number or phone");
    PauseTransition settle = new PauseTransition(SETTLES);
    settle.setOnFinished(event -> settled());
    find.textProperty().addListener((property, old, now) -> settle.playFromStart());
    reason.getStyleClass().add("desk-field");
    reason.setId("emergency-reason");
    reason.setPromptText("For example: fainted in the waiting room");
    reason.setAccessibleText("Why is the card needed");
    reason.textProperty().bindBidirectional(model.reason());
    VBox form =
        Parts.column(
            14,
            Parts.column(
                4,
                Parts.text("Emergency card", "title"),
                Parts.wrapping(
                    "Anybody of staff may open it at once. Somebody else signs that off"
                        + " afterwards.",
                    "muted")),
            Parts.column(6, Parts.text("Whose", "field-label"), find),
            new Waiting("The search takes long.", model.search().searching()),
            list,
            Parts.column(6, Parts.text("Why, in a few words", "field-label"), reason),
            trouble,
            Parts.row(8, Parts.filled("Open the emergency card", "Enter", model::open)));
    form.getStyleClass().addAll("registration-left", "registration-form");
    return form;
  }

  /** A text that came from elsewhere was searched for already. */
  private void settled() {
    if (!find.getText().strip().equals(model.search().text())) {
      model.search().search(find.getText());
    }
  }

  private void showFound() {
    list.getChildren().setAll(model.search().found().get().stream().map(this::row).toList());
    if (model.search().namesakes()) {
      list.getChildren()
          .add(
              Parts.state(Mark.TRIANGLE, "Nearly the same name. Check the birth date.", Tone.WAIT));
    }
    changed();
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
        DeskStyle.SELECTED, model.chosen().get().equals(Optional.of(person)));
    row.setOnMouseClicked(event -> model.choose(person));
    return row;
  }

  private void showCard() {
    right
        .getChildren()
        .setAll(
            model
                .card()
                .get()
                .<Node>map(card -> Parts.scrolling(new EmergencyCardPane(card)))
                .orElseGet(
                    () ->
                        Parts.wrapping(
                            "Allergies, medicines, blood group and whom to call appear here.",
                            "muted")));
    changed();
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }

  /** Starts with a text, as the palette and the chart do. */
  void begin(String text) {
    model.forget();
    find.setText(text);
    model.search().search(text);
  }

  void forget() {
    model.forget();
    find.clear();
  }

  private void escape() {
    Optional<Card> open = model.card().get();
    if (open.isPresent()) {
      model.close();
      shown();
    } else {
      back.run();
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        KeyAction.of("↑ ↓", "choose", "DOWN", () -> model.move(1)),
        KeyAction.of("", "", "UP", () -> model.move(-1)),
        KeyAction.of("Enter", "open the card", "ENTER", this::enter),
        KeyAction.of(
            "Esc",
            model.card().get().isPresent() ? "put the card away" : "back",
            "ESCAPE",
            this::escape));
  }

  /** Enter in the search goes on to the reason. */
  private void enter() {
    if (find.isFocused() && reason.getText().isBlank()) {
      reason.requestFocus();
    } else {
      model.open();
    }
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    (find.getText().isEmpty() ? find : reason).requestFocus();
  }

  @Override
  public void hidden() {
    forget();
  }
}
