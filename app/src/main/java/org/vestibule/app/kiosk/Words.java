package org.vestibule.app.kiosk;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;

/** A label that wraps in all five languages; its height follows from its width. */
final class Words extends Label {
  private final Breaks breaks = new Breaks(this);

  Words(String text) {
    getStyleClass().add("ink");
    setMinHeight(USE_PREF_SIZE);
    say(text);
  }

  void say(String text) {
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

  @Override
  protected double computePrefHeight(double width) {
    return breaks.shaped() ? breaks.prefHeight(width) : super.computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    breaks.lay();
    super.layoutChildren();
  }
}
