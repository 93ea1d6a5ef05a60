package org.vestibule.app.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.FileChooser;
import org.vestibule.app.flow.DeskFactor.Kind;
import org.vestibule.app.flow.FactorWork.NewCodes;

/** The own second factor: what stands beside the passphrase, and what each kind protects. */
final class FactorScreen implements DeskScreen {
  private static final double MODULE = 6;
  private static final String SLOW = "Stretching the passphrase takes a moment.";

  private final FactorModel model;
  private final Runnable back;
  private final VBox choices = Parts.column(0);
  private final FormAndContent both;

  /**
   * @param back where Escape leads
   */
  FactorScreen(FactorModel model, Runnable back) {
    this.model = model;
    this.back = back;
    choices.setFocusTraversable(true);
    this.both =
        new FormAndContent(
            "My second factor",
            "What you show beside your passphrase to sign in.",
            new TroubleLine(model.present().trouble()),
            choices);
    model.present().value().addListener((property, old, now) -> show());
    model.choice().addListener((property, old, now) -> show());
    model.codes().addListener((property, old, now) -> show());
    model.said().addListener((property, old, now) -> show());
    show();
  }

  private void show() {
    choices
        .getChildren()
        .setAll(
            choice(Kind.NONE, "None", "The passphrase alone opens the screen and the disk."),
            choice(
                Kind.CODES,
                "Codes from my telephone",
                "Protect the screen only: on a stolen disk the passphrase alone opens the keys."),
            choice(
                Kind.KEY,
                "A key file, for example on a USB stick",
                "Protects the disk too: without it the passphrase opens nothing. A token does the"
                    + " same; the command staff second-factor sets it up."));
    both.show(
        model.said().get().isEmpty()
            ? form().toArray(Node[]::new)
            : new Node[] {Parts.wrapping(model.said().get(), "ok-text", "strong")});
  }

  private List<Node> form() {
    return switch (model.choice().get()) {
      case CODES -> model.codes().get().map(this::codes).orElse(List.of());
      case KEY -> keyFile();
      case NONE -> none();
    };
  }

  private HBox choice(Kind kind, String words, String protects) {
    VBox two = Parts.column(2, Parts.wrapping(words, "strong"), Parts.wrapping(protects, "muted"));
    HBox.setHgrow(two, Priority.ALWAYS);
    HBox row = Parts.row(12, two);
    if (model.present().value().get().equals(Optional.of(kind))) {
      row.getChildren().add(Parts.state(Mark.TICK, "in use", Tone.OK));
    }
    row.getStyleClass().add("found-row");
    row.pseudoClassStateChanged(DeskStyle.SELECTED, model.choice().get() == kind);
    row.setOnMouseClicked(event -> model.choose(kind));
    return row;
  }

  private List<Node> codes(NewCodes codes) {
    return List.of(
        Parts.text("Read this with an authenticator on your telephone", "title"),
        Parts.wrapping(
            "It is shown once and counts when a code of it was right. Until then nothing changes.",
            "muted"),
        new HBox(qr(codes.modules())),
        Parts.column(
            6,
            Parts.text("Or type it there", "field-label"),
            Parts.wrapping(codes.secret(), "mono")),
        LabelledField.of("The six digits it shows now", "factor-code", model.code()),
        new ActionRow(
            model.deed(), SLOW, Parts.filled("Ask me for codes", "Ctrl Enter", model::useCodes)));
  }

  /** Dark on white in every theme, as cameras read it; the code brings its quiet zone. */
  private static StackPane qr(List<String> modules) {
    double side = modules.size() * MODULE;
    Canvas canvas = new Canvas(side, side);
    GraphicsContext to = canvas.getGraphicsContext2D();
    to.setFill(Color.WHITE);
    to.fillRect(0, 0, side, side);
    to.setFill(Color.BLACK);
    for (int y = 0; y < modules.size(); y++) {
      for (int x = 0; x < modules.get(y).length(); x++) {
        if (modules.get(y).charAt(x) == '#') {
          to.fillRect(x * MODULE, y * MODULE, MODULE, MODULE);
        }
      }
    }
    StackPane box = new StackPane(canvas);
    box.setAccessibleText("QR code for an authenticator");
    return box;
  }

  private List<Node> keyFile() {
    List<Node> form = new ArrayList<>();
    form.add(Parts.text("Make a key file", "title"));
    form.add(
        Parts.wrapping(
            "It is saved where you say and is part of your key from then on; another key file or"
                + " codes end with it. Who loses it needs an administrator.",
            "muted"));
    form.addAll(secrets());
    form.add(
        new ActionRow(
            model.deed(), SLOW, Parts.filled("Make and save it", "Ctrl Enter", this::makeKeyFile)));
    return form;
  }

  private List<Node> none() {
    List<Node> form = new ArrayList<>();
    form.add(Parts.text("End my second factor", "title"));
    form.add(Parts.wrapping("Whoever learns your passphrase gets in then.", "wait-text"));
    form.addAll(secrets());
    form.add(
        new ActionRow(model.deed(), SLOW, Parts.filled("End it", "Ctrl Enter", model::useNone)));
    return form;
  }

  private List<Node> secrets() {
    List<Node> fields = new ArrayList<>();
    fields.add(LabelledField.secret("Your passphrase", "factor-secret", model.passphrase()));
    if (model.keyInUse()) {
      fields.add(
          LabelledField.of(
              "The key file or token that you use now", "factor-present", model.key()));
    }
    return fields;
  }

  private void makeKeyFile() {
    if (!model.ready()) {
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the key file");
    chooser.setInitialFileName("vestibule.key");
    Optional.ofNullable(chooser.showSaveDialog(both.root().getScene().getWindow()))
        .ifPresent(file -> model.makeKeyFile(file.toPath()));
  }

  private void act() {
    switch (model.choice().get()) {
      case CODES -> model.useCodes();
      case KEY -> makeKeyFile();
      case NONE -> model.useNone();
    }
  }

  @Override
  public Node node() {
    return both.root();
  }

  @Override
  public List<KeyAction> keys() {
    return KeyAction.withArrows(
        "choose",
        model::move,
        KeyAction.of("Ctrl Enter", "do it", "Ctrl+ENTER", this::act)
            .when(() -> model.said().get().isEmpty()),
        KeyAction.of("Esc", "back", "ESCAPE", back));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return both.changes();
  }

  @Override
  public void shown() {
    model.begin();
    choices.requestFocus();
  }

  @Override
  public void hidden() {
    model.forget();
  }
}
