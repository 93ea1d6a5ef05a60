package org.vestibule.app.desk;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
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
    return new KeyAction(cap, words, combination(keys), () -> true, action);
  }

  /**
   * Reads {@code Ctrl+K}, {@code Alt+DIGIT1}, {@code ESCAPE}: the last part is a name of {@link
   * KeyCode}. JavaFX's own reader takes {@code Esc} for this and reads what it does not know as
   * characters, which never match here.
   */
  static KeyCombination combination(String keys) {
    List<String> parts = List.of(keys.split("\\+", -1));
    List<KeyCombination.Modifier> modifiers = new ArrayList<>();
    for (String modifier : parts.subList(0, parts.size() - 1)) {
      modifiers.add(
          switch (modifier) {
            case "Ctrl" -> KeyCombination.CONTROL_DOWN;
            case "Alt" -> KeyCombination.ALT_DOWN;
            case "Shift" -> KeyCombination.SHIFT_DOWN;
            default -> throw new IllegalArgumentException("no modifier " + modifier);
          });
    }
    return new KeyCodeCombination(
        KeyCode.valueOf(parts.get(parts.size() - 1)),
        modifiers.toArray(KeyCombination.Modifier[]::new));
  }

  /**
   * The two keys that move through a list, and others after them.
   *
   * @param move gets 1 for the next and -1 for the one before
   */
  static List<KeyAction> withArrows(String words, IntConsumer move, KeyAction... others) {
    List<KeyAction> keys = new ArrayList<>();
    keys.add(of("↑ ↓", words, "DOWN", () -> move.accept(1)));
    keys.add(of("", "", "UP", () -> move.accept(-1)));
    keys.addAll(List.of(others));
    return List.copyOf(keys);
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
