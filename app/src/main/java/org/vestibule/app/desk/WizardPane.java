package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.ClinicDoor.RecoveryKey;
import org.vestibule.app.ui.Arch;
import org.vestibule.app.ui.ErrorPanel;
import org.vestibule.app.ui.Icon;

/** The first start, step by step. */
final class WizardPane extends HBox {
  private static final int GROUPS_IN_A_ROW = 4;

  private final WizardModel model;
  private final RecoveryKeyOut keyOut;
  private final VBox steps = Parts.column(24);
  private final VBox content = Parts.column(20);
  private final VBox trouble = new VBox();
  private final Label missing = Parts.text("", "muted");
  private final Button back;
  private final Button next;
  private final Label kept = Parts.wrapping("", "ok-text");

  /**
   * @param onDone runs when the last step's button is pressed
   */
  WizardPane(WizardModel model, RecoveryKeyOut keyOut, Runnable onDone) {
    this.model = model;
    this.keyOut = keyOut;
    this.back = Parts.outlined("Back", "", model::back);
    this.next =
        Parts.filled(
            "Next",
            "Enter",
            () -> {
              if (model.step().get() == WizardModel.Step.DONE) {
                onDone.run();
              } else {
                model.next();
              }
            });
    back.getStyleClass().add("big");
    next.getStyleClass().add("big");
    next.setId("wizard-next");
    next.setDefaultButton(true);
    getStyleClass().addAll("wizard", "wall");
    getChildren().addAll(side(), main());
    model.step().addListener((property, old, now) -> showStep());
    model.busy().addListener((property, old, now) -> update());
    model.trouble().addListener((property, old, now) -> showTrouble(now));
    for (StringProperty typed :
        List.of(
            model.clinic(),
            model.name(),
            model.user(),
            model.passphrase(),
            model.again(),
            model.firstProof(),
            model.secondProof())) {
      typed.addListener((property, old, now) -> update());
    }
    showStep();
  }

  private VBox side() {
    HBox brand = Parts.row(14, new Arch(33), Parts.text("Vestibule", "title-18"));
    VBox side = Parts.column(54, brand, steps);
    side.getStyleClass().addAll("panel", "wizard-side");
    return side;
  }

  private BorderPane main() {
    HBox foot = Parts.row(12, back, Parts.gap(), missing, next);
    BorderPane main = new BorderPane();
    main.setTop(Parts.column(16, content, trouble));
    main.setBottom(foot);
    main.getStyleClass().add("wizard-main");
    HBox.setHgrow(main, Priority.ALWAYS);
    return main;
  }

  private void showStep() {
    steps.getChildren().clear();
    for (WizardModel.Step step : WizardModel.Step.values()) {
      steps.getChildren().add(stepRow(step));
    }
    kept.setText("");
    content
        .getChildren()
        .setAll(
            switch (model.step().get()) {
              case CLINIC -> clinic();
              case ADMINISTRATOR -> administrator();
              case RECOVERY_KEY -> recoveryKey(model.key().get().orElseThrow());
              case DONE -> done();
            });
    Parts.show(back, model.canGoBack());
    next.setText(model.step().get() == WizardModel.Step.DONE ? "Open the door" : "Next");
    update();
  }

  private HBox stepRow(WizardModel.Step step) {
    int now = model.step().get().ordinal();
    StackPane circle = new StackPane();
    circle.getStyleClass().add("step-circle");
    if (step.ordinal() < now) {
      circle.getStyleClass().add("ok-text");
      circle.getChildren().add(Icon.TICK.node(14));
    } else {
      circle.getChildren().add(Parts.text(String.valueOf(step.ordinal() + 1), "strong"));
    }
    circle.pseudoClassStateChanged(DeskStyle.SELECTED, step.ordinal() == now);
    String style = step.ordinal() == now ? "strong" : "muted";
    return Parts.row(16, circle, Parts.text(step.title(), "lead", style));
  }

  private VBox clinic() {
    return Parts.column(
        24,
        heading("What is your clinic called?", "The name stands on the kiosk and on tickets."),
        field("Clinic’s name", "wizard-clinic", model.clinic(), new TextField()));
  }

  private VBox administrator() {
    return Parts.column(
        24,
        heading(
            "Who looks after it?",
            "The first administrator opens the clinic, lets others in, and reads the ledger."),
        field("Name to show", "wizard-name", model.name(), new TextField()),
        field("Name to sign in with", "wizard-user", model.user(), new TextField()),
        field(
            "Passphrase, at least " + WizardModel.SHORTEST + " characters",
            "wizard-passphrase",
            model.passphrase(),
            new PasswordField()),
        field("The same passphrase again", "wizard-again", model.again(), new PasswordField()));
  }

