package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.DeskView.Staff;
import org.vestibule.app.ui.Icon;

/** Who is here, and their passphrase or the recovery key; beside it the arches. */
final class UnlockPane extends HBox {
  private static final double FORM = 560;
  private static final String FACTOR = "Six digits, or the name of your key file";

  private final SignInModel<?> model;
  private final Label title = Parts.wrapping("", "headline");
  private final Label lead = Parts.wrapping("", "lead", "muted");
  private final Label whoLabel = Parts.text("Who is here?", "field-label", "label-13");
  private final FlowPane people = new FlowPane(10, 10);
  private final TextField other = new TextField();
  private final PasswordField secret = new PasswordField();
  private final TextField readable = new TextField();
  private final TextField factor = new TextField();
  private final Button show = new Button("Show", Icon.EYE.node(16));
  private final HBox capsLock = Parts.state(Mark.TRIANGLE, "Caps Lock is on.", Tone.WAIT);
  private final Label trouble = Parts.wrapping("", "wait-text", "strong");
  private final Label checking = Parts.text("Checking the passphrase takes a moment.", "muted");
  private final VBox factorBox = Parts.column(8);
  private final Button unlock;
  private final RecoveryModel<?> recovery;
  private final VBox form;
  private final RecoveryPane keyForm;
  private final StackPane middle = new StackPane();
  private List<Staff> shownPeople = List.of();
  private boolean typingName;

  /**
   * @param unlockWords on the filled button
   */
  UnlockPane(SignInModel<?> model, RecoveryModel<?> recovery, String unlockWords) {
    this.model = model;
    this.recovery = recovery;
    this.unlock = Parts.filled(unlockWords, "Enter", model::enter);
    getStyleClass().addAll("unlock", "panel");
    ArchPicture arches = new ArchPicture();
    arches.setMinWidth(240);
    arches.prefWidthProperty().bind(widthProperty().multiply(0.4445));
    this.form = form();
    this.keyForm = new RecoveryPane(recovery, () -> typeKey(false));
    keyForm.setMaxWidth(FORM);
    keyForm.setMaxHeight(Region.USE_PREF_SIZE);
    middle.getChildren().setAll(form);
    middle.setAlignment(Pos.CENTER_LEFT);
    middle.getStyleClass().add("unlock-form");
    HBox.setHgrow(middle, Priority.ALWAYS);
    getChildren().addAll(arches, middle);
    model.trouble().addListener((property, old, now) -> update());
    model.asksForFactor().addListener((property, old, now) -> askForFactor(now));
    model.busy().addListener((property, old, now) -> update());
    model.user().addListener((property, old, now) -> choose());
    model.passphrase().addListener((property, old, now) -> update());
    showPeople(List.of());
    update();
  }

  private VBox form() {
    other.getStyleClass().addAll("desk-field", "tall-field");
    other.setPromptText("Sign-in name");
    other.setAccessibleText("Sign-in name");
    other.setId("sign-in-name");
    other.textProperty().bindBidirectional(model.user());
    VBox words = Parts.column(8, title, lead);
    VBox who = Parts.column(8, whoLabel, people, other);
    VBox secretBox = Parts.column(8, Parts.text("Passphrase", "field-label", "label-13"), fields());
    factor.getStyleClass().addAll("desk-field", "tall-field");
    factor.setAccessibleText(FACTOR);
    factor.setId("second-factor");
    factor.textProperty().bindBidirectional(model.factor());
    factorBox.getChildren().setAll(Parts.text(FACTOR, "field-label", "label-13"), factor);
    Parts.show(factorBox, false);
    unlock.getStyleClass().add("big");
    unlock.setId("unlock");
    VBox all =
        Parts.column(
            28,
            words,
            who,
            Parts.column(8, secretBox, factorBox, capsLock, trouble, checking),
            Parts.row(16, unlock, keyLink()));
    all.setMaxWidth(FORM);
    all.setMaxHeight(Region.USE_PREF_SIZE);
    Parts.show(capsLock, false);
    return all;
  }

  private Button keyLink() {
    Button link = Parts.plain("I have the recovery key", "", () -> typeKey(true));
    link.getStyleClass().add("link");
    link.setId("use-recovery-key");
    return link;
  }

