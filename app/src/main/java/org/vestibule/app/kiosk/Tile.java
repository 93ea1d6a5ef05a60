package org.vestibule.app.kiosk;

import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One of two large answers: a sign above words that start at the same edge. */
final class Tile extends KioskButton {
  /** Room beside the words, as in the style sheet. */
  private static final double SIDES = 36 + 68;

  private static final double USUAL_WIDTH = 463;

  private final VBox face;

  Tile(Region sign, double space, Words words, TapGuard taps, Runnable action) {
    super(words.getText(), null, taps, action);
    words.getStyleClass().remove("ink");
    words.getStyleClass().add("on-fill");
    face = new VBox(space, sign, words);
    face.setMouseTransparent(true);
    face.prefWidthProperty().bind(widthProperty().subtract(SIDES));
    setGraphic(face);
    getStyleClass().addAll("main", "tile");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setAlignment(Pos.TOP_LEFT);
    setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** Follows from the width the words get; a button would not tell its graphic. */
  @Override
  double wordsHeight(double width) {
    double words = (width < 0 ? USUAL_WIDTH : width) - SIDES;
    return face.prefHeight(words) + getInsets().getTop() + getInsets().getBottom();
  }
}
