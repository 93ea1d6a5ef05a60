package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;
import static org.vestibule.app.kiosk.Kit.row;
import static org.vestibule.app.kiosk.Kit.spring;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Parent;
import javafx.scene.control.ContentDisplay;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.kiosk.BirthDate.Part;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Icon;
import org.vestibule.app.ui.Screen;

/** The birth date, asked of everybody alike: one pad for digits and months; Next waits. */
final class BornScreen implements Screen {
  private final KioskViewModel model;
  private final Kit kit;
  private final Map<Part, DateField> fields = new EnumMap<>(Part.class);
  private final Pad pad;
  private final KioskButton next;
  private final Words note;
  private final Subscription following;
  private final Parent root;

  BornScreen(KioskViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    for (Part part : Part.values()) {
      fields.put(part, new DateField(kit, part, () -> model.select(part)));
    }
    pad = new Pad(kit, model::digit, model::month, model::deleteFromDate);
    next = nextButton(kit, model::dateNext);
    note = kit.text("", Weight.MEDIUM, 36);
    root = kit.landscape() ? wide() : tall();
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    following =
        model
            .birthDate()
            .subscribe(this::show)
            .and(model.problem().subscribe(problem -> say()))
            .and(model.view().subscribe(view -> say()));
  }

  /** The filled button with the arrow of the reading direction. */
  static KioskButton nextButton(Kit kit, Runnable action) {
    KioskButton next =
        kit.wide(kit.say("next"), Icon.ARROW_RIGHT.node(48), 44, Kit.MAIN_HEIGHT, action, "main");
    next.setContentDisplay(ContentDisplay.RIGHT);
    return next;
  }

  private HBox dateRow() {
    HBox row = new HBox(Kit.GAP);
    fields.values().forEach(field -> row.getChildren().add(field));
    HBox.setHgrow(fields.get(Part.DAY), Priority.ALWAYS);
    HBox.setHgrow(fields.get(Part.MONTH), Priority.ALWAYS);
    HBox.setHgrow(fields.get(Part.YEAR), Priority.ALWAYS);
    return row;
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
        kit.head(kit.say("born.title"), 76),
        gap(42),
        dateRow(),
        gap(45),
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
            kit.head(kit.say("born.title"), 74),
            gap(38),
            dateRow(),
            gap(20),
            note,
            spring(),
            row(Kit.GAP, next));
    left.setMinWidth(800);
    left.setMaxWidth(800);
    HBox.setHgrow(pad, Priority.ALWAYS);
    VBox right = new VBox(gap(40), pad);
    VBox.setVgrow(pad, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    return new HBox(72, left, right);
  }

  private void show(BirthDate date) {
    fields.get(Part.DAY).show(date.day(), date.active());
    fields
        .get(Part.MONTH)
        .show(date.month() == 0 ? "" : kit.say("month." + date.month()), date.active());
    fields.get(Part.YEAR).show(date.year(), date.active());
    pad.show(date.active() == Part.MONTH);
    enableNext();
  }

  private void enableNext() {
    next.setDisable(model.view().get().checking() || !model.birthDate().get().activeFilled());
  }

  private void say() {
    String words =
        model.view().get().checking()
            ? kit.say("born.checking")
            : model
                .problem()
                .get()
                .map(
                    p -> kit.say(p == BirthDate.Problem.DAY ? "born.check.day" : "born.check.year"))
                .orElse("");
    note.say(words);
    note.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    enableNext();
  }

  private void key(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code.isDigitKey()) {
      model.digit(Integer.parseInt(code.getName().replaceAll("\\D", "")));
      event.consume();
    } else if (code == KeyCode.BACK_SPACE || code == KeyCode.DELETE) {
      model.deleteFromDate();
      event.consume();
    }
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void focusFirst() {
    fields.get(Part.DAY).focusField();
  }

  @Override
  public void close() {
    following.unsubscribe();
  }
}
