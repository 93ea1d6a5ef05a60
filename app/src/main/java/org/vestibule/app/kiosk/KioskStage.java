package org.vestibule.app.kiosk;

import javafx.geometry.Insets;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * The kiosk's paper: lays its content out in kiosk pixels, at least 1080 by 1920 (1920 by 1080 in
 * landscape), and scales it to the window. A window of another shape gives the content more room on
 * one side instead of bands.
 */
final class KioskStage extends Region {
  private static final double SHORT = 1080;
  private static final double LONG = 1920;
  private final Scale scale = new Scale(1, 1);
  private boolean landscape;

  KioskStage() {
    getStyleClass().add("kiosk");
    setPadding(Insets.EMPTY);
  }

  void show(Region content, boolean inLandscape) {
    landscape = inLandscape;
    content.setManaged(false);
    content.getTransforms().setAll(scale);
    getChildren().setAll(content);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double w = landscape ? LONG : SHORT;
    double h = landscape ? SHORT : LONG;
    double s = Math.min(getWidth() / w, getHeight() / h);
    if (s <= 0 || getChildren().isEmpty()) {
      return;
    }
    scale.setX(s);
    scale.setY(s);
    getChildren().get(0).resizeRelocate(0, 0, getWidth() / s, getHeight() / s);
  }
}
