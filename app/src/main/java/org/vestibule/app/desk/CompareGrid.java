package org.vestibule.app.desk;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.Photo;
import org.vestibule.app.flow.Registration.Compared;

/** People side by side, field by field: same, nearly and different in words. */
abstract class CompareGrid extends GridPane {
  private static final double FIRST = 117;

  private int row;

  /**
   * @param people how many columns follow the fields' names
   */
  CompareGrid(int people) {
    getStyleClass().addAll("card", "duplicates");
    getColumnConstraints().add(fieldColumn());
    for (int i = 0; i < people; i++) {
      getColumnConstraints().add(growing());
    }
  }

  private static ColumnConstraints fieldColumn() {
    ColumnConstraints column = new ColumnConstraints(FIRST);
    column.setMinWidth(FIRST);
    return column;
  }

  private static ColumnConstraints growing() {
    ColumnConstraints column = new ColumnConstraints(120, 260, Double.MAX_VALUE);
    column.setHgrow(Priority.ALWAYS);
    return column;
  }

  /** Goes on to the next row. */
  final void nextRow() {
    row++;
  }

  /** Whose column it is. */
  static HBox head(Optional<Photo> photo, String title, String detail) {
    VBox words =
        Parts.column(
            2, Parts.wrapping(title, "reading", "strong"), Parts.wrapping(detail, "muted", "note"));
    HBox.setHgrow(words, Priority.ALWAYS);
    return Parts.row(12, new PhotoView(56, 66, photo), words);
  }

  /** What a record says, and how that compares. */
  static VBox likeness(Compared compared) {
    boolean same = compared.likeness() == Compared.Likeness.SAME;
    String recorded = compared.recorded().isEmpty() ? "not known" : compared.recorded();
    HBox words =
        switch (compared.likeness()) {
          case SAME -> Parts.state(Mark.TICK, compared.words(), Tone.OK, "note");
          case NEARLY -> Parts.state(Mark.HALF, compared.words(), Tone.WAIT, "note");
          case DIFFERENT -> Parts.state(Mark.TRIANGLE, compared.words(), Tone.INK, "note");
          case NO_DATA -> Parts.state(Mark.DASH, compared.words(), Tone.MUTED, "note");
        };
    return Parts.column(0, Parts.wrapping(recorded, same ? "strong" : "regular"), words);
  }

  static String orDash(String words) {
    return words.isEmpty() ? "–" : words;
  }

  final void cell(int column, Node content, String... styles) {
    StackPane cell = new StackPane(content);
    cell.setAlignment(Pos.TOP_LEFT);
    cell.getStyleClass().add("cell");
    cell.getStyleClass().addAll(styles);
    if (column == 0) {
      cell.getStyleClass().add("cell-first");
    }
    GridPane.setVgrow(cell, Priority.NEVER);
    add(cell, column, row);
  }
}
