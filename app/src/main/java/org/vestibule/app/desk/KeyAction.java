package org.vestibule.app.desk;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A key that works on a screen, and its place in the bar at the foot: what the bar names is what
 * works, since both come from here.
 *
 * @param cap what stands on the key, as the bar shows it
 * @param words what it does, in two or three words; empty to leave it out of the bar
 * @param keys the key; a bare letter acts only outside fields
 * @param works whether it works now; the bar leaves out what does not
 * @param action what it does, on the FX thread
 */
record KeyAction(
    String cap, String words, KeyCombination keys, BooleanSupplier works, Runnable action) {

  /** Where the keyboard's letters go. */
  enum Typing {
    /** Not into a field: letters act. */
    NOWHERE,
    /** Into a field of one line: letters are text, the arrows and Enter act. */
    LINE,
    /** Into a field of many lines: only Escape and keys with Ctrl or Alt act. */
    LINES
  }

  private static final Set<KeyCode> NOT_TEXT_IN_A_LINE =
      EnumSet.of(KeyCode.ESCAPE, KeyCode.ENTER, KeyCode.UP, KeyCode.DOWN);

  static KeyAction of(String cap, String words, String keys, Runnable action) {
    return new KeyAction(cap, words, KeyCombination.valueOf(keys), () -> true, action);
  }

  /** A key that works by itself, for the bar only. */
  static KeyAction hint(String cap, String words) {
    return new KeyAction(cap, words, KeyCombination.NO_MATCH, () -> true, () -> {});
  }

  KeyAction when(BooleanSupplier condition) {
    return new KeyAction(cap, words, keys, condition, action);
  }

  /** Whether this key press is meant for this action. */
  boolean meant(KeyEvent event, Typing typing) {
    if (!keys.match(event) || !works.getAsBoolean()) {
      return false;
    }
    if (event.isAltDown() || event.isControlDown() || event.isMetaDown()) {
      return true;
    }
    return switch (typing) {
      case NOWHERE -> true;
      case LINE -> event.getCode().isFunctionKey() || NOT_TEXT_IN_A_LINE.contains(event.getCode());
      case LINES -> event.getCode().isFunctionKey() || event.getCode() == KeyCode.ESCAPE;
    };
  }
}
