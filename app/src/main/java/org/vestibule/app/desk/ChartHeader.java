package org.vestibule.app.desk;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.Chart;

/** Who this is: photo, name, age, number and allergies. Fixed above everything of a chart. */
final class ChartHeader extends VBox {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  ChartHeader(Chart chart) {
    getStyleClass().add("chart-head");
    VBox who = Parts.column(2, Parts.wrapping(chart.name(), "name"), facts(chart));
    HBox.setHgrow(who, Priority.ALWAYS);
    HBox top =
        Parts.row(16, new PhotoView(60, 72, chart.photo()), who, confirmed(chart.confirmed()));
    top.getStyleClass().add("chart-who");
    getChildren().addAll(top, new AllergyBanner(chart.allergies()));
  }

  static String born(Chart chart) {
    return "born " + DATE.format(chart.born());
  }

  private static FlowPane facts(Chart chart) {
    FlowPane facts = new FlowPane(6, 2);
    fact(facts, chart.age(), "strong");
    fact(facts, born(chart), "plain-fact");
    fact(facts, chart.sex(), "plain-fact");
    fact(facts, chart.number(), "strong");
    fact(facts, chart.remark(), "muted");
    return facts;
  }

  private static void fact(FlowPane facts, String words, String style) {
    if (words.isEmpty()) {
      return;
    }
    if (!facts.getChildren().isEmpty()) {
      facts.getChildren().add(Parts.text("·", "fact"));
    }
    facts.getChildren().add(Parts.text(words, "fact", style));
  }

  private static VBox confirmed(String words) {
    if (words.isEmpty()) {
      VBox box = new VBox(Parts.state(Mark.TRIANGLE, "Found by search", Tone.WAIT, "strong"));
      box.getChildren().add(Parts.text("not confirmed in person", "muted"));
      box.getChildren().forEach(node -> ((javafx.scene.layout.Region) node).setMaxWidth(220));
      box.setAlignment(Pos.CENTER_RIGHT);
      return box;
    }
    int comma = words.indexOf(", ");
    String first = comma < 0 ? words : words.substring(0, comma);
    HBox state = Parts.state(Mark.TICK, first, Tone.OK, "strong");
    state.setAlignment(Pos.CENTER_RIGHT);
    VBox box = Parts.column(4, state);
    box.setAlignment(Pos.CENTER_RIGHT);
    if (comma >= 0) {
      Label rest = Parts.text(words.substring(comma + 2), "muted");
      box.getChildren().add(rest);
    }
    return box;
  }
}