  /** Shows the fields for the recovery key, or the passphrase again; nothing typed stays. */
  void typeKey(boolean shown) {
    recovery.forget();
    middle.getChildren().setAll(shown ? keyForm : form);
    focus();
  }

  private boolean typingKey() {
    return middle.getChildren().contains(keyForm);
  }

  private void askForFactor(boolean asked) {
    Parts.show(factorBox, asked);
    if (asked) {
      factor.requestFocus();
    }
  }

  private StackPane fields() {
    secret.getStyleClass().addAll("desk-field", "tall-field");
    secret.setAccessibleText("Passphrase");
    secret.setId("passphrase");
    secret.textProperty().bindBidirectional(model.passphrase());
    readable.getStyleClass().addAll("desk-field", "tall-field");
    readable.setAccessibleText("Passphrase, shown");
    readable.textProperty().bindBidirectional(model.passphrase());
    Parts.show(readable, false);
    show.getStyleClass().addAll("desk-button", "quiet", "muted");
    show.setOnAction(
        event -> {
          boolean open = !readable.isVisible();
          Parts.show(readable, open);
          Parts.show(secret, !open);
          show.setText(open ? "Hide" : "Show");
          (open ? readable : secret).requestFocus();
        });
    StackPane box = new StackPane(secret, readable, show);
    StackPane.setAlignment(show, Pos.CENTER_RIGHT);
    StackPane.setMargin(show, new javafx.geometry.Insets(0, 6, 0, 0));
    secret.setOnKeyReleased(
        event -> {
          if (event.getCode() == KeyCode.CAPS || event.getCode().isLetterKey()) {
            Parts.show(capsLock, Platform.isKeyLocked(KeyCode.CAPS).orElse(false));
          }
        });
    return box;
  }

  void say(String heading, String words) {
    title.setText(heading);
    lead.setText(words);
    Parts.show(lead, !words.isEmpty());
  }

  /** Offers these people; with none, the name is typed. */
  void showPeople(List<Staff> list) {
    shownPeople = list;
    typingName = list.isEmpty();
    people.getChildren().clear();
    for (Staff staff : list) {
      people.getChildren().add(card(staff.name(), staff.role(), () -> pick(staff)));
    }
    if (!list.isEmpty()) {
      people.getChildren().add(card("Other", "type a name", this::typeName));
      if (model.user().get().isEmpty() && list.size() == 1) {
        model.user().set(list.get(0).user());
      }
    }
    choose();
  }

  private Button card(String name, String role, Runnable action) {
    Button card =
        new Button(
            "",
            Parts.column(
                1, Parts.text(name, "strong", "lead-14"), Parts.text(role, "muted", "note")));
    card.getStyleClass().add("person-card");
    card.setAccessibleText(name + ", " + role);
    card.setOnAction(event -> action.run());
    return card;
  }

  private void pick(Staff staff) {
    typingName = false;
    model.user().set(staff.user());
    choose();
    secret.requestFocus();
  }

  private void typeName() {
    typingName = true;
    model.user().set("");
    choose();
    other.requestFocus();
  }

  private void choose() {
    Parts.show(other, typingName);
    Parts.show(people, !shownPeople.isEmpty());
    for (int i = 0; i < people.getChildren().size(); i++) {
      boolean last = i == shownPeople.size();
      boolean chosen =
          last ? typingName : !typingName && shownPeople.get(i).user().equals(model.user().get());
      people.getChildren().get(i).pseudoClassStateChanged(DeskStyle.SELECTED, chosen);
    }
    update();
  }

  private void update() {
    Optional<Trouble> what = model.trouble().get();
    trouble.setText(what.map(sad -> sad.sentence() + " (" + sad.code() + ")").orElse(""));
    Parts.show(trouble, what.isPresent());
    Parts.show(checking, model.busy().get());
    unlock.setDisable(!model.ready());
  }

  void focus() {
    if (typingKey()) {
      keyForm.focus();
    } else {
      (typingName && model.user().get().isEmpty() ? other : secret).requestFocus();
    }
  }

  /** Enter, wherever the focus is. */
  void enter() {
    if (typingKey()) {
      recovery.enter();
    } else {
      model.enter();
    }
  }

  /** Esc: back from the recovery key. */
  void back() {
    if (typingKey()) {
      typeKey(false);
    }
  }
}
