package org.vestibule.app.desk;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Arrival.Choice;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.app.flow.Photo;

/**
 * A row of the queue. The chosen row of somebody who has to be confirmed opens up: the face at the
 * door beside the record's photo, what was checked, and the two answers.
 */
final class ArrivalRow extends VBox {
  /**
   * The answers of the opened row.
   *
   * @param which of several people it is, from 0
   */
  record Answers(Runnable yes, Runnable no, IntConsumer which) {}

  static final double NUMBER = 46;
  static final double DOCTOR = 76;
  static final double WHERE = 150;
  static final double WAITED = 46;
  private static final double CHOICE = 180;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

  private final Arrival arrival;

  ArrivalRow(Arrival arrival, boolean chosen, Answers answers) {
    this.arrival = arrival;
    getStyleClass().add("queue-row");
    pseudoClassStateChanged(DeskStyle.SELECTED, chosen);
    boolean tell = arrival.state() == Arrival.State.ONE_OF;
    boolean opened = chosen && (tell || toConfirm(arrival));
    getChildren().add(line(chosen, opened));
    if (opened) {
      getChildren().add(tell ? tellApart(answers) : confirm(answers));
    }
    setAccessibleText(
        "%s %s, %s, %s"
            .formatted(arrival.ticket(), arrival.name(), arrival.doctor(), arrival.where()));
  }

  Arrival arrival() {
    return arrival;
  }

  static boolean toConfirm(Arrival arrival) {
    return arrival.state() == Arrival.State.SUGGESTED || arrival.state() == Arrival.State.CONFIRM;
  }

  private HBox line(boolean chosen, boolean opened) {
    Label number = fixed(arrival.ticket().isEmpty() ? "–" : arrival.ticket(), NUMBER, "strong");
    Label name = new Label(arrival.name());
    name.getStyleClass().addAll("strong", "queue-name");
    if (chosen) {
      name.setWrapText(true);
      name.setMinHeight(Region.USE_PREF_SIZE);
    } else {
      name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      name.setMinWidth(60);
    }
    if (opened) {
      number.getStyleClass().add("reading");
      name.getStyleClass().add("reading");
    }
    Label reason = new Label(reason(arrival));
    reason.getStyleClass().add("muted");
    reason.setMinWidth(0);
    HBox who = Parts.line(6, name, reason);
    who.setMinWidth(0);
    HBox.setHgrow(who, Priority.ALWAYS);
    who.setMaxWidth(Double.MAX_VALUE);
    Label waited = fixed(arrival.waited(), WAITED);
    waited.setAlignment(Pos.CENTER_RIGHT);
    HBox line =
        Parts.row(0, number, who, fixed(arrival.doctor(), DOCTOR, "muted"), where(), waited);
    line.getStyleClass().add("queue-line");
    return line;
  }

  static Label fixed(String words, double width, String... styles) {
    Label label = new Label(words);
    label.getStyleClass().addAll(styles);
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(width);
    return label;
  }

  static String reason(Arrival arrival) {
    return arrival
        .time()
        .map(time -> TIME.format(time) + ", " + arrival.reason())
        .orElse(arrival.reason());
  }

  private HBox where() {
    HBox state =
        switch (arrival.state()) {
          case SUGGESTED, ONE_OF, CONFIRM ->
              Parts.state(Mark.HALF, arrival.where(), Tone.WAIT, "strong");
          case HELP -> Parts.state(Mark.TRIANGLE, arrival.where(), Tone.WAIT, "strong");
          case LATE -> Parts.state(Mark.TRIANGLE, arrival.where(), Tone.WAIT);
          case AT_KIOSK -> Parts.state(Mark.DOTS, arrival.where(), Tone.MUTED);
          case WAITING -> Parts.state(Mark.RING, arrival.where(), Tone.INK);
          case WITH_DOCTOR -> Parts.state(Mark.SQUARE, arrival.where(), Tone.ACCENT);
          case DONE -> Parts.state(Mark.TICK, arrival.where(), Tone.OK);
        };
    state.setMinWidth(WHERE);
    state.setPrefWidth(WHERE);
    return state;
  }

  private HBox confirm(Answers answers) {
    VBox checks = Parts.column(8);
    arrival.checks().forEach(check -> checks.getChildren().add(check(check)));
    arrival.eigenfaces().ifPresent(says -> checks.getChildren().add(FrontDoorPane.opinion(says)));
    Button yes = Parts.filled("Yes, it’s " + arrival.name(), "Enter", answers.yes());
    yes.setId("confirm-yes");
    yes.setMinWidth(0);
    yes.setWrapText(true);
    FlowPane buttons = new FlowPane(8, 8, yes, Parts.outlined("Not them", "N", answers.no()));
    yes.maxWidthProperty().bind(buttons.widthProperty());
    VBox right = Parts.column(12, checks, buttons);
    right.setMinWidth(0);
    HBox.setHgrow(right, Priority.ALWAYS);
    HBox box =
        new HBox(
            12,
            captioned(arrival.live(), "At the door"),
            captioned(arrival.record(), "Record"),
            right);
    HBox.setMargin(right, new javafx.geometry.Insets(0, 0, 0, 8));
    box.getStyleClass().add("confirm");
    return box;
  }

  /** The face at the door, and everybody it may be: each with the photo and a key of their own. */
  private VBox tellApart(Answers answers) {
    FlowPane faces = new FlowPane(12, 12, captioned(arrival.live(), "At the door"));
    List<Choice> choices = arrival.choices();
    for (int i = 0; i < choices.size(); i++) {
      faces.getChildren().add(choice(i, choices.get(i), answers.which()));
    }
    VBox checks = Parts.column(8);
    arrival.checks().forEach(check -> checks.getChildren().add(check(check)));
    VBox box = Parts.column(12, faces, checks, Parts.outlined("None of them", "N", answers.no()));
    box.getStyleClass().add("confirm");
    return box;
  }

  private static VBox choice(int index, Choice choice, IntConsumer which) {
    String key = Integer.toString(index + 1);
    Button it = Parts.outlined("It’s " + choice.name(), key, () -> which.accept(index));
    it.setId("choice-" + key);
    it.setWrapText(true);
    it.setMaxWidth(CHOICE);
    Label detail = Parts.text(choice.detail(), "muted", "note");
    return Parts.column(6, captioned(choice.record(), "Record"), detail, it);
  }

  private static VBox captioned(Optional<Photo> photo, String otherwise) {
    String caption = photo.map(Photo::caption).orElse(otherwise + ": no photo");
    return Parts.column(6, new PhotoView(94, 111, photo), Parts.text(caption, "muted", "note"));
  }

  private static HBox check(Check check) {
    Mark mark =
        switch (check.mark()) {
          case OK -> Mark.TICK;
          case OPEN -> Mark.DASH;
          case BAD -> Mark.TRIANGLE;
        };
    Tone tone =
        switch (check.mark()) {
          case OK -> Tone.OK;
          case OPEN -> Tone.INK;
          case BAD -> Tone.WAIT;
        };
    Label words = Parts.wrapping(check.sentence(), tone.styleClass());
    HBox box = new HBox(6, mark.node(), words);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add(tone.styleClass());
    return box;
  }
}
