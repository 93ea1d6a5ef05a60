package org.vestibule.app.desk;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.DeskRecord.Version;

/** Earlier versions of the open chart's record: what changed, who, when and why. */
final class HistoryScreen implements DeskScreen {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
  private static final double STEP = 0.2;

  private final HistoryModel model;
  private final Runnable back;
  private final Clock clock;
  private final VBox header = new VBox();
  private final Label note = Parts.text("", "muted");
  private final VBox rows = Parts.column(0);
  private final ScrollPane scroll;
  private final VBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param back leads to the chart again
   */
  HistoryScreen(HistoryModel model, Runnable back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    HBox head = Parts.line(8, Parts.text("History", "title"), note);
    head.getStyleClass().addAll("ledger-tools", "people-tools");
    HBox columns = new HBox();
    columns.getChildren().setAll(cells("When", "Who", "Why", "note"));
    columns.getChildren().add(Parts.text("What it says, and what changed", "note"));
    columns.getStyleClass().add("ledger-columns");
    rows.setFocusTraversable(true);
    scroll =
        Parts.scrolling(
            Parts.column(
                0,
                new TroubleLine(model.versions().trouble()),
                new Waiting(
                    "Reading every version takes long: each seal is checked.",
                    model.versions().loading()),
                rows));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox table = new VBox(head, columns, scroll);
    table.getStyleClass().add("panel");
    VBox.setVgrow(table, Priority.ALWAYS);
    root = new VBox(header, table);
    model.versions().value().addListener((property, old, now) -> show());
    show();
  }

  private static List<Label> cells(String when, String who, String why, String style) {
    return List.of(
        ArrivalRow.fixed(when, 150, style),
        ArrivalRow.fixed(who, 110, style),
        ArrivalRow.fixed(why, 130, style));
  }

  private void show() {
    note.setText(model.changedOnly() ? "what was changed" : "everything");
    rows.getChildren().clear();
    int entry = 0;
    for (Version version : model.shown()) {
      if (version.entry() != entry) {
        entry = version.entry();
        HBox head = Parts.row(8, Parts.text(title(version.type()), "section"));
        head.getStyleClass().addAll("ledger-row", "history-entry");
        rows.getChildren().add(head);
      }
      rows.getChildren().add(row(version));
    }
    if (model.versions().value().get().isPresent() && model.shown().isEmpty()) {
      rows.getChildren()
          .setAll(
              Parts.wrapping(
                  "Nothing was changed since it was written. A shows everything.",
                  "muted",
                  "empty"));
    }
    changes.set(changes.get() + 1);
  }

  /** {@code MedicationStatement} as {@code Medication statement}. */
  static String title(String type) {
    if (type.equals("Patient")) {
      return "Name and address";
    }
    String words = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.isEmpty() ? "Entry" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private HBox row(Version version) {
    VBox says = Parts.column(2, Parts.wrapping(version.words(), "ledger-cell"));
    if (!version.come().isEmpty()) {
      says.getChildren().add(Parts.wrapping("New: " + String.join(", ", version.come()), "strong"));
    }
    if (!version.gone().isEmpty()) {
      says.getChildren()
          .add(Parts.wrapping("Before: " + String.join(", ", version.gone()), "muted"));
    }
    HBox.setHgrow(says, Priority.ALWAYS);
    String when = WHEN.format(version.at().atZone(clock.getZone()));
    HBox row = new HBox();
    row.getChildren().setAll(cells(when, version.by(), version.why(), "ledger-cell"));
    row.getChildren().add(says);
    if (version.latest()) {
      row.getChildren().add(Parts.state(Mark.TICK, "holds now", Tone.OK));
    }
    row.getStyleClass().addAll("ledger-row", "history-row");
    return row;
  }

  /** Whose history: the fixed head of the open chart stands above it. */
  void begin(Chart chart) {
    header.getChildren().setAll(new ChartHeader(chart));
    model.begin(chart.number());
  }

  void forget() {
    header.getChildren().clear();
    model.forget();
  }

  private void scroll(double by) {
    scroll.setVvalue(Math.max(0, Math.min(1, scroll.getVvalue() + by)));
  }

  private void toggle() {
    model.showAll(model.changedOnly());
    show();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        KeyAction.of("↑ ↓", "move", "DOWN", () -> scroll(STEP)),
        KeyAction.of("", "", "UP", () -> scroll(-STEP)),
        KeyAction.of(
            "A", model.changedOnly() ? "show everything" : "changes only", "A", this::toggle),
        KeyAction.of("Esc", "back to the chart", "ESCAPE", back));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    rows.requestFocus();
  }

  @Override
  public void hidden() {
    forget();
  }
}
