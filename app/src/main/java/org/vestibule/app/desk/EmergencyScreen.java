package org.vestibule.app.desk;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/** Emergency access: whose card, why, and beside it the card. */
final class EmergencyScreen implements DeskScreen {
  private final EmergencyModel model;
  private final Runnable back;
  private final PersonPicker whose;
  private final TextField reason;
  private final FormAndContent both;

  /**
   * @param back where Escape leads
   */
  EmergencyScreen(EmergencyModel model, Runnable back) {
    this.model = model;
    this.back = back;
    this.whose =
        new PersonPicker(
            model.person(),
            "Whose",
            "emergency-find",
            "Whose emergency card: name, number or phone");
    LabelledField why =
        LabelledField.of("Why, in a few words", "emergency-reason", model.reason())
            .example("For example: fainted in the waiting room");
    this.reason = why.field();
    this.both =
        new FormAndContent(
            "Emergency card",
            "Anybody of staff may open it at once. Somebody else signs that off afterwards.",
            whose,
            why,
            new ActionRow(
                model.opening(),
                "Opening the card takes long.",
                Parts.filled("Open the emergency card", "Enter", model::open)));
    model.person().chosen().addListener((property, old, now) -> both.changed());
    model.card().addListener((property, old, now) -> showCard());
    showCard();
  }

  private void showCard() {
    both.show(
        model
            .card()
            .get()
            .<Node>map(EmergencyCardPane::new)
            .orElseGet(
                () ->
                    Parts.wrapping(
                        "Allergies, medicines, blood group and whom to call appear here.",
                        "muted")));
  }

  /** Starts with a text, as the palette and the chart do. */
  void begin(String text) {
    model.forget();
    whose.begin(text);
  }

  void forget() {
    model.forget();
    whose.clear();
  }

  private void escape() {
    if (model.card().get().isPresent()) {
      model.close();
      shown();
    } else {
      back.run();
    }
  }

  @Override
  public Node node() {
    return both.root();
  }

  @Override
  public List<KeyAction> keys() {
    return KeyAction.withArrows(
        "choose",
        model.person()::move,
        KeyAction.of("Enter", "open the card", "ENTER", this::enter),
        KeyAction.of(
            "Esc",
            model.card().get().isPresent() ? "put the card away" : "back",
            "ESCAPE",
            this::escape));
  }

  /** Enter in the search goes on to the reason. */
  private void enter() {
    if (whose.hasFocus() && reason.getText().isBlank()) {
      reason.requestFocus();
    } else {
      model.open();
    }
  }

  @Override
  public ObservableValue<?> keysChange() {
    return both.changes();
  }

  @Override
  public void shown() {
    (whose.field().getText().isEmpty() ? whose.field() : reason).requestFocus();
  }

  @Override
  public void hidden() {
    forget();
  }
}
