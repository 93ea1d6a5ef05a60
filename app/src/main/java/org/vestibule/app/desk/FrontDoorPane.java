package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.KioskStatus;
import org.vestibule.app.flow.DeskView.Stranger;
import org.vestibule.app.flow.DeskView.TrackBox;
import org.vestibule.app.flow.LivePicture;
import org.vestibule.app.ui.CameraView;
import org.vestibule.app.ui.CameraView.MarkStyle;
import org.vestibule.app.ui.Icon;

/** The left column of the day: the live picture, whoever is new there, and the kiosks. */
final class FrontDoorPane extends VBox implements AutoCloseable {
  /** What the alert card's buttons do. */
  record Actions(Runnable register, Runnable notAPatient, Runnable later) {}

  private static final double PICTURE_WIDTH = 372;
  private static final double PICTURE_HEIGHT = 232;

  private final CameraView camera;
  private final Actions actions;
  private final Label inView = Parts.text("", "section-note");
  private final Label offlineWords = Parts.wrapping("", "muted");
  private final VBox offline = Parts.column(8);
  private final VBox alert = Parts.column(0);
  private final VBox kiosks = Parts.column(0);
  private Optional<Stranger> shownStranger = Optional.empty();
  private List<KioskStatus> shownKiosks = List.of();

  FrontDoorPane(LivePicture picture, Executor fxThread, Actions actions) {
    this.actions = actions;
    this.camera = new CameraView(picture, fxThread, false);
    getStyleClass().addAll("front-door", "wall");
    HBox heading = Parts.line(8, Parts.text("Front door", "section"), inView);
    getChildren().addAll(heading, picture(), alert, kiosks);
    Parts.show(alert, false);
  }

  private StackPane picture() {
    Label title = Parts.wrapping("The camera is off.", "strong");
    HBox head = Parts.row(8, Icon.CAMERA_OFF.node(20), title);
    offline.getChildren().setAll(head, offlineWords);
    offline.getStyleClass().add("camera-off");
    StackPane frame = new StackPane(camera, offline);
    frame.setMinSize(PICTURE_WIDTH, PICTURE_HEIGHT);
    frame.setPrefSize(PICTURE_WIDTH, PICTURE_HEIGHT);
    frame.setMaxSize(PICTURE_WIDTH, PICTURE_HEIGHT);
    Rectangle corners = new Rectangle(PICTURE_WIDTH, PICTURE_HEIGHT);
    corners.setArcWidth(20);
    corners.setArcHeight(20);
    frame.setClip(corners);
    frame.setAccessibleText("Live picture of the front door");
    return frame;
  }

  void show(DeskView view) {
    Parts.show(offline, !view.status().cameraLive());
    camera.setVisible(view.status().cameraLive());
    showStranger(view.stranger());
    showKiosks(view.kiosks());
  }

  /** Draws the boxes, at the pace of the camera. */
  void showBoxes(List<TrackBox> boxes) {
    int people = boxes.size();
    inView.setText(
        people == 0
            ? "nobody in view"
            : people == 1 ? "1 person in view" : people + " people in view");
    camera.setMarks(boxes.stream().map(FrontDoorPane::mark).toList());
  }

  /** Why there is no picture. */
  void showTrouble(Optional<String> sentence) {
    offlineWords.setText(
        sentence.map(words -> words + " ").orElse("")
            + "Kiosks check people in by birth date meanwhile.");
  }

  private static CameraView.Mark mark(TrackBox box) {
    MarkStyle style =
        switch (box.style()) {
          case SUGGESTED -> MarkStyle.SOLID;
          case BUSY -> MarkStyle.THIN;
          case UNKNOWN -> MarkStyle.DASHED;
        };
    return new CameraView.Mark(box.x(), box.y(), box.width(), box.height(), box.label(), style);
  }

  private void showStranger(Optional<Stranger> stranger) {
    if (stranger.equals(shownStranger)) {
      return;
    }
    shownStranger = stranger;
    Parts.show(alert, stranger.isPresent());
    stranger.ifPresent(who -> alert.getChildren().setAll(card(who)));
  }

  private VBox card(Stranger who) {
    VBox words =
        Parts.column(
            4,
            Parts.wrapping("Someone new is at the door", "alert-title"),
            Parts.wrapping(who.sentence()));
    who.eigenfaces().ifPresent(says -> words.getChildren().add(opinion(says)));
    HBox head = new HBox(14, new PhotoView(64, 76, who.photo()), words);
    HBox.setHgrow(words, javafx.scene.layout.Priority.ALWAYS);
    Button register = Parts.filled("Register", "R", actions.register());
    register.setId("register-stranger");
    HBox buttons =
        Parts.row(
            8,
            register,
            Parts.outlined("Not a patient", "X", actions.notAPatient()),
            Parts.plain("Later", "", actions.later()));
    VBox card = Parts.column(12, head, buttons);
    card.getStyleClass().add("alert-card");
    return card;
  }

  static Label opinion(String says) {
    return Parts.wrapping(says, "muted", "note");
  }

  private void showKiosks(List<KioskStatus> list) {
    if (list.equals(shownKiosks)) {
      return;
    }
    shownKiosks = list;
    kiosks.getChildren().setAll(Parts.heading("Kiosks", "", ""));
    list.forEach(kiosk -> kiosks.getChildren().add(kioskRow(kiosk)));
  }

  private static HBox kioskRow(KioskStatus kiosk) {
    HBox state =
        switch (kiosk.state()) {
          case READY -> Parts.state(Mark.RING, kiosk.words(), Tone.MUTED);
          case BUSY -> Parts.state(Mark.DOTS, kiosk.words(), Tone.MUTED);
          case WANTED -> Parts.state(Mark.TRIANGLE, kiosk.words(), Tone.WAIT);
        };
    HBox row = Parts.row(8, Parts.text(kiosk.name()), Parts.gap(), state);
    row.getStyleClass().add("kiosk-row");
    return row;
  }

  @Override
  public void close() {
    camera.close();
  }
}
