package org.vestibule.app.kiosk;

import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * A button for fingers that shake: acts on release, also when the finger has drifted up to 12 mm,
 * and not twice within 500 ms. Keyboard and switches work it as any button; nothing reacts to
 * hovering.
 */
class KioskButton extends Button {
  private final TapGuard taps;
  private final Breaks breaks = new Breaks(this);
  private double leastHeight = Kit.TARGET;
  private boolean pressing;
  private double pressX;
  private double pressY;

  KioskButton(String text, Node graphic, TapGuard taps, Runnable action) {
    super("", graphic);
    this.taps = taps;
    getStyleClass().setAll("button", "kiosk-button");
    say(text);
    setOnAction(event -> action.run());
    addEventFilter(MouseEvent.ANY, this::mouse);
  }

  final void say(String text) {
    breaks.say(text);
  }

  /** The height always follows from the width, also where the lines are broken here. */
  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    return breaks.shaped() ? breaks.prefWidth() : super.computePrefWidth(height);
  }

  /**
   * @param height kiosk pixels; words that need more make the button grow
   */
  final void setLeastHeight(double height) {
    leastHeight = height;
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    return Math.max(leastHeight, wordsHeight(width));
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  /** Height that the words need at a width. */
  double wordsHeight(double width) {
    return breaks.shaped() ? breaks.prefHeight(width) : super.computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    breaks.lay();
    super.layoutChildren();
  }

  private void mouse(MouseEvent event) {
    if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
      press(event);
    } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
      setHeld(pressing && near(event));
    } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED) {
      release(event);
    } else {
      return;
    }
    event.consume();
  }

  private void press(MouseEvent event) {
    Point2D at = inWindow(event);
    pressing = event.getButton() == MouseButton.PRIMARY && taps.admits(this, at.getX(), at.getY());
    pressX = event.getX();
    pressY = event.getY();
    setHeld(pressing);
  }

  private void release(MouseEvent event) {
    boolean tap = pressing && near(event);
    pressing = false;
    setHeld(false);
    if (tap) {
      Point2D at = inWindow(event);
      taps.acted(this, at.getX(), at.getY());
      fire();
    }
  }

  private void setHeld(boolean held) {
    if (held) {
      arm();
    } else {
      disarm();
    }
  }

  private boolean near(MouseEvent event) {
    return contains(event.getX(), event.getY())
        || Math.hypot(event.getX() - pressX, event.getY() - pressY) <= TapGuard.DRIFT;
  }

  /** The event's place in the window, in kiosk pixels. */
  private Point2D inWindow(MouseEvent event) {
    double scale = Math.abs(getLocalToSceneTransform().getMxx());
    return new Point2D(event.getSceneX() / scale, event.getSceneY() / scale);
  }
}
