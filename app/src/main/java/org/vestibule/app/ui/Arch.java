package org.vestibule.app.ui;

import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/** The mark of the house: a doorway with light in it. Ornament only. */
public final class Arch extends Region {
  private static final double WIDTH = 40;
  private static final double HEIGHT = 51.2;
  private final SVGPath outer = new SVGPath();
  private final SVGPath inner = new SVGPath();

  /**
   * @param height of the mark in pixels; the width follows
   */
  public Arch(double height) {
    getStyleClass().add("arch");
    outer.setContent("M0,51.2 V20 A20,20 0 0 1 40,20 V51.2 Z");
    outer.getStyleClass().add("arch-outer");
    inner.setContent("M10.6,51.2 V22.4 A9.4,9.4 0 0 1 29.4,22.4 V51.2 Z");
    inner.getStyleClass().add("arch-inner");
    double scale = height / HEIGHT;
    for (SVGPath path : new SVGPath[] {outer, inner}) {
      path.setManaged(false);
      path.getTransforms().setAll(new Scale(scale, scale));
    }
    getChildren().addAll(outer, inner);
    setMinSize(WIDTH * scale, height);
    setPrefSize(WIDTH * scale, height);
    setMaxSize(WIDTH * scale, height);
    setMouseTransparent(true);
  }
}
