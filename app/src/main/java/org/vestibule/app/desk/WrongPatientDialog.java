package org.vestibule.app.desk;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.Chart.Allergy;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.ui.Icon;

/**
 * The desk's only modal: the open chart may be the wrong person's. It lies below the chart's fixed
 * head, so that name and allergies stay lit, and takes the focus on "Close this chart".
 */
final class WrongPatientDialog extends StackPane {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final double WIDTH = 860;

  private final ChartModel model;
  private final Button close;

  WrongPatientDialog(Chart chart, Arrival doubtful, ChartModel model, Clock clock) {
    this.model = model;
    this.close = Parts.filled("Close this chart", "Enter", model::closeAsWrong);
    close.getStyleClass().add("big");
    close.setId("wrong-close");
    getStyleClass().add("scrim");
    VBox card = new VBox(head(), body(chart, doubtful, clock));
    card.getStyleClass().add("alarm");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    card.setAccessibleRole(AccessibleRole.DIALOG);
    card.setAccessibleText("Stop. This may be the wrong chart.");
    getChildren().add(card);
    setAlignment(Pos.TOP_CENTER);
  }

  private static HBox head() {
    VBox words =
        Parts.column(
            2,
            Parts.wrapping("Stop. This may be the wrong chart.", "name", "band-text"),
            Parts.wrapping(
                "What was said at the door does not fit the person in this record.",
                "reading",
                "band-text"));
    HBox head = Parts.row(20, Icon.WARNING.node(32), words);
    head.getStyleClass().add("alarm-head");
    return head;
  }

  private VBox body(Chart chart, Arrival doubtful, Clock clock) {
    VBox open =
        Parts.column(
            2,
            Parts.wrapping(chart.name(), "title"),
            Parts.text(chart.age(), "reading"),
            Parts.text(ChartHeader.born(chart), "reading"),
            Parts.text(chart.number(), "reading"),
            Parts.wrapping(allergies(chart), "reading", "strong", "harm-text"));
    VBox unsure =
        Parts.column(
            2,
            Parts.wrapping("Not confirmed", "title"),
            Parts.wrapping("No name is shown from a face alone.", "reading"));
    doubtful.checks().stream()
        .filter(check -> check.mark() == org.vestibule.app.flow.DeskView.Check.Mark.BAD)
        .forEach(check -> unsure.getChildren().add(Parts.wrapping(check.sentence(), "wait-text")));
    String since = TIME.format(doubtful.since().atZone(clock.getZone()));
    Region bar = new Region();
    bar.getStyleClass().add("upright-rule");
    HBox both =
        new HBox(
            28,
            side("The open chart", new PhotoView(150, 178, chart.photo()), open),
            bar,
            side("Here since " + since, new PhotoView(150, 178, doubtful.live()), unsure));
    HBox ask =
        Parts.row(
            5,
            Parts.text("Ask:", "lead", "strong"),
            Parts.text("“Please tell me your full name and when you were born.”", "lead"));
    ask.getStyleClass().add("ask");
    VBox body = Parts.column(20, both, ask);
    if (!model.note().get().isBlank()) {
      body.getChildren()
          .add(
              Parts.wrapping(
                  "Your note is on hold. It’s safe, and it isn’t in this chart.", "muted"));
    }
    body.getChildren().add(answers(chart));
    body.getStyleClass().add("alarm-body");
    return body;
  }

  private HBox answers(Chart chart) {
    Button keep = Parts.outlined("It is " + chart.name() + ", I asked", "K", model::keepAsRight);
    keep.getStyleClass().add("big");
    return Parts.row(
        12,
        close,
        keep,
        Parts.gap(),
        Parts.text("Closing takes this person’s row\nout of the queue.", "muted", "note"));
  }

  private static VBox side(String words, PhotoView photo, VBox facts) {
    HBox.setHgrow(facts, Priority.ALWAYS);
    VBox side = Parts.column(8, Parts.text(words, "muted", "lead-14"), new HBox(18, photo, facts));
    HBox.setHgrow(side, Priority.ALWAYS);
    side.setPrefWidth(390);
    return side;
  }

  private static String allergies(Chart chart) {
    return switch (chart.allergies().known()) {
      case LISTED ->
          String.join(", ", chart.allergies().list().stream().map(Allergy::substance).toList());
      case NONE_KNOWN -> "No known allergies";
      case NOT_ASKED -> "Allergies not asked yet";
    };
  }

  void focus() {
    close.requestFocus();
  }

  List<KeyAction> keys() {
    return List.of(
        KeyAction.of("Enter", "close this chart", "ENTER", model::closeAsWrong),
        KeyAction.of("K", "keep it open, I asked", "K", model::keepAsRight));
  }
}
