package org.vestibule.app.desk;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.PeopleWork;

/** Emergency access to sign off: who, when, whom and why; for administrators and auditors. */
final class ReviewsScreen implements DeskScreen {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final ReviewsModel model;
  private final Runnable back;
  private final Clock clock;
  private final VBox rows = Parts.column(0);
  private final TextField remark = new TextField();
  private final VBox detail = Parts.column(14);
  private final HBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param back where Escape leads
   */
  ReviewsScreen(ReviewsModel model, Runnable back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    remark.getStyleClass().add("desk-field");
    remark.setId("review-remark");
    remark.setAccessibleText("Remark");
    remark.textProperty().bindBidirectional(model.remark());
    detail.getStyleClass().addAll("ledger-entry", "wall");
    root = new HBox(table(), detail);
    model.waiting().value().addListener((property, old, now) -> show());
    model.chosen().addListener((property, old, now) -> show());
    show();
  }

  private VBox table() {
    HBox head =
        Parts.line(
            8,
            Parts.text("Emergency access", "title"),
            Parts.text("waiting to be signed off", "muted"));
    head.getStyleClass().addAll("ledger-tools", "people-tools");
    HBox columns = new HBox();
    columns.getChildren().setAll(cells("When", "Who", "Patient", "Why", "note"));
    columns.getStyleClass().add("ledger-columns");
    rows.setFocusTraversable(true);
    var scroll =
        Parts.scrolling(
            Parts.column(
                0,
                new TroubleLine(model.waiting().trouble()),
                new Waiting("Reading the list takes long.", model.waiting().loading()),
                rows));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox table = new VBox(head, columns, scroll);
    table.getStyleClass().add("panel");
    HBox.setHgrow(table, Priority.ALWAYS);
    return table;
  }

  private static List<Label> cells(
      String when, String who, String patient, String why, String style) {
    Label last = Parts.wrapping(why, style);
    last.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(last, Priority.ALWAYS);
    return List.of(
        ArrivalRow.fixed(when, 112, style),
        ArrivalRow.fixed(who, 112, style),
        ArrivalRow.fixed(patient, 260, style),
        last);
  }

  private void show() {
    rows.getChildren().setAll(model.all().stream().map(this::row).toList());
    if (model.all().isEmpty() && model.waiting().value().get().isPresent()) {
      rows.getChildren()
          .setAll(Parts.wrapping("No emergency access waits to be signed off.", "muted", "empty"));
    }
    detail.getChildren().clear();
    model.chosen().get().ifPresent(this::showDetail);
    changes.set(changes.get() + 1);
  }

  private String when(PeopleWork.Waiting use) {
    return WHEN.format(use.at().atZone(clock.getZone()));
  }

  private HBox row(PeopleWork.Waiting use) {
    HBox row = new HBox();
    row.getChildren()
        .setAll(
            cells(
                when(use),
                use.user(),
                use.name() + ", " + use.patient(),
                use.reason(),
                "ledger-cell"));
    row.getStyleClass().add("ledger-row");
    row.pseudoClassStateChanged(
        DeskStyle.SELECTED, model.chosen().get().map(use::equals).orElse(false));
    row.setOnMousePressed(event -> model.choose(use));
    return row;
  }

  private void showDetail(PeopleWork.Waiting use) {
    detail
        .getChildren()
        .addAll(
            Parts.column(
                2,
                Parts.wrapping(use.name(), "title-18"),
                Parts.text(use.patient() + ", " + when(use), "muted")),
            Parts.wrapping(use.user() + " wrote: “" + use.reason() + "”"),
            Parts.rule());
    if (model.own(use)) {
      detail
          .getChildren()
          .add(
              Parts.wrapping(
                  "This access is your own. Another administrator or the auditor signs it off.",
                  "wait-text",
                  "strong"));
      return;
    }
    detail
        .getChildren()
        .addAll(
            Parts.column(
                6,
                Parts.wrapping("Remark; needed when it was not justified", "field-label"),
                remark),
            new TroubleLine(model.signing().trouble()),
            Parts.row(8, Parts.filled("Justified", "Alt J", () -> model.sign(true))),
            Parts.row(8, Parts.outlined("Not justified", "Alt N", () -> model.sign(false))));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        KeyAction.of("↑ ↓", "move", "DOWN", () -> model.move(1)),
        KeyAction.of("", "", "UP", () -> model.move(-1)),
        KeyAction.of("Alt J", "justified", "Alt+J", () -> model.sign(true)).when(this::mine),
        KeyAction.of("Alt N", "not justified", "Alt+N", () -> model.sign(false)).when(this::mine),
        KeyAction.of("Esc", "back", "ESCAPE", back));
  }

  private boolean mine() {
    return model.chosen().get().map(use -> !model.own(use)).orElse(false);
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    model.refresh();
    rows.requestFocus();
  }
}
