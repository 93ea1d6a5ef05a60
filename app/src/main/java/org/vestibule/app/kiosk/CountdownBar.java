package org.vestibule.app.kiosk;

import javafx.scene.layout.Region;

/** A bar that shrinks with the time that is left. The words beside it say the same. */
final class CountdownBar extends Region {
  private final Region left = new Region();
  private double share = 1;

  CountdownBar() {
    getStyleClass().add("countdown");
    left.getStyleClass().add("countdown-left");
    left.setManaged(false);
    getChildren().add(left);
    setMinHeight(10);
    setPrefHeight(10);
  }

  /**
   * @param share 0 to 1
   */
  void setShare(double share) {
    this.share = share;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    left.resizeRelocate(0, 0, getWidth() * share, getHeight());
  }
}
