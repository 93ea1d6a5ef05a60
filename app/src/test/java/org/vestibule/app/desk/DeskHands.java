package org.vestibule.app.desk;

import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Works a desk in a scene that no window shows: presses keys, types, waits. JavaFX thread. */
final class DeskHands {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final Scene scene;

  DeskHands(Scene scene) {
    this.scene = scene;
  }

  /**
   * Presses a key where the focus is.
   *
   * @param keys {@code O}, {@code Ctrl+K}, {@code Shift+SLASH}
   */
  DeskHands press(String keys) {
    String[] parts = keys.split("\\+", -1);
    boolean shift = keys.contains("Shift+");
    boolean ctrl = keys.contains("Ctrl+");
    boolean alt = keys.contains("Alt+");
    KeyCode code = KeyCode.valueOf(parts[parts.length - 1]);
    EventTarget target = scene.getFocusOwner() == null ? scene : scene.getFocusOwner();
    Event.fireEvent(
        target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, ctrl, alt, false));
    return layout();
  }

  DeskHands type(String field, String text) {
    find(field, TextInputControl.class).setText(text);
    return layout();
  }

  /** Presses the button of the top bar with these words. */
  DeskHands go(String place) {
    scene.getRoot().lookupAll(".place").stream()
        .map(Button.class::cast)
        .filter(button -> button.getText().equals(place))
        .forEach(Button::fire);
    return layout();
  }

  DeskHands click(String button) {
    find(button, Button.class).fire();
    return layout();
  }

  <T extends Node> T find(String selector, Class<T> type) {
    Node node = scene.getRoot().lookup(selector);
    if (!type.isInstance(node)) {
      throw new AssertionError("no " + selector);
    }
    return type.cast(node);
  }

  DeskHands layout() {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return this;
  }

  /** Lets the JavaFX thread run until the condition holds; fails when it never does. */
  DeskHands await(BooleanSupplier condition) {
    Object loop = new Object();
    long start = System.nanoTime();
    AnimationTimer looking =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (condition.getAsBoolean() || System.nanoTime() - start > PATIENCE_NANOS) {
              stop();
              Platform.exitNestedEventLoop(loop, null);
            }
          }
        };
    looking.start();
    Platform.enterNestedEventLoop(loop);
    if (!condition.getAsBoolean()) {
      throw new AssertionError("waited in vain");
    }
    return layout();
  }
}
