package org.vestibule.app.desk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.vestibule.app.desk.RegistrationModel.Field;
import org.vestibule.app.flow.Registration;
import org.vestibule.app.flow.Registration.ConsentChoice;
import org.vestibule.app.ui.ErrorPanel;
import org.vestibule.app.ui.Language;

/** Registering a person, with the records that they may have already side by side. */
final class RegistrationScreen implements DeskScreen {
  private static final Duration SETTLES = Duration.millis(450);
  private static final List<String> SEXES = List.of("", "female", "male", "other");

  private final RegistrationModel model;
  private final Runnable back;
  private final Map<Field, Control> fields = new EnumMap<>(Field.class);
  private final PhotoView photo = new PhotoView(84, 100, Optional.empty());
  private final Label seen = Parts.wrapping("", "muted");
  private final Label missing = Parts.wrapping("", "muted");
  private final VBox trouble = new VBox();
  private final VBox right = new VBox();
  private final Button create;
  private final HBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param back where Escape leads; nothing is kept
   */
  RegistrationScreen(RegistrationModel model, Runnable back) {
    this.model = model;
    this.back = back;
    this.create = Parts.outlined("Make a new record", "Ctrl Enter", model::create);
    create.setId("make-record");
    ScrollPane form = Parts.scrolling(left());
    form.getStyleClass().add("registration-form");
    form.setFitToHeight(true);
    root = new HBox(form, right);
    root.getStyleClass().add("wall");
    HBox.setHgrow(right, Priority.ALWAYS);
    right.getStyleClass().add("registration-right");
    PauseTransition settle = new PauseTransition(SETTLES);
    settle.setOnFinished(event -> model.settled());
    for (Field field : Field.values()) {
      model.field(field).addListener((property, old, now) -> settle.playFromStart());
      model.field(field).addListener((property, old, now) -> update());
    }
    for (ConsentChoice choice : ConsentChoice.values()) {
      model.consent(choice).addListener((property, old, now) -> update());
    }
    model.possible().addListener((property, old, now) -> showPossible());
    model.open().addListener((property, old, now) -> showOpen(now));
    model.busy().addListener((property, old, now) -> update());
    model.trouble().addListener((property, old, now) -> showTrouble(now));
    showOpen(model.open().get());
  }

  private VBox left() {
    VBox words = Parts.column(4, Parts.text("New person", "title"), seen);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox head = Parts.row(16, photo, words);
    VBox left =
        Parts.column(
            14,
            head,
            labelled("Full name", Field.NAME),
            two(labelled("Born, day month year", Field.BORN), sex()),
            two(labelled("Phone", Field.PHONE), language()),
            labelled("Address", Field.ADDRESS),
            two(
                labelled("Mother’s name", Field.MOTHER),
                labelled("National number", Field.NATIONAL_ID)),
            Parts.rule(),
            consents(),
            Parts.gap(),
            Parts.wrapping("Locking the desk drops what is typed here.", "muted", "note"));
    left.getStyleClass().addAll("panel", "registration-left");
    return left;
  }

  private static HBox two(VBox wide, VBox narrow) {
    HBox.setHgrow(wide, Priority.ALWAYS);
    narrow.setPrefWidth(150);
    narrow.setMinWidth(150);
    return new HBox(12, wide, narrow);
  }

  private VBox labelled(String words, Field field) {
    TextField input = new TextField();
    input.getStyleClass().add("desk-field");
    input.textProperty().bindBidirectional(model.field(field));
    return withLabel(words, field, input);
  }

  private VBox sex() {
    ComboBox<String> input = choice(SEXES);
    input.valueProperty().bindBidirectional(model.field(Field.SEX));
    return withLabel("Sex in the record", Field.SEX, input);
  }

  /** Languages by their own names; the record keeps the BCP 47 tag. */
  private VBox language() {
    ComboBox<String> input =
        choice(
            Stream.concat(
                    Stream.of(""),
                    Stream.of(Language.values()).map(each -> each.locale().toLanguageTag()))
                .toList());
    input.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String tag) {
            return Stream.of(Language.values())
                .filter(each -> each.locale().toLanguageTag().equals(tag))
                .map(Language::ownName)
                .findFirst()
                .orElse("");
          }

