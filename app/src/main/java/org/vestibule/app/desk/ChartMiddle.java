package org.vestibule.app.desk;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.Chart.Entry;
import org.vestibule.app.flow.Chart.Fact;

/** The middle of a chart: what to know before going in, and the timeline. */
final class ChartMiddle {
  private ChartMiddle() {}

  /**
   * Facts in short, each with the number of its source.
   *
   * @param goTo goes to where a source stands
   */
  static VBox summary(Chart chart, Consumer<String> goTo) {
    TextFlow sentences = new TextFlow();
    sentences.getStyleClass().add("summary-text");
    FlowPane sources = new FlowPane(18, 4);
    int number = 1;
    for (Fact fact : chart.summary()) {
      Text mark = Parts.run(String.valueOf(number), "source-number");
      mark.setTranslateY(-5);
      sentences
          .getChildren()
          .addAll(Parts.run(fact.sentence(), "reading"), mark, Parts.run(" ", "reading"));
      Button source = new Button(number + "  " + fact.source());
      source.getStyleClass().add("source");
      source.setOnAction(event -> goTo.accept(fact.source()));
      sources.getChildren().add(source);
      number++;
    }
    VBox card =
        Parts.column(8, Parts.heading("Before you go in", "from this record", "S"), sentences);
    card.getStyleClass().addAll("card", "summary");
    if (chart.summary().isEmpty()) {
      sentences.getChildren().setAll(Parts.run("The record says nothing yet.", "muted"));
    } else {
      Region rule = Parts.rule();
      VBox.setMargin(rule, new javafx.geometry.Insets(4, 0, 2, 0));
      card.getChildren()
          .addAll(
              rule,
              sources,
              Parts.wrapping(
                  "Facts from the record, in short. Each number opens its source.",
                  "muted",
                  "note"));
    }
    return card;
  }

  static VBox timeline(Chart chart) {
    VBox box = new VBox(Parts.heading("Timeline", "", "4"));
    box.getStyleClass().add("timeline");
    for (int i = 0; i < chart.timeline().size(); i++) {
      boolean last = i == chart.timeline().size() - 1;
      box.getChildren().add(entry(chart.timeline().get(i), i == 0, last));
    }
    if (chart.timeline().isEmpty()) {
      box.getChildren().add(Parts.wrapping("Nothing has happened yet.", "muted"));
    }
    return box;
  }

  private static HBox entry(Entry entry, boolean first, boolean last) {
    javafx.scene.control.Label day = ArrivalRow.fixed(entry.day(), 78, "muted");
    day.setAlignment(Pos.TOP_RIGHT);
    TextFlow words =
        Parts.flow(Parts.run(entry.title(), "strong"), Parts.run(" " + entry.detail(), "muted"));
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(12, day, rail(entry, first, last), words);
    row.getStyleClass().add("timeline-row");
    return row;
  }

  private static StackPane rail(Entry entry, boolean first, boolean last) {
    Region line = new Region();
    line.getStyleClass().add("rail");
    line.setVisible(!(first && last));
    boolean today = entry.day().equals("Today");
    Circle dot = new Circle(entry.notable() || today ? 6 : 3.6);
    dot.getStyleClass().add(today ? "dot-today" : entry.notable() ? "dot-notable" : "dot");
    StackPane rail = new StackPane(line, dot);
    rail.setMinWidth(16);
    rail.setAlignment(Pos.TOP_CENTER);
    StackPane.setMargin(dot, new javafx.geometry.Insets(entry.notable() || today ? 3 : 5, 0, 0, 0));
    return rail;
  }
}
