package org.vestibule.app.desk;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polyline;

/** A small chart of a measured quantity, oldest left; its dot is the newest value. */
final class Sparkline extends Pane {
  private static final double WIDTH = 108;
  private static final double HEIGHT = 24;
  private static final double MARGIN = 5;

  /**
   * @param values oldest first, not empty
   * @param outside whether the newest is outside its range
   */
  Sparkline(List<Double> values, boolean outside) {
    getStyleClass().add("sparkline");
    setMinSize(WIDTH, HEIGHT);
    setPrefSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    Polyline line = new Polyline();
    line.getStyleClass().add("spark-line");
    double x = WIDTH - MARGIN;
    double y = HEIGHT / 2;
    for (int i = 0; i < values.size(); i++) {
      x = values.size() == 1 ? x : MARGIN + i * (WIDTH - 2 * MARGIN) / (values.size() - 1);
      double share = high > low ? (values.get(i) - low) / (high - low) : 0.5;
      y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
      line.getPoints().addAll(x, y);
    }
    Circle newest = new Circle(x, y, 3.2);
    newest.getStyleClass().addAll("spark-dot", outside ? "spark-outside" : "spark-inside");
    getChildren().addAll(line, newest);
    setAccessibleText(values.size() == 1 ? "one value" : values.size() + " values");
  }
}
