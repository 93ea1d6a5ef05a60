package org.vestibule.app.kiosk;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
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

  /** Whether what is shown has the room that all its words need. */
  boolean fits() {
    if (getScene() == null || getChildren().isEmpty()) {
      return true;
    }
    applyCss();
    Region content = (Region) getChildren().get(0);
    double w = getScene().getWidth() / scaleFor(getScene().getWidth(), getScene().getHeight());
    double h = getScene().getHeight() / scaleFor(getScene().getWidth(), getScene().getHeight());
    if (content.minHeight(w) > h + 0.5) {
      return false;
    }
    resize(getScene().getWidth(), getScene().getHeight());
    layout();
    return whole(content);
  }

  /** Whether no label or button below draws less than its words. */
  private static boolean whole(Parent parent) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (child instanceof Text text
          && parent instanceof Labeled labeled
          && !words(text.getText()).equals(words(labeled.getText()))) {
        return false;
      }
      if (child instanceof Parent inner && !whole(inner)) {
        return false;
      }
    }
    return true;
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private double scaleFor(double width, double height) {
    return landscape
        ? Math.min(width / LONG, height / SHORT)
        : Math.min(width / SHORT, height / LONG);
  }

  @Override
  protected void layoutChildren() {
    double s = scaleFor(getWidth(), getHeight());
    if (s <= 0 || getChildren().isEmpty()) {
      return;
    }
    scale.setX(s);
    scale.setY(s);
    getChildren().get(0).resizeRelocate(0, 0, getWidth() / s, getHeight() / s);
  }
}
