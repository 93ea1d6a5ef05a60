package org.vestibule.app.kiosk;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;

/**
 * Paper to sign on with a finger; a key or a switch makes a cross. What is drawn is kept nowhere
 * and goes with the screen.
 */
final class SignaturePad extends Region {
  /** A touch by accident is no signature: at least this much line, kiosk pixels. */
  private static final double LEAST_LINE = Kit.TARGET / 2;

  private static final double MARGIN = 72;

  private final Group ink = new Group();
  private final Line base = new Line();
  private final Rectangle edge = new Rectangle();
  private final List<Polyline> strokes = new ArrayList<>();

  SignaturePad(String name) {
    getStyleClass().add("signature");
    setAccessibleRole(AccessibleRole.BUTTON);
    setAccessibleText(name);
    setFocusTraversable(true);
    // A hand writes as it writes in every language.
    setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    setMinHeight(Kit.TARGET);
    setPrefHeight(400);
    setMaxHeight(400);
    base.getStyleClass().add("signature-line");
    ink.setManaged(false);
    ink.setMouseTransparent(true);
    base.setMouseTransparent(true);
    setClip(edge);
    getChildren().addAll(base, ink);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::begin);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::draw);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Whether somebody drew more than a dot. */
  boolean signed() {
    return strokes.stream().mapToDouble(SignaturePad::length).sum() >= LEAST_LINE;
  }

  void clear() {
    strokes.clear();
    ink.getChildren().clear();
  }

  /** Draws a line through these points, x and y by turns, kiosk pixels. */
  void stroke(Double... points) {
    Polyline line = new Polyline();
    line.getPoints().addAll(points);
    line.getStyleClass().add("signature-ink");
    strokes.add(line);
    ink.getChildren().add(line);
  }

  private void begin(MouseEvent event) {
    stroke(event.getX(), event.getY(), event.getX(), event.getY());
    event.consume();
  }

  private void draw(MouseEvent event) {
    if (!strokes.isEmpty()) {
      strokes.get(strokes.size() - 1).getPoints().addAll(event.getX(), event.getY());
    }
    event.consume();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
      double x = getWidth() / 2;
      double y = getHeight() / 2;
      double arm = getHeight() / 4;
      clear();
      stroke(x - arm, y - arm, x + arm, y + arm);
      stroke(x + arm, y - arm, x - arm, y + arm);
      event.consume();
    }
  }

  private static double length(Polyline line) {
    List<Double> at = line.getPoints();
    double sum = 0;
    for (int i = 2; i + 1 < at.size(); i += 2) {
      sum += Math.hypot(at.get(i) - at.get(i - 2), at.get(i + 1) - at.get(i - 1));
    }
    return sum;
  }

  @Override
  protected void layoutChildren() {
    // Room outside for the ring of the focus.
    edge.setX(-16);
    edge.setY(-16);
    edge.setWidth(getWidth() + 32);
    edge.setHeight(getHeight() + 32);
    base.setStartX(MARGIN);
    base.setEndX(getWidth() - MARGIN);
    base.setStartY(getHeight() * 0.78);
    base.setEndY(getHeight() * 0.78);
  }
}
