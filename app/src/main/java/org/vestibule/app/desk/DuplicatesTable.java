package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.Photo;
import org.vestibule.app.flow.Registration.Compared;
import org.vestibule.app.flow.Registration.Form;
import org.vestibule.app.flow.Registration.Possible;

/** The person here beside the records that may be theirs, field by field; none is chosen. */
final class DuplicatesTable extends GridPane {
  private static final double FIRST = 117;

  private int row;

  /**
   * @param use gets the index of the record that it is
   */
  DuplicatesTable(Form form, Optional<Photo> photo, List<Possible> possible, IntConsumer use) {
    getStyleClass().addAll("card", "duplicates");
    getColumnConstraints().add(column(FIRST));
    possible.forEach(each -> getColumnConstraints().add(growing()));
    getColumnConstraints().add(growing());
    heads(photo, possible);
    List<Compared> fields = possible.get(0).fields();
    for (int i = 0; i < fields.size(); i++) {
      field(fields.get(i), possible, i);
    }
    lastVisits(possible);
    choices(possible, use);
    setAccessibleText(possible.size() + " records beside the person here");
  }

  private static ColumnConstraints column(double width) {
    ColumnConstraints column = new ColumnConstraints(width);
    column.setMinWidth(width);
    return column;
  }

  private static ColumnConstraints growing() {
    ColumnConstraints column = new ColumnConstraints(120, 260, Double.MAX_VALUE);
    column.setHgrow(Priority.ALWAYS);
    return column;
  }

  private void heads(Optional<Photo> photo, List<Possible> possible) {
    cell(0, new VBox(), "cell-head");
    cell(1, head(photo, "The person here", "typed just now"), "cell-head");
    for (int i = 0; i < possible.size(); i++) {
      Possible each = possible.get(i);
      cell(i + 2, head(each.photo(), each.patientNumber(), each.headline()), "cell-head");
    }
    row++;
  }

  private static HBox head(Optional<Photo> photo, String title, String detail) {
    VBox words =
        Parts.column(
            2, Parts.wrapping(title, "reading", "strong"), Parts.wrapping(detail, "muted", "note"));
    HBox.setHgrow(words, Priority.ALWAYS);
    return Parts.row(12, new PhotoView(56, 66, photo), words);
  }

  private void field(Compared compared, List<Possible> possible, int index) {
    cell(0, Parts.wrapping(compared.field(), "muted"));
    cell(1, Parts.wrapping(orDash(compared.typed())));
    for (int i = 0; i < possible.size(); i++) {
      List<Compared> fields = possible.get(i).fields();
      cell(i + 2, index < fields.size() ? likeness(fields.get(index)) : new VBox());
    }
    row++;
  }

  private static VBox likeness(Compared compared) {
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

  private void lastVisits(List<Possible> possible) {
    cell(0, Parts.wrapping("Last visit", "muted"));
    cell(1, Parts.text("–"));
    for (int i = 0; i < possible.size(); i++) {
      cell(i + 2, Parts.wrapping(orDash(possible.get(i).lastVisit())));
    }
    row++;
  }

  private void choices(List<Possible> possible, IntConsumer use) {
    cell(0, new VBox(), "cell-last");
    cell(1, new VBox(), "cell-last");
    for (int i = 0; i < possible.size(); i++) {
      int index = i;
      Button button =
          Parts.outlined(
              "It is " + possible.get(i).patientNumber(),
              "Alt " + (i + 1),
              () -> use.accept(index));
      cell(i + 2, button, "cell-last");
    }
  }

  private static String orDash(String words) {
    return words.isEmpty() ? "–" : words;
  }

  private void cell(int column, Node content, String... styles) {
    StackPane cell = new StackPane(content);
    cell.setAlignment(javafx.geometry.Pos.TOP_LEFT);
    cell.getStyleClass().add("cell");
    cell.getStyleClass().addAll(styles);
    if (column == 0) {
      cell.getStyleClass().add("cell-first");
    }
    GridPane.setVgrow(cell, Priority.NEVER);
    add(cell, column, row);
  }
}