          @Override
          public String fromString(String name) {
            return Stream.of(Language.values())
                .filter(each -> each.ownName().equals(name))
                .map(each -> each.locale().toLanguageTag())
                .findFirst()
                .orElse("");
          }
        });
    input.valueProperty().bindBidirectional(model.field(Field.LANGUAGE));
    return withLabel("Language", Field.LANGUAGE, input);
  }

  private static ComboBox<String> choice(List<String> choices) {
    ComboBox<String> input = new ComboBox<>();
    input.getItems().setAll(choices);
    input.getStyleClass().add("desk-field");
    input.setMaxWidth(Double.MAX_VALUE);
    return input;
  }

  private VBox withLabel(String words, Field field, Control input) {
    Label label = Parts.text(words, "field-label");
    label.setLabelFor(input);
    input.setAccessibleText(words);
    input.setId("field-" + field.name().toLowerCase(java.util.Locale.ROOT));
    fields.put(field, input);
    return Parts.column(5, label, input);
  }

  private VBox consents() {
    return Parts.column(
        14,
        Parts.text("What the person agrees to", "section"),
        consent(ConsentChoice.CARE_RECORD, "Keep a care record", "Needed to be seen here"),
        consent(
            ConsentChoice.FACE_CHECK_IN,
            "Know my face at check-in",
            "Their choice. Care is the same without it."),
        consent(ConsentChoice.MESSAGES, "Messages about appointments", "Their choice"));
  }

  private HBox consent(ConsentChoice choice, String words, String detail) {
    CheckBox box = new CheckBox();
    box.getStyleClass().add("consent-box");
    box.setId("consent-" + choice.name().toLowerCase(java.util.Locale.ROOT));
    box.setAccessibleText(words + ". " + detail);
    box.selectedProperty().bindBidirectional(model.consent(choice));
    VBox text = Parts.column(2, Parts.text(words), Parts.text(detail, "muted", "note"));
    text.setOnMouseClicked(event -> box.fire());
    return new HBox(12, box, text);
  }

  private void showOpen(Optional<Registration> open) {
    photo.show(open.flatMap(Registration::photo));
    seen.setText(
        open.map(
                each ->
                    each.photo().isPresent()
                        ? each.seen() + "\nThe photo is kept only if they agree."
                        : each.seen())
            .orElse(""));
    showPossible();
    update();
  }

  private void showPossible() {
    right.getChildren().clear();
    if (model.possible().get().isEmpty()) {
      right
          .getChildren()
          .addAll(
              Parts.text("No record like this one", "title"),
              Parts.wrapping(
                  "Records that may be the same person appear here while you type. Nothing is"
                      + " saved yet.",
                  "muted",
                  "lead-14"));
      create.setText("Make a new record");
    } else {
      int close = model.possible().get().size();
      right
          .getChildren()
          .addAll(
              Parts.text("They may already have a record", "title"),
              Parts.wrapping(
                  (close == 1 ? "One record is close." : close + " records are close.")
                      + " Ask them to say their birth date and phone, then choose. Nothing is"
                      + " chosen for you.",
                  "muted",
                  "lead-14"),
              new DuplicatesTable(
                  model.open().get().flatMap(Registration::photo),
                  model.possible().get(),
                  model::useExisting));
      create.setText(close == 1 ? "It is not, make a new record" : "None, make a new record");
    }
    Label unsure =
        Parts.wrapping(
            "Not sure? A new record is marked “check for a double”. It can be joined later.",
            "muted");
    Parts.show(unsure, !model.possible().get().isEmpty());
    HBox foot = Parts.row(16, create, unsure);
    HBox.setHgrow(unsure, Priority.ALWAYS);
    create.setMinWidth(Region.USE_PREF_SIZE);
    right.getChildren().addAll(foot, missing, trouble);
    update();
  }

  private void update() {
    fields.get(Field.BORN).pseudoClassStateChanged(DeskStyle.WRONG, model.bornIsWrong());
    String what =
        model.bornIsWrong() ? "Nothing is saved yet. Check the birth date." : model.missing();
    missing.setText(what);
    Parts.show(missing, !what.isEmpty());
    create.setDisable(!model.missing().isEmpty() || model.busy().get());
    changes.set(changes.get() + 1);
  }

  private void showTrouble(Optional<Trouble> what) {
    trouble.getChildren().clear();
    what.ifPresent(
        sad ->
            trouble
                .getChildren()
                .add(
                    new ErrorPanel(
                        sad.sentence(),
                        "What you typed is still here.",
                        sad.code(),
                        "",
                        () -> {})));
  }

  private void leave() {
    model.cancel();
    back.run();
  }

  private boolean hasPossible(int index) {
    return index < model.possible().get().size();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        KeyAction.hint("Tab", "next field"),
        KeyAction.of("Alt 1", "first record", "Alt+DIGIT1", () -> model.useExisting(0))
            .when(() -> hasPossible(0)),
        KeyAction.of("Alt 2", "second record", "Alt+DIGIT2", () -> model.useExisting(1))
            .when(() -> hasPossible(1)),
        KeyAction.of("Alt 3", "third record", "Alt+DIGIT3", () -> model.useExisting(2))
            .when(() -> hasPossible(2)),
        KeyAction.of("Alt 4", "fourth record", "Alt+DIGIT4", () -> model.useExisting(3))
            .when(() -> hasPossible(3)),
        KeyAction.of("Ctrl Enter", "new record", "Ctrl+ENTER", model::create)
            .when(() -> model.missing().isEmpty()),
        KeyAction.of("Esc", "back, nothing is kept", "ESCAPE", this::leave));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    fields.get(Field.NAME).requestFocus();
  }
}
