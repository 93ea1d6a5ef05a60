package org.vestibule.app.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * What the screens with a list share: a heading, columns and rows of which one is chosen, what is
 * said while there are none, and a panel beside them for the chosen one. Used on the FX thread
 * only.
 */
final class ListAndPanel<T> {

  /**
   * A column.
   *
   * @param width in pixels; 0 takes what the others leave
   */
  record Column(String head, double width) {}

  /**
   * What stands around the rows.
   *
   * @param note beside the title; may be empty
   * @param slow what is said after four seconds of reading
   * @param empty what is said when there is nothing, with the next action
   */
  record Words(String title, String note, String slow, String empty) {}

  /** Where the panel stands. */
  enum Panel {
    /** To the right, for a few facts and keys. */
    NARROW,
    /** To the right, with most of the room; it scrolls. */
    WIDE,
    /** To the left, as a form. */
    FORM
  }

  private final Words words;
  private final List<Column> columns;
  private final Function<T, List<String>> cells;
  private final Consumer<T> choose;
  private final Loaded<?> loaded;
  private final Label note;
  private final VBox head = new VBox();
  private final VBox rows = Parts.column(0);
  private final VBox panel = Parts.column(14);
  private final ScrollPane scroll;
  private final VBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param cells the words of an item, column by column
   * @param choose what choosing an item by the pointer does
   * @param loaded what the rows are read from
   */
  ListAndPanel(
      Words words,
      List<Column> columns,
      Function<T, List<String>> cells,
      Consumer<T> choose,
      Loaded<?> loaded,
      Panel where) {
    this.words = words;
    this.columns = List.copyOf(columns);
    this.cells = cells;
    this.choose = choose;
    this.loaded = loaded;
    this.note = Parts.text(words.note(), "muted");
    rows.setFocusTraversable(true);
    scroll =
        Parts.scrolling(
            Parts.column(
                0,
                new TroubleLine(loaded.trouble()),
                new Waiting(words.slow(), loaded.loading()),
                rows));
    HBox both = beside(table(), where);
    VBox.setVgrow(both, Priority.ALWAYS);
    root = new VBox(head, both);
    root.getStyleClass().add("wall");
  }

  private VBox table() {
    HBox top = Parts.line(8, Parts.text(words.title(), "title"), note);
    top.getStyleClass().addAll("ledger-tools", "people-tools");
    HBox heads = new HBox();
    heads.getChildren().setAll(labels(columns.stream().map(Column::head).toList(), "note"));
    heads.getStyleClass().add("ledger-columns");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox table = new VBox(top, heads, scroll);
    table.getStyleClass().add("panel");
    return table;
  }

  private HBox beside(VBox table, Panel where) {
    switch (where) {
      case NARROW -> panel.getStyleClass().addAll("ledger-entry", "wall");
      case FORM -> panel.getStyleClass().addAll("registration-left", "registration-form");
      case WIDE -> {
        panel.getStyleClass().add("registration-right");
        table.getStyleClass().add("narrow-list");
        ScrollPane wide = Parts.scrolling(panel);
        HBox.setHgrow(wide, Priority.ALWAYS);
        return new HBox(table, wide);
      }
    }
    HBox.setHgrow(table, Priority.ALWAYS);
    return where == Panel.FORM ? new HBox(panel, table) : new HBox(table, panel);
  }

  private List<Label> labels(List<String> texts, String style) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      double width = columns.get(i).width();
      Label label = Parts.wrapping(texts.get(i), style);
      if (width == 0) {
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
      } else {
        label.setMinWidth(width);
        label.setPrefWidth(width);
        label.setMaxWidth(width);
      }
      labels.add(label);
    }
    return labels;
  }

  /** Shows items, one to a row. */
  void show(List<T> items, Optional<T> chosen) {
    List<HBox> next = new ArrayList<>();
    for (T item : items) {
      HBox row = row(cells.apply(item));
      row.pseudoClassStateChanged(DeskStyle.SELECTED, chosen.equals(Optional.of(item)));
      row.setOnMousePressed(event -> choose.accept(item));
      next.add(row);
    }
    showRows(next);
  }

  /** Shows rows that were made by {@link #row} or otherwise. */
  void showRows(List<? extends Node> next) {
    rows.getChildren().setAll(next);
    if (next.isEmpty() && loaded.value().get().isPresent()) {
      rows.getChildren().setAll(Parts.wrapping(words.empty(), "muted", "empty"));
    }
    changed();
  }

  /** A row of words, column by column, and what stands in the columns after them. */
  HBox row(List<String> texts, Node... more) {
    HBox row = new HBox();
    row.getChildren().setAll(labels(texts, "ledger-cell"));
    row.getChildren().addAll(more);
    row.getStyleClass().add("ledger-row");
    return row;
  }

  /** Puts something fixed above everything, or takes it away. */
  void showHead(Node... fixed) {
    head.getChildren().setAll(fixed);
  }

  /** Fills the panel anew. */
  void showPanel(Node... content) {
    panel.getChildren().setAll(content);
  }

  /** Says something else beside the title. */
  void showNote(String next) {
    note.setText(next);
  }

  /** Takes the panel away while there is nothing for it. */
  void keepPanel(boolean there) {
    Parts.show(panel, there);
  }

  /**
   * @param by a share of the whole list
   */
  void scroll(double by) {
    scroll.setVvalue(Math.max(0, Math.min(1, scroll.getVvalue() + by)));
  }

  Parent root() {
    return root;
  }

  /** Grows when the keys have to be asked again. */
  ObservableValue<?> changes() {
    return changes.getReadOnlyProperty();
  }

  void changed() {
    changes.set(changes.get() + 1);
  }

  void focus() {
    rows.requestFocus();
  }
}
