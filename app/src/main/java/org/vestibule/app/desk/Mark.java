package org.vestibule.app.desk;

import javafx.scene.layout.Region;
import org.vestibule.app.ui.Icon;

/** The shape that goes before a state's word, so that no state is told by colour alone. */
enum Mark {
  /** Waiting. */
  RING(Icon.RING),
  /** A person has to confirm, or a value is nearly the same. */
  HALF(Icon.HALF),
  /** Busy at a kiosk. */
  DOTS(Icon.DOTS),
  /** With a doctor. */
  SQUARE(Icon.SQUARE),
  /** Done, agreed, same. */
  TICK(Icon.TICK),
  /** Late, different, or needs a look. */
  TRIANGLE(Icon.TRIANGLE),
  /** Nothing yet. */
  DASH(Icon.DASH);

  private static final double SIZE = 15;

  private final Icon icon;

  Mark(Icon icon) {
    this.icon = icon;
  }

  Region node() {
    return icon.node(SIZE, 2.6);
  }
}
