package org.vestibule.app.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.desk.ListAndPanel.Column;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.DeskIdentity.Merged;
import org.vestibule.app.flow.DeskRecord.Version;

/**
 * Earlier versions of the open chart's record: what changed, who, when and why; and the records
 * that were merged into it, to be parted again.
 */
final class HistoryScreen implements DeskScreen {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
  private static final double STEP = 0.2;

  private final HistoryModel model;
  private final Consumer<Boolean> back;
  private final Clock clock;
  private final LabelledField reason;
  private final ListAndPanel<Version> list;

  /**
   * @param back leads to the chart again; told whether anything was changed
   */
  HistoryScreen(HistoryModel model, Consumer<Boolean> back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    this.reason =
        LabelledField.of("Why are these two people after all", "part-reason", model.reason());
    this.list =
        new ListAndPanel<>(
            new ListAndPanel.Words(
                "History",
                "",
                "Reading every version takes long: each seal is checked.",
                "Nothing was changed since it was written. A shows everything."),
            List.of(
                new Column("When", 150),
                new Column("Who", 110),
                new Column("Why", 130),
                new Column("What it says, and what changed", 0)),
            version -> List.of(when(version.at()), version.by(), version.why()),
            version -> {},
            model.versions(),
            ListAndPanel.Panel.NARROW);
    model.versions().value().addListener((property, old, now) -> show());
    model.merged().value().addListener((property, old, now) -> showMerged());
    model.chosen().addListener((property, old, now) -> showMerged());
    show();
    showMerged();
  }

  private String when(Instant at) {
    return WHEN.format(at.atZone(clock.getZone()));
  }

  private void show() {
    list.showNote(model.changedOnly() ? "what was changed" : "everything");
    List<Node> rows = new ArrayList<>();
    int entry = 0;
    for (Version version : model.shown()) {
      if (version.entry() != entry) {
        entry = version.entry();
        HBox head = Parts.row(8, Parts.text(title(version.type()), "section"));
        head.getStyleClass().addAll("ledger-row", "history-entry");
        rows.add(head);
      }
      rows.add(row(version));
    }
    list.showRows(rows);
  }

  /** The records that this one was made of, and how to undo it. */
  private void showMerged() {
    List<Node> panel = new ArrayList<>();
    panel.add(Parts.wrapping("Merged into this record", "title-18"));
    model.all().forEach(each -> panel.add(merged(each)));
    panel.add(
        Parts.wrapping(
            "Undoing it parts them: each has what it had, and what was written in it since.",
            "muted"));
    panel.add(reason);
    panel.add(
        new ActionRow(
            model.parting(),
            "Parting them takes long.",
            Parts.filled("Undo the merge", "Ctrl Enter", this::part)));
    list.showPanel(panel.toArray(Node[]::new));
    list.keepPanel(!model.all().isEmpty());
    list.changed();
  }

  private VBox merged(Merged each) {
    VBox card =
        Parts.column(
            2,
            Parts.wrapping(each.name() + ", " + each.number(), "strong"),
            Parts.wrapping("by " + each.by() + ", " + when(each.at()), "muted"));
    if (!each.reason().isEmpty()) {
      card.getChildren().add(Parts.wrapping("“" + each.reason() + "”"));
    }
    card.getStyleClass().add("found-row");
    card.pseudoClassStateChanged(
        DeskStyle.SELECTED, model.chosen().get().equals(Optional.of(each)));
    return card;
  }

  private void part() {
    model.part(() -> back.accept(true));
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
    HBox row = list.row(List.of(when(version.at()), version.by(), version.why()), says);
    if (version.latest()) {
      row.getChildren().add(Parts.state(Mark.TICK, "holds now", Tone.OK));
    }
    row.getStyleClass().add("history-row");
    return row;
  }

  /** Whose history: the fixed head of the open chart stands above it. */
  void begin(Chart chart) {
    list.showHead(new ChartHeader(chart));
    model.begin(chart);
    if (!chart.clinical()) {
      list.showNote("merged records only: clinicians see earlier versions");
    }
  }

  void forget() {
    list.showHead();
    model.forget();
  }

  private void toggle() {
    model.showAll(model.changedOnly());
    show();
  }

  @Override
  public Node node() {
    return list.root();
  }

  @Override
  public List<KeyAction> keys() {
    boolean undo = model.chosen().get().isPresent();
    return KeyAction.withArrows(
        "move",
        by -> list.scroll(by * STEP),
        KeyAction.of(
            "A", model.changedOnly() ? "show everything" : "changes only", "A", this::toggle),
        KeyAction.of("Alt M", "next merged record", "Alt+M", model::chooseNext)
            .when(() -> model.all().size() > 1),
        KeyAction.of("Ctrl Enter", "undo the merge", "Ctrl+ENTER", this::part).when(() -> undo),
        KeyAction.of("Esc", "back to the chart", "ESCAPE", () -> back.accept(false)));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return list.changes();
  }

  @Override
  public void shown() {
    list.focus();
  }

  @Override
  public void hidden() {
    forget();
  }
}
