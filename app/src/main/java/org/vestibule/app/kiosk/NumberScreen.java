package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;
import static org.vestibule.app.kiosk.Kit.row;
import static org.vestibule.app.kiosk.Kit.spring;

import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Screen;

/**
 * The number on the letter or card, for those without a face: the same pad as the birth date. A
 * card reader that types what it reads and ends with Enter works as it is.
 */
final class NumberScreen implements Screen {
  private static final int SHOWN = 14;
  private final KioskViewModel model;
  private final Words typed;
  private final KioskButton next;
  private final Words note;
  private final Pad pad;
  private final Kit kit;
  private final Subscription following;
  private final Parent root;

  NumberScreen(KioskViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    typed = kit.text("", Weight.SEMIBOLD, 80);
    typed.getStyleClass().add("number-field");
    typed.setMaxWidth(Double.MAX_VALUE);
    typed.setMinHeight(Kit.MAIN_HEIGHT);
    typed.setMaxHeight(Kit.MAIN_HEIGHT);
    pad =
        new Pad(
            kit,
            digit -> model.numberTyped(Integer.toString(digit)),
            month -> {},
            model::deleteFromNumber);
    next = BornScreen.nextButton(kit, model::numberNext);
    note = kit.quiet("", 36);
    root = kit.landscape() ? wide() : tall();
    root.addEventFilter(KeyEvent.ANY, this::key);
    following =
        model.number().subscribe(number -> show()).and(model.view().subscribe(view -> show()));
  }

  private HBox steps() {
    return kit.steps(Math.max(1, model.view().get().step()), KioskView.STEPS).orElseThrow();
  }

  private Parent tall() {
    VBox.setVgrow(pad, Priority.SOMETIMES);
    return new VBox(
        gap(40),
        steps(),
        gap(31),
        kit.head(kit.say("number.title"), 64),
        gap(6),
        kit.quiet(kit.say("number.lead"), 38),
        gap(24),
        typed,
        gap(34),
        pad,
        spring(),
        note,
        spring(),
        row(Kit.GAP, next));
  }

  private Parent wide() {
    VBox left =
        new VBox(
            gap(40),
            steps(),
            gap(30),
            kit.head(kit.say("number.title"), 54),
            gap(6),
            kit.quiet(kit.say("number.lead"), 36),
            gap(24),
            typed,
            gap(16),
            note,
            spring(),
            row(Kit.GAP, next));
    left.setMinWidth(800);
    left.setMaxWidth(800);
    VBox right = new VBox(gap(40), pad);
    VBox.setVgrow(pad, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    return new HBox(72, left, right);
  }

  private void show() {
    String number = model.number().get();
    typed.say(number.length() <= SHOWN ? number : "…" + number.substring(number.length() - SHOWN));
    typed.setAccessibleText(
        kit.say("number.label") + ", " + (number.isEmpty() ? kit.say("born.empty") : number));
    boolean checking = model.view().get().checking();
    note.say(kit.say(checking ? "born.checking" : "number.card"));
    next.setDisable(checking || number.isEmpty());
  }

  private void key(KeyEvent event) {
    if (event.getEventType() == KeyEvent.KEY_TYPED) {
      String character = event.getCharacter();
      if (character.length() == 1 && character.charAt(0) > ' ' && character.charAt(0) != 127) {
        model.numberTyped(character);
        event.consume();
      }
    } else if (event.getEventType() == KeyEvent.KEY_PRESSED) {
      if (event.getCode() == KeyCode.BACK_SPACE) {
        model.deleteFromNumber();
        event.consume();
      } else if (event.getCode() == KeyCode.ENTER && typed.isFocused()) {
        model.numberNext();
        event.consume();
      }
    }
  }

  @Override
  public Parent root() {
    return root;
  }

  /** The field has the keyboard first, so that a card reader's Enter answers. */
  @Override
  public void focusFirst() {
    typed.setFocusTraversable(true);
    typed.requestFocus();
  }

  @Override
  public void close() {
    following.unsubscribe();
  }
}
