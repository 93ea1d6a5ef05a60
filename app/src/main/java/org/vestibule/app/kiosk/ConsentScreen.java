package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;
import static org.vestibule.app.kiosk.Kit.spring;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Icon;
import org.vestibule.app.ui.Screen;

/** May the face be known next time: yes and no weigh the same, and no needs no signature. */
final class ConsentScreen implements Screen {
  private final KioskViewModel model;
  private final Kit kit;
  private final SignaturePad pad;
  private final Words note;
  private final KioskButton no;
  private final Parent root;

  ConsentScreen(KioskViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    pad = new SignaturePad(kit.say("consent.pad"));
    note = kit.quiet(kit.say("consent.same"), 36);
    note.setTextAlignment(TextAlignment.CENTER);
    note.setAlignment(Pos.CENTER);
    note.setMaxWidth(Double.MAX_VALUE);
    no = answer("consent.no", () -> model.answerConsent(false));
    root = kit.landscape() ? wide() : tall();
  }

  private Parent tall() {
    VBox column =
        new VBox(
            gap(32), head(76), gap(40), points(32), spring(), gap(32), signHere(), gap(20), pad);
    VBox.setVgrow(pad, Priority.SOMETIMES);
    column.getChildren().addAll(spring(), gap(40), answers(), gap(24), note);
    return column;
  }

  private Parent wide() {
    VBox left = new VBox(gap(40), head(kit.headline(60)), gap(32), points(24), spring(), note);
    VBox right = new VBox(gap(40), signHere(), gap(20), pad, gap(32), answers());
    VBox.setVgrow(pad, Priority.ALWAYS);
    left.setMinWidth(0);
    right.setMinWidth(0);
    return Kit.row(72, left, right);
  }

  private Words head(double px) {
    return kit.head(kit.say("consent.title"), px);
  }

  private VBox points(double space) {
    return new VBox(
        space,
        point(Icon.FACE, "consent.keep"),
        point(Icon.CALENDAR, "consent.born"),
        point(Icon.CROSS, "consent.mind"));
  }

  private HBox point(Icon icon, String key) {
    Region sign = icon.node(50);
    sign.getStyleClass().add("accent-text");
    Words words = kit.text(kit.say(key), Weight.REGULAR, kit.landscape() ? 36 : 42);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox.setMargin(sign, new Insets(4, 0, 0, 0));
    HBox row = new HBox(34, sign, words);
    row.setMinHeight(Region.USE_PREF_SIZE);
    return row;
  }

  private Node signHere() {
    Words label = kit.text(kit.say("consent.sign"), Weight.SEMIBOLD, kit.landscape() ? 36 : 42);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinWidth(0);
    label.setAlignment(Pos.BOTTOM_LEFT);
    HBox.setHgrow(label, Priority.ALWAYS);
    KioskButton clear =
        kit.button(
            kit.say("consent.clear"),
            Icon.DELETE.node(40),
            Weight.MEDIUM,
            34,
            this::clear,
            "quiet");
    clear.setGraphicTextGap(18);
    clear.setMinWidth(220);
    HBox row = new HBox(Kit.GAP, label, clear);
    row.setAlignment(Pos.BOTTOM_LEFT);
    row.setMinHeight(Region.USE_PREF_SIZE);
    return row;
  }

  private HBox answers() {
    return Kit.row(Kit.GAP, no, answer("consent.yes", this::agree));
  }

  private KioskButton answer(String key, Runnable action) {
    return kit.wide(kit.say(key), null, 44, Kit.MAIN_HEIGHT, action, "answer");
  }

  private void clear() {
    pad.clear();
    note.say(kit.say("consent.same"));
  }

  private void agree() {
    if (pad.signed()) {
      model.answerConsent(true);
    } else {
      note.say(kit.say("consent.first"));
      pad.requestFocus();
    }
  }

  @Override
  public Parent root() {
    return root;
  }

  /** On neither answer: a key pressed by habit is no answer. */
  @Override
  public void focusFirst() {
    pad.requestFocus();
  }
}
