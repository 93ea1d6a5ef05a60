package org.vestibule.app.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.Chart.ConsentLine;
import org.vestibule.app.flow.Chart.Document;
import org.vestibule.app.flow.Chart.Line;
import org.vestibule.app.flow.Chart.Looked;
import org.vestibule.app.flow.Chart.Result;
import org.vestibule.app.ui.Icon;

/** The lists at both sides of a chart. An empty one says so in a line. */
final class ChartLists {
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("'Today' HH:mm");
  private static final DateTimeFormatter EARLIER =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter LONG_AGO =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private ChartLists() {}

  static VBox problems(Chart chart) {
    long active = chart.problems().stream().filter(Line::active).count();
    VBox box = section("Problems", active + " active", "1");
    for (Line problem : chart.problems()) {
      Label text = Parts.wrapping(problem.text());
      HBox.setHgrow(text, Priority.ALWAYS);
      text.setMaxWidth(Double.MAX_VALUE);
      String detail = problem.active() ? problem.detail() : "past, " + problem.detail();
      box.getChildren().add(listRow(text, Parts.text(detail, "muted")));
    }
    return orEmpty(box, chart.problems(), "No problems are recorded.");
  }

  static VBox medicines(Chart chart) {
    long now = chart.medicines().stream().filter(Line::active).count();
    VBox box = section("Medicines", now + " now", "2");
    for (Line medicine : chart.medicines()) {
      Label detail = Parts.wrapping(medicine.detail(), "muted", "note");
      VBox two = Parts.column(1, Parts.wrapping(medicine.text(), "medium"), detail);
      HBox.setHgrow(two, Priority.ALWAYS);
      box.getChildren().add(listRow(two));
    }
    return orEmpty(box, chart.medicines(), "No medicines are recorded.");
  }

  /**
   * @param all leads to all of them, where one can be taken back
   */
  static VBox consents(Chart chart, Runnable all) {
    VBox box = section("Consents", "", "3");
    box.setSpacing(8);
    for (ConsentLine consent : chart.consents()) {
      Tone tone = consent.given() ? Tone.OK : Tone.MUTED;
      Label words = Parts.wrapping(consent.text(), tone.styleClass());
      HBox row = Parts.row(5, (consent.given() ? Mark.TICK : Mark.DASH).node(), words);
      row.getStyleClass().add(tone.styleClass());
      box.getChildren().add(row);
    }
    orEmpty(
        box,
        chart.consents(),
        chart.clinical() ? "Nothing was asked yet." : "The list shows what was agreed to.");
    box.getChildren().add(Parts.plain("See all, take one back", "C", all));
    return box;
  }

  static VBox results(Chart chart) {
    VBox box = section("Results", "", "5");
    for (Result result : chart.results()) {
      boolean outside = result.verdict().equals("high") || result.verdict().equals("low");
      Label name = Parts.wrapping(result.name());
      name.setPrefWidth(104);
      HBox value =
          Parts.line(
              3,
              Parts.text(result.value(), "strong", outside ? "wait-text" : "ink"),
              Parts.text(result.unit(), "muted", "note"));
      value.setAlignment(Pos.BASELINE_RIGHT);
      HBox.setHgrow(value, Priority.ALWAYS);
      Label verdict = Parts.text(result.verdict(), outside ? "wait-text" : "muted");
      if (outside) {
        verdict.getStyleClass().add("strong");
      }
      verdict.setMinWidth(58);
      HBox row = listRow(name);
      if (!result.values().isEmpty()) {
        row.getChildren().add(new Sparkline(result.values(), outside));
      }
      row.getChildren().addAll(value, verdict);
      box.getChildren().add(row);
    }
    return orEmpty(box, chart.results(), "No results are recorded.");
  }

  /** Asks for a copy of a document: which, and why. */
  interface SaveDocument {
    /**
     * @param saved to be run once the copy is there
     */
    void ask(Document document, String reason, Runnable saved);
  }

  static VBox documents(Chart chart, SaveDocument save) {
    VBox box = section("Documents", String.valueOf(chart.documents().size()), "6");
    for (Document document : chart.documents()) {
      Label title = Parts.wrapping(document.title());
      HBox.setHgrow(title, Priority.ALWAYS);
      title.setMaxWidth(Double.MAX_VALUE);
      HBox head = Parts.row(8, Icon.NOTE.node(14), title, Parts.text(document.detail(), "muted"));
      VBox all = Parts.column(4, head);
      document.summary().forEach(s -> all.getChildren().add(Parts.wrapping(s, "muted", "note")));
      if (document.id().isPresent()) {
        all.getChildren().add(saving(document, save));
      }
      HBox.setHgrow(all, Priority.ALWAYS);
      box.getChildren().add(listRow(all));
    }
    return orEmpty(box, chart.documents(), "No documents are kept.");
  }

  /** A button first; then the question why, which the ledger keeps. */
  private static VBox saving(Document document, SaveDocument save) {
    TextField reason = new TextField();
    reason.setPromptText("Why is a copy needed?");
    reason.setAccessibleText("Why is a copy of this document needed?");
    reason.getStyleClass().add("desk-field");
    VBox place = new VBox();
    Button ask = Parts.plain("Save a copy", "", () -> place.getChildren().setAll(reason));
    ask.setAccessibleText("Save a copy of " + document.title());
    reason.setOnAction(
        event -> {
          if (!reason.getText().isBlank()) {
            save.ask(
                document,
                reason.getText().strip(),
                () -> place.getChildren().setAll(Parts.wrapping("Saved.", "muted", "note")));
          }
        });
    place.getChildren().setAll(ask);
    return place;
  }

  static VBox looked(Chart chart, Clock clock) {
    VBox box = section("Who looked", "at this record", "7");
    for (Looked looked : chart.looked()) {
      Label when = ArrivalRow.fixed(when(looked, clock), 100, "muted");
      Label who = Parts.wrapping(looked.who());
      who.setPrefWidth(88);
      Label what = Parts.wrapping(looked.what(), "muted");
      HBox.setHgrow(what, Priority.ALWAYS);
      HBox row = new HBox(4, when, who, what);
      row.getStyleClass().add("looked-row");
      box.getChildren().add(row);
    }
    return orEmpty(box, chart.looked(), "Nobody has looked before.");
  }

  private static String when(Looked looked, Clock clock) {
    ZonedDateTime time = looked.when().atZone(clock.getZone());
    LocalDate today = LocalDate.now(clock);
    if (time.toLocalDate().equals(today)) {
      return TODAY.format(time);
    }
    return (time.getYear() == today.getYear() ? EARLIER : LONG_AGO).format(time);
  }

  private static VBox section(String words, String note, String key) {
    HBox heading = Parts.heading(words, note, key);
    heading.getStyleClass().add("section-head");
    VBox box = new VBox(heading);
    box.getStyleClass().add("chart-section");
    return box;
  }

  private static HBox listRow(Node... parts) {
    HBox row = Parts.row(8, parts);
    row.getStyleClass().add("list-row");
    return row;
  }

  private static VBox orEmpty(VBox box, List<?> list, String words) {
    if (list.isEmpty()) {
      box.getChildren().add(Parts.wrapping(words, "muted"));
    }
    return box;
  }
}
