package org.vestibule.app.kiosk;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;

/** The arch that frames the ticket: a band over white, standing on a line; words in the middle. */
final class TicketArch extends Region {
  private static final double BAND = 60;
  private static final double SIDE = 66;
  private final SVGPath outer = new SVGPath();
  private final SVGPath inner = new SVGPath();
  private final Rectangle ground = new Rectangle();
  private final VBox words;

  TicketArch(Node... lines) {
    words = new VBox(lines);
    words.setAlignment(Pos.TOP_CENTER);
    outer.getStyleClass().add("ticket-band");
    inner.getStyleClass().add("ticket-inside");
    ground.getStyleClass().add("ground");
    outer.setManaged(false);
    inner.setManaged(false);
    ground.setManaged(false);
    getChildren().addAll(outer, inner, ground, words);
  }

  @Override
  protected double computePrefHeight(double width) {
    return 800;
  }

  @Override
  protected double computeMinHeight(double width) {
    return words.prefHeight(-1) + 152 + 24;
  }

  @Override
  protected void layoutChildren() {
    double w = Math.min(getWidth() - 2 * SIDE, 820);
    double x = (getWidth() - w) / 2;
    double h = getHeight();
    outer.setContent(arch(x, 0, w, h));
    inner.setContent(arch(x + BAND, BAND, w - 2 * BAND, h));
    ground.setX(0);
    ground.setY(h - 4);
    ground.setWidth(getWidth());
    ground.setHeight(4);
    double top = Math.min(152, Math.max(BAND + 40, h - words.prefHeight(-1) - 60));
    words.resizeRelocate(x + BAND, top, w - 2 * BAND, words.prefHeight(-1));
  }

  /** An arch whose round part flattens where there is little height. */
  private static String arch(double x, double y, double w, double bottom) {
    double rx = w / 2;
    double ry = Math.min(rx, (bottom - y) * 0.75);
    return "M" + x + "," + bottom + "V" + (y + ry) + "A" + rx + "," + ry + " 0 0 1 " + (x + w) + ","
        + (y + ry) + "V" + bottom + "Z";
  }
}
