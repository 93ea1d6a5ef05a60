package org.vestibule.app.desk;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.ui.ErrorPanel;
import org.vestibule.app.ui.Icon;

/** An open chart. Made anew for every chart, so that nothing of one is left in the next. */
final class ChartPane extends BorderPane {
  private final ChartModel model;
  private final ScrollPane left;
  private final ScrollPane middle;
  private final ScrollPane right;
  private final VBox[] sections = new VBox[8];
  private final VBox summary;
  private final TextArea note = new TextArea();
  private final HBox noteFoot = Parts.row(12);
  private final Button save;
  private final VBox trouble = new VBox();

  /**
   * @param consents leads to all consents, where one can be taken back
   */
  ChartPane(Chart chart, ChartModel model, Runnable consents, Clock clock) {
    this.model = model;
    this.save = Parts.filled("Save the note", "Ctrl Enter", model::writeNote);
    getStyleClass().addAll("patient-chart", "wall");
    setTop(new ChartHeader(chart));
    sections[1] = ChartLists.problems(chart);
    sections[2] = ChartLists.medicines(chart);
    sections[3] = ChartLists.consents(chart, consents);
    sections[4] = ChartMiddle.timeline(chart);
    sections[5] = ChartLists.results(chart);
    sections[6] = ChartLists.documents(chart, this::saveDocument);
    sections[7] = ChartLists.looked(chart, clock);
    summary = ChartMiddle.summary(chart, source -> goTo(sectionOf(chart, source)));
    left = column("chart-left", sections[1], sections[2], sections[3]);
    middle = column("chart-middle", summary, sections[4]);
    right = column("chart-right", sections[5], sections[6], sections[7]);
    if (chart.clinical()) {
      setLeft(left);
      setRight(right);
      VBox.setVgrow(middle, Priority.ALWAYS);
      setCenter(new VBox(middle, trouble, noteBox()));
    } else {
      VBox only = new VBox(noPermission());
      only.getStyleClass().add("no-permission");
      setCenter(only);
      setRight(column("chart-right", sections[3], sections[7]));
    }
    showTrouble(model.trouble().get());
  }

  private void saveDocument(Chart.Document document, String reason, Runnable saved) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save a copy of the document");
    chooser.setInitialFileName(document.title());
    Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()))
        .ifPresent(
            file -> model.saveDocument(document.id().orElseThrow(), file.toPath(), reason, saved));
  }

  private static ScrollPane column(String style, VBox... parts) {
    VBox content = new VBox(24, parts);
    content.getStyleClass().add(style);
    ScrollPane pane = Parts.scrolling(content);
    pane.getStyleClass().add(style + "-scroll");
    return pane;
  }

  private static VBox noPermission() {
    VBox box =
        Parts.column(
            8,
            Parts.row(10, Icon.LOCK.node(20), Parts.text("The clinical part is closed", "section")),
            Parts.wrapping(
                "Problems, medicines and results are for doctors and nurses. Ask one of them to"
                    + " sign in here with their own name."));
    box.getStyleClass().addAll("card", "padded");
    return box;
  }

  private VBox noteBox() {
    note.setPromptText("Write a note");
    note.getStyleClass().addAll("desk-field", "note-field");
    note.setWrapText(true);
    note.setId("note");
    note.setPrefRowCount(1);
    note.textProperty().bindBidirectional(model.note());
    note.setAccessibleText("Write a note");
    noteFoot
        .getChildren()
        .setAll(save, Parts.text("It goes into this chart with your name.", "muted", "note"));
    Region pen = Icon.NOTE.node(16);
    StackPane field = new StackPane(note, pen, Parts.keyCap("N"));
    StackPane.setAlignment(field.getChildren().get(1), javafx.geometry.Pos.TOP_LEFT);
    StackPane.setAlignment(field.getChildren().get(2), javafx.geometry.Pos.TOP_RIGHT);
    StackPane.setMargin(pen, new javafx.geometry.Insets(14, 0, 0, 13));
    StackPane.setMargin(field.getChildren().get(2), new javafx.geometry.Insets(12, 10, 0, 0));
    note.focusedProperty().addListener((property, old, now) -> update());
    note.textProperty().addListener((property, old, now) -> update());
    update();
    VBox box = Parts.column(10, field, noteFoot);
    box.getStyleClass().add("note-box");
    return box;
  }

  /** The note's box grows while something is written; it can be saved when there is something. */
  void update() {
    boolean writing = note.isFocused() || !note.getText().isEmpty();
    note.pseudoClassStateChanged(DeskStyle.WRITING, writing);
    Parts.show(noteFoot, writing);
    save.setDisable(!model.canWrite());
  }

  /** Where a source of the summary stands: the number of a section. */
  static int sectionOf(Chart chart, String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    if (lower.contains("medicine")) {
      return 2;
    }
    if (lower.contains("problem") || lower.contains("condition")) {
      return 1;
    }
    boolean result =
        chart.results().stream()
            .anyMatch(each -> lower.startsWith(each.name().toLowerCase(Locale.ROOT)));
    return result ? 5 : 4;
  }

  void goToSummary() {
    middle.setVvalue(0);
    summary.requestFocus();
  }

  /** Brings section 1 to 7 into sight. */
  void goTo(int section) {
    VBox wanted = sections[section];
    for (ScrollPane pane : List.of(left, middle, right)) {
      VBox content = (VBox) pane.getContent();
      if (content.getChildren().contains(wanted)) {
        double hidden = content.getHeight() - pane.getViewportBounds().getHeight();
        double at = wanted.getBoundsInParent().getMinY() - 12;
        pane.setVvalue(hidden <= 0 ? 0 : Math.max(0, Math.min(1, at / hidden)));
      }
    }
  }

  void startNote() {
    note.requestFocus();
  }

  boolean inNote() {
    return note.isFocused();
  }

  void leaveNote() {
    middle.requestFocus();
  }

  void showTrouble(Optional<Trouble> what) {
    trouble.getChildren().clear();
    what.ifPresent(
        sad ->
            trouble
                .getChildren()
                .add(
                    new ErrorPanel(
                        sad.sentence(),
                        "What you typed is still here.",
                        sad.code(),
                        "All right",
                        model::forgetTrouble)));
    trouble.getStyleClass().setAll(what.isPresent() ? "trouble" : "no-trouble");
  }
}