  private VBox recoveryKey(RecoveryKey key) {
    GridPane groups = new GridPane();
    groups.getStyleClass().addAll("card", "key-groups");
    for (int i = 0; i < key.groups().size(); i++) {
      boolean covered = i == model.firstCovered() || i == model.secondCovered();
      Label group = Parts.text(covered ? "••••" : key.groups().get(i), "key-group");
      group.setAccessibleText(covered ? "Group " + (i + 1) + ", covered" : group.getText());
      if (covered) {
        group.getStyleClass().add("muted");
      }
      HBox cell = Parts.line(16, Parts.text(String.valueOf(i + 1), "muted"), group);
      cell.setMinWidth(166);
      groups.add(cell, i % GROUPS_IN_A_ROW, i / GROUPS_IN_A_ROW);
    }
    groups.setMaxWidth(740);
    HBox ways =
        Parts.row(
            12,
            withIcon(Parts.outlined("Print it", "", () -> keep(key, keyOut::print)), Icon.PRINT),
            withIcon(
                Parts.outlined("Save to a USB stick", "", () -> keep(key, keyOut::save)), Icon.KEY),
            kept);
    HBox proofs =
        Parts.row(
            16,
            proof(model.firstCovered(), model.firstProof(), model::firstProved),
            proof(model.secondCovered(), model.secondProof(), model::secondProved));
    HBox ask =
        Parts.line(
            5,
            Parts.text(
                "Type groups %d and %d from your copy"
                    .formatted(model.firstCovered() + 1, model.secondCovered() + 1),
                "lead",
                "strong"),
            Parts.text("they are covered while you type", "muted", "lead-14"));
    VBox prove = Parts.column(12, ask, proofs);
    VBox.setMargin(prove, new javafx.geometry.Insets(20, 0, 0, 0));
    return Parts.column(
        20,
        heading(
            "Keep this key somewhere safe",
            "It opens the records if every passphrase is lost. Without a passphrase and without"
                + " this\nkey, nobody can open them, and that includes us."),
        groups,
        ways,
        prove);
  }

  private static Button withIcon(Button button, Icon icon) {
    button.setGraphic(icon.node(16));
    button.getStyleClass().add("tall");
    return button;
  }

  private void keep(RecoveryKey key, java.util.function.Function<RecoveryKey, String> way) {
    kept.setText(way.apply(key));
  }

  private VBox proof(int group, StringProperty typed, java.util.function.BooleanSupplier proved) {
    TextField field = new TextField();
    field.getStyleClass().addAll("desk-field", "proof-field");
    field.textProperty().bindBidirectional(typed);
    field.setId("proof-" + (group + 1));
    field.setAccessibleText("Group " + (group + 1));
    StackPane tick = new StackPane(Icon.TICK.node(16));
    tick.getStyleClass().add("ok-text");
    tick.setMouseTransparent(true);
    tick.setMaxSize(34, 34);
    tick.setVisible(false);
    field
        .textProperty()
        .addListener((property, old, now) -> tick.setVisible(proved.getAsBoolean()));
    StackPane box = new StackPane(field, tick);
    StackPane.setAlignment(tick, javafx.geometry.Pos.CENTER_RIGHT);
    return Parts.column(5, Parts.text("Group " + (group + 1), "field-label"), box);
  }

  private VBox done() {
    return heading(
        "The clinic is ready",
        "Camera, kiosk and desk start now. The recovery key is not shown again.");
  }

  private static VBox heading(String words, String lead) {
    return Parts.column(10, Parts.wrapping(words, "headline"), Parts.wrapping(lead, "lead"));
  }

  private static VBox field(String words, String id, StringProperty value, TextField input) {
    input.getStyleClass().addAll("desk-field", "tall-field");
    input.setMaxWidth(460);
    input.setId(id);
    input.setAccessibleText(words);
    input.textProperty().bindBidirectional(value);
    return Parts.column(6, Parts.text(words, "field-label", "label-13"), input);
  }

  private void update() {
    String what = model.busy().get() ? "Making the keys takes a few seconds." : model.missing();
    missing.setText(what);
    next.setDisable(model.busy().get() || !model.missing().isEmpty());
  }

  private void showTrouble(Optional<Trouble> what) {
    trouble.getChildren().clear();
    what.ifPresent(
        sad ->
            trouble
                .getChildren()
                .add(
                    new ErrorPanel(
                        sad.sentence(), "Nothing was made yet.", sad.code(), "", () -> {})));
  }

  /** The first field takes the keyboard. */
  void focus() {
    lookupAll(".desk-field").stream().findFirst().ifPresent(javafx.scene.Node::requestFocus);
  }
}
