package org.vestibule.app.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Duration;
import org.vestibule.app.desk.PaletteModel.Offer;
import org.vestibule.app.flow.DeskFlow.Found;

/** Ctrl K: find a person or do a thing, all by keyboard. */
final class PalettePane extends StackPane {
  private static final Duration SETTLES = Duration.millis(250);
  private static final double WIDTH = 680;

  private final PaletteModel model;
  private final Consumer<Found> onPerson;
  private final Predicate<String> hereUnconfirmed;
  private final Runnable onClose;
  private final Clock clock;
  private final TextField field = new TextField();
  private final VBox list = Parts.column(0);
  private final HBox warning;

  /**
   * @param onPerson what choosing a person does
   * @param hereUnconfirmed whether the patient of this number is here and not confirmed yet
   */
  PalettePane(
      PaletteModel model,
      Consumer<Found> onPerson,
      Predicate<String> hereUnconfirmed,
      Runnable onClose,
      Clock clock) {
    this.model = model;
    this.onPerson = onPerson;
    this.hereUnconfirmed = hereUnconfirmed;
    this.onClose = onClose;
    this.clock = clock;
    getStyleClass().add("palette-layer");
    setAlignment(Pos.TOP_CENTER);
    setOnMousePressed(event -> close());
    field.getStyleClass().add("palette-field");
    field.setPromptText("Find a patient or a command");
    field.setAccessibleText("Find a patient or a command");
    HBox.setHgrow(field, Priority.ALWAYS);
    PauseTransition settle = new PauseTransition(SETTLES);
    settle.setOnFinished(event -> model.settled());
    field
        .textProperty()
        .addListener(
            (property, old, now) -> {
              model.type(now);
              settle.playFromStart();
            });
    HBox top = Parts.row(12, org.vestibule.app.ui.Icon.SEARCH.node(20), field, Parts.keyCap("Esc"));
    top.getStyleClass().add("palette-top");
    warning =
        Parts.state(
            Mark.TRIANGLE,
            "Two people have nearly the same name. Check the photo and birth date.",
            Tone.WAIT);
    warning.getStyleClass().add("palette-warning");
    list.getStyleClass().add("palette-list");
    VBox card = new VBox(top, list, warning);
    card.getStyleClass().add("palette");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    card.setAccessibleRole(AccessibleRole.DIALOG);
    card.setOnMousePressed(event -> event.consume());
    getChildren().add(card);
    model.offers().addListener((property, old, now) -> show());
    model.chosen().addListener((property, old, now) -> show());
    model.search().searching().addListener((property, old, now) -> show());
    Parts.show(this, false);
  }

  boolean isOpen() {
    return isVisible();
  }

  void open() {
    field.clear();
    model.open();
    Parts.show(this, true);
    show();
    field.requestFocus();
  }

  void close() {
    if (isOpen()) {
      Parts.show(this, false);
      field.clear();
      model.open();
      onClose.run();
    }
  }

  /** Takes the keys while it is open; true when the key was one of its own. */
  boolean handle(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
      return true;
    }
    if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
      model.move(event.getCode() == KeyCode.DOWN ? 1 : -1);
      return true;
    }
    if (event.getCode() == KeyCode.ENTER) {
      model.chosen().get().ifPresent(this::act);
      return true;
    }
    Optional<Offer.Command> keyed =
        model.offers().get().stream()
            .filter(Offer.Command.class::isInstance)
            .map(Offer.Command.class::cast)
            .filter(command -> !command.key().isEmpty())
            .filter(command -> command.keys().match(event))
            .findFirst();
    keyed.ifPresent(this::act);
    return keyed.isPresent();
  }

  private void act(Offer offer) {
    close();
    if (offer instanceof Offer.Person person) {
      onPerson.accept(person.found());
    } else if (offer instanceof Offer.Command command) {
      command.action().run();
    }
  }

  private void show() {
    list.getChildren().clear();
    List<Offer> offers = model.offers().get();
    long people = offers.stream().filter(Offer.Person.class::isInstance).count();
    if (people > 0) {
      list.getChildren().add(Parts.text("Patients, " + people, "muted", "palette-head"));
    } else if (!model.text().isEmpty() && model.search().text().equals(model.text())) {
      String words = model.search().searching().get() ? "Searching" : "Nobody fits this text.";
      list.getChildren().add(Parts.text(words, "muted", "palette-head"));
    }
    boolean headed = false;
    for (Offer offer : offers) {
      if (offer instanceof Offer.Command && !headed) {
        list.getChildren().add(Parts.text("Anywhere", "muted", "palette-head"));
        headed = true;
      }
      list.getChildren().add(row(offer));
    }
    Parts.show(warning, model.search().namesakes());
  }

  private HBox row(Offer offer) {
    boolean chosen = model.chosen().get().equals(Optional.of(offer));
    HBox row =
        offer instanceof Offer.Person person
            ? personRow(person.found(), chosen)
            : commandRow((Offer.Command) offer);
    row.getStyleClass().add("palette-row");
    row.pseudoClassStateChanged(DeskStyle.SELECTED, chosen);
    row.setOnMouseClicked(event -> act(offer));
    return row;
  }

  private HBox personRow(Found found, boolean chosen) {
    int age = Period.between(found.born(), LocalDate.now(clock)).getYears();
    Label detail = Parts.text(age + " years, " + found.patientNumber(), "muted", "note");
    VBox words = Parts.column(1, marked(found.name(), model.text()), detail);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox standing =
        hereUnconfirmed.test(found.patientNumber())
            ? Parts.state(Mark.HALF, "here now, confirm first", Tone.WAIT)
            : Parts.state(Mark.DASH, "found by " + found.why(), Tone.MUTED);
    HBox row = Parts.row(12, new PhotoView(32, 38, Optional.empty()), words, standing);
    if (chosen) {
      row.getChildren().add(Parts.keyCap("Enter"));
    }
    row.setMinHeight(52);
    return row;
  }

  private static HBox commandRow(Offer.Command command) {
    HBox row =
        Parts.row(
            8,
            Parts.text(command.words(), "strong"),
            Parts.text(command.detail(), "muted"),
            Parts.gap());
    if (!command.key().isEmpty()) {
      row.getChildren().add(Parts.keyCap(command.key()));
    }
    row.setMinHeight(40);
    return row;
  }

  /** The name with what was typed underlined. */
  private static TextFlow marked(String name, String typed) {
    List<Text> runs = new ArrayList<>();
    int at = 0;
    for (int[] match : PaletteModel.matches(name, typed)) {
      if (match[0] >= at) {
        runs.add(Parts.run(name.substring(at, match[0]), "strong"));
        runs.add(Parts.run(name.substring(match[0], match[1]), "strong", "matched"));
        at = match[1];
      }
    }
    runs.add(Parts.run(name.substring(at), "strong"));
    return Parts.flow(runs.toArray(Text[]::new));
  }
}
