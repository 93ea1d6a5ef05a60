package org.vestibule.app.kiosk;

import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vestibule.app.kiosk.BirthDate.Part;
import org.vestibule.app.ui.Fonts.Weight;

/** One part of the birth date: its name above, what was typed within; a touch makes it active. */
final class DateField extends VBox {
  private final Kit kit;
  private final Part part;
  private final Words name;
  private final KioskButton field;
  private final Region caret = new Region();

  DateField(Kit kit, Part part, Runnable onSelect) {
    super(12);
    this.kit = kit;
    this.part = part;
    this.name = kit.text(partName(), Weight.REGULAR, 34);
    double px = part == Part.MONTH ? 60 : 80;
    this.field = kit.button("", caret, Weight.SEMIBOLD, px, onSelect, "date-field");
    caret.getStyleClass().add("caret");
    caret.setMinSize(5, 88);
    caret.setMaxSize(5, 88);
    field.setContentDisplay(ContentDisplay.RIGHT);
    field.setGraphicTextGap(12);
    field.setLeastHeight(Kit.MAIN_HEIGHT);
    field.setMaxWidth(Double.MAX_VALUE);
    field.setAlignment(Pos.CENTER);
    double width =
        switch (part) {
          case DAY -> 225;
          case MONTH -> 353;
          case YEAR -> 324;
        };
    setPrefWidth(kit.landscape() ? width * 0.83 : width);
    setMinWidth(0);
    getChildren().addAll(name, field);
  }

  private String partName() {
    return kit.say(
        switch (part) {
          case DAY -> "born.day";
          case MONTH -> "born.month";
          case YEAR -> "born.year";
        });
  }

  /**
   * @param text what was typed, empty for nothing
   */
  void show(String text, Part active) {
    boolean now = active == part;
    field.say(text);
    field.setAccessibleText(partName() + ", " + (text.isEmpty() ? kit.say("born.empty") : text));
    field.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    caret.setVisible(now);
    caret.setManaged(now);
    field.setGraphic(now ? caret : null);
    field.getStyleClass().remove("active");
    name.getStyleClass().removeAll("muted");
    if (now) {
      field.getStyleClass().add("active");
    } else {
      name.getStyleClass().add("muted");
    }
    name.setStyle(kit.font(now ? Weight.SEMIBOLD : Weight.REGULAR, 34));
  }

  void focusField() {
    field.requestFocus();
  }
}
