package org.vestibule.app.desk;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.vestibule.app.flow.DeskFlow.Found;
import org.vestibule.app.ui.ErrorPanel;

/** Finding a person, and saying why their chart is opened. */
final class SearchPane extends VBox {
  /** What the search needs to know and where it leads. */
  interface Ways {
    void open(String patientNumber, String reason);

    /** Goes to the row of somebody who is here and has to be confirmed first. */
    void goToRow(String patientNumber);

    void back();
  }

  private static final Duration SETTLES = Duration.millis(350);
  private static final DateTimeFormatter BORN =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final SearchModel model;
  private final Ways ways;
  private final Predicate<String> hereUnconfirmed;
  private final TextField field = new TextField();
  private final TextField reason = new TextField();
  private final VBox list = Parts.column(0);
  private final VBox ask = Parts.column(8);
  private final VBox trouble = new VBox();
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
  private int chosen;

  /**
   * @param hereUnconfirmed whether the patient of this number is here and not confirmed yet
   */
  SearchPane(SearchModel model, Ways ways, Predicate<String> hereUnconfirmed) {
    this.model = model;
    this.ways = ways;
    this.hereUnconfirmed = hereUnconfirmed;
    getStyleClass().add("search-pane");
    field.getStyleClass().add("desk-field");
    field.setPromptText("Name, number or phone");
    field.setAccessibleText("Find a patient by name, number or phone");
    PauseTransition settle = new PauseTransition(SETTLES);
    settle.setOnFinished(event -> model.search(field.getText()));
    field.textProperty().addListener((property, old, now) -> settle.playFromStart());
    reason.getStyleClass().add("desk-field");
    reason.setPromptText("For example: phone call about an appointment");
    reason.setAccessibleText("Why do you open this chart");
    reason.textProperty().addListener((property, old, now) -> changed());
    buildAsk();
    getChildren()
        .addAll(
            Parts.text("Patients", "title"),
            Parts.wrapping("Find somebody by name, number or phone.", "muted"),
            field,
            trouble,
            new Waiting("The search takes long.", model.searching()),
            list,
            ask);
    model.answers().addListener((property, old, now) -> showFound());
    model.trouble().addListener((property, old, now) -> showTrouble(now));
    showFound();
  }

  private void buildAsk() {
    ask.getChildren()
        .addAll(
            Parts.text("Why do you open this chart? The ledger keeps it.", "field-label"),
            reason,
            Parts.row(8, Parts.filled("Open the chart", "Enter", this::open)));
    ask.getStyleClass().addAll("card", "padded");
  }

  ReadOnlyIntegerProperty changes() {
    return changes.getReadOnlyProperty();
  }

  /** Starts with a text, as the palette does. */
  void begin(String text) {
    field.setText(text);
    model.search(text);
  }

  void forget() {
    field.clear();
    reason.clear();
    model.clear();
  }

  void focus() {
    field.requestFocus();
  }

  void back() {
    ways.back();
  }

  List<KeyAction> keys(Runnable escape) {
    return List.of(
        KeyAction.of("↑ ↓", "move", "DOWN", () -> move(1)),
        KeyAction.of("", "", "UP", () -> move(-1)),
        KeyAction.of("Enter", "open chart", "ENTER", this::open)
            .when(() -> chosenOne().isPresent()),
        KeyAction.of("Esc", "back", "ESCAPE", escape));
  }

  private Optional<Found> chosenOne() {
    List<Found> people = model.found().get();
    return chosen < people.size() ? Optional.of(people.get(chosen)) : Optional.empty();
  }

  private void move(int by) {
    chosen = Math.max(0, Math.min(model.found().get().size() - 1, chosen + by));
    showFound();
  }

  private void open() {
    chosenOne()
        .ifPresent(
            person -> {
              if (hereUnconfirmed.test(person.patientNumber())) {
                ways.goToRow(person.patientNumber());
              } else if (reason.getText().isBlank()) {
                reason.requestFocus();
              } else {
                String why = reason.getText().strip();
                reason.clear();
                ways.open(person.patientNumber(), why);
              }
            });
  }

  private void showFound() {
    List<Found> people = model.found().get();
    chosen = Math.max(0, Math.min(people.size() - 1, chosen));
    list.getChildren().clear();
    for (int i = 0; i < people.size(); i++) {
      list.getChildren().add(row(people.get(i), i));
    }
    if (people.isEmpty() && !model.text().isEmpty() && !model.searching().get()) {
      list.getChildren()
          .add(Parts.wrapping("Nobody fits. Check the spelling, or register the person.", "muted"));
    }
    if (model.namesakes()) {
      HBox warning =
          Parts.state(
              Mark.TRIANGLE,
              "Two people have nearly the same name. Check the photo and birth date.",
              Tone.WAIT);
      warning.getStyleClass().add("namesakes");
      list.getChildren().add(warning);
    }
    boolean asks =
        chosenOne().map(each -> !hereUnconfirmed.test(each.patientNumber())).orElse(false);
    Parts.show(ask, asks);
    changed();
  }

  private HBox row(Found person, int index) {
    Label name = Parts.wrapping(person.name(), "strong");
    Label detail =
        Parts.text(
            "born " + BORN.format(person.born()) + ", " + person.patientNumber(), "muted", "note");
    VBox words = Parts.column(1, name, detail);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = Parts.row(12, new PhotoView(32, 38, Optional.empty()), words, standing(person));
    row.getStyleClass().add("found-row");
    row.pseudoClassStateChanged(DeskStyle.SELECTED, index == chosen);
    row.setOnMouseClicked(
        event -> {
          chosen = index;
          showFound();
        });
    return row;
  }

  private HBox standing(Found person) {
    return hereUnconfirmed.test(person.patientNumber())
        ? Parts.state(Mark.HALF, "here now, confirm first", Tone.WAIT)
        : Parts.state(Mark.DASH, "found by " + person.why(), Tone.MUTED);
  }

  void showTrouble(Optional<Trouble> what) {
    trouble.getChildren().clear();
    what.ifPresent(
        sad -> {
          ErrorPanel panel =
              new ErrorPanel(
                  sad.sentence(),
                  "Nothing was changed.",
                  sad.code(),
                  "Search again",
                  () -> model.search(field.getText()));
          trouble.getChildren().add(panel);
        });
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }
}
