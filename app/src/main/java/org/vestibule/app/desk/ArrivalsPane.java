package org.vestibule.app.desk;

import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Expected;
import org.vestibule.app.ui.ErrorPanel;

/** The middle of the day: who has come, who is expected, how many are done. */
final class ArrivalsPane extends VBox {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

  private final DayModel model;
  private final Map<DayModel.Filter, Button> filters = new EnumMap<>(DayModel.Filter.class);
  private final VBox trouble = Parts.column(0);
  private final VBox rows = Parts.column(0);
  private final VBox expected = Parts.column(0);
  private final Label done = Parts.text("", "strong");
  private final Label lastDone = new Label();
  private final ScrollPane scroll;
  private List<Arrival> shownRows = List.of();
  private Optional<String> shownChoice = Optional.empty();

  ArrivalsPane(DayModel model) {
    this.model = model;
    getStyleClass().addAll("arrivals", "panel");
    rows.getStyleClass().add("queue");
    rows.setFocusTraversable(true);
    rows.setAccessibleRole(AccessibleRole.LIST_VIEW);
    rows.setAccessibleText("Arrivals");
    scroll = Parts.scrolling(Parts.column(0, rows, expected));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    lastDone.getStyleClass().add("muted");
    HBox foot = Parts.row(8, done, lastDone, Parts.gap(), Parts.keyCap("D"));
    foot.getStyleClass().add("done-bar");
    getChildren().addAll(heading(), columns(), trouble, scroll, foot);
    model.trouble().addListener((property, old, now) -> showTrouble(now));
  }

  private HBox heading() {
    HBox box = Parts.line(16, Parts.text("Arrivals", "title-18"));
    for (DayModel.Filter filter : DayModel.Filter.values()) {
      Button button = new Button();
      button.getStyleClass().add("filter");
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(event -> model.show(filter));
      filters.put(filter, button);
      box.getChildren().add(button);
    }
    box.getStyleClass().add("arrivals-heading");
    return box;
  }

  private static HBox columns() {
    Label who = new Label("Who and why");
    who.getStyleClass().addAll("muted", "note");
    HBox.setHgrow(who, Priority.ALWAYS);
    who.setMaxWidth(Double.MAX_VALUE);
    Label waited = ArrivalRow.fixed("Waited", ArrivalRow.WAITED, "muted", "note");
    waited.setAlignment(Pos.CENTER_RIGHT);
    HBox head =
        Parts.row(
            0,
            ArrivalRow.fixed("No.", ArrivalRow.NUMBER, "muted", "note"),
            who,
            ArrivalRow.fixed("Doctor", ArrivalRow.DOCTOR, "muted", "note"),
            ArrivalRow.fixed("Where they are", ArrivalRow.WHERE, "muted", "note"),
            waited);
    head.getStyleClass().add("columns");
    return head;
  }

  /** The queue takes the keyboard. */
  void focus() {
    rows.requestFocus();
  }

  void show() {
    filters.forEach(
        (filter, button) -> {
          button.setText(filter.title() + " " + model.count(filter));
          button.pseudoClassStateChanged(DeskStyle.SELECTED, filter == model.filter().get());
        });
    showRows(model.rows(), model.chosen().get().map(Arrival::id));
    showExpected(model.view().get().expected());
    done.setText("Done today, " + model.view().get().doneToday());
    String last = model.view().get().lastDone();
    lastDone.setText(last.isEmpty() ? "" : "last: " + last);
  }

  private void showRows(List<Arrival> list, Optional<String> choice) {
    if (list.equals(shownRows) && choice.equals(shownChoice) && !rows.getChildren().isEmpty()) {
      return;
    }
    shownRows = list;
    shownChoice = choice;
    ArrivalRow.Answers answers = new ArrivalRow.Answers(model::confirm, model::refuse, model::tell);
    rows.getChildren().clear();
    for (Arrival arrival : list) {
      boolean chosen = choice.equals(Optional.of(arrival.id()));
      ArrivalRow row = new ArrivalRow(arrival, chosen, answers);
      row.setOnMousePressed(
          event -> {
            rows.requestFocus();
            model.choose(arrival.id());
          });
      rows.getChildren().add(row);
      if (chosen) {
        reveal(row);
      }
    }
    if (list.isEmpty()) {
      Label empty = Parts.wrapping(emptyWords(), "muted", "empty");
      rows.getChildren().add(empty);
    }
  }

  private String emptyWords() {
    return switch (model.filter().get()) {
      case ALL, WAITING, CONFIRM -> "No one is waiting. Arrivals appear here.";
      case WITH_DOCTOR -> "No one is with a doctor. C calls the next person in.";
      case DONE -> "No visit is done yet.";
    };
  }

  private void reveal(Node row) {
    Bounds place = row.getBoundsInParent();
    double all = rows.getHeight() + expected.getHeight();
    double seen = scroll.getViewportBounds().getHeight();
    if (all > seen && seen > 0) {
      double wanted = place.getMinY() / (all - seen);
      if (place.getMinY() < scroll.getVvalue() * (all - seen)
          || place.getMaxY() > scroll.getVvalue() * (all - seen) + seen) {
        scroll.setVvalue(Math.max(0, Math.min(1, wanted)));
      }
    }
  }

  private void showExpected(List<Expected> list) {
    expected.getChildren().clear();
    boolean shown = model.filter().get() == DayModel.Filter.ALL && !list.isEmpty();
    Parts.show(expected, shown);
    if (!shown) {
      return;
    }
    HBox heading = Parts.heading("Expected next", String.valueOf(list.size()), "");
    heading.getStyleClass().add("expected-heading");
    expected.getChildren().add(heading);
    list.forEach(who -> expected.getChildren().add(expectedRow(who)));
  }

  private static HBox expectedRow(Expected who) {
    Label name = new Label(who.name());
    name.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
    Label reason = new Label(who.reason());
    reason.getStyleClass().add("muted");
    HBox words = Parts.line(6, name, reason);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox state = Parts.state(Mark.DASH, "Not here yet", Tone.MUTED);
    state.setMinWidth(ArrivalRow.WHERE + ArrivalRow.WAITED);
    HBox row =
        Parts.row(
            0,
            ArrivalRow.fixed(TIME.format(who.time()), ArrivalRow.NUMBER, "muted"),
            words,
            ArrivalRow.fixed(who.doctor(), ArrivalRow.DOCTOR, "muted"),
            state);
    row.getStyleClass().add("expected-row");
    return row;
  }

  private void showTrouble(Optional<Trouble> what) {
    trouble.getChildren().clear();
    what.ifPresent(
        sad ->
            trouble
                .getChildren()
                .add(
                    new ErrorPanel(
                        sad.sentence(), "", sad.code(), "All right", model::forgetTrouble)));
    trouble.getStyleClass().setAll(what.isPresent() ? "trouble" : "no-trouble");
  }
}
