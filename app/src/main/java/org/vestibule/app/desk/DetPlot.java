package org.vestibule.app.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import org.vestibule.app.flow.Accuracy.CurvePoint;

/**
 * Two kinds of mistake against each other, both axes logarithmic: to the right more strangers are
 * taken for a patient, upwards more patients are not recognised. The band is the 95 % interval.
 */
final class DetPlot extends Pane {
  private static final double WIDTH = 500;
  private static final double HEIGHT = 350;
  private static final double LEFT = 56;
  private static final double TOP = 10;
  private static final double RIGHT = 476;
  private static final double BOTTOM = 300;
  private static final double[] FNMR_MARKS = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
  private static final double[] FMR_MARKS = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1};

  private final double leastX;
  private final double mostX;
  private final double leastY;
  private final double mostY;

  /**
   * @param curve not empty
   * @param setHere where this clinic decides
   */
  DetPlot(List<CurvePoint> curve, Optional<CurvePoint> setHere) {
    getStyleClass().add("det-plot");
    setMinSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
    leastX =
        floor(
            curve.stream().mapToDouble(CurvePoint::fmr).filter(v -> v > 0).min().orElse(1e-5),
            FMR_MARKS);
    mostX = ceiling(curve.stream().mapToDouble(CurvePoint::fmr).max().orElse(1e-1), FMR_MARKS);
    leastY =
        floor(
            curve.stream().mapToDouble(CurvePoint::low).filter(v -> v > 0).min().orElse(1e-3),
            FNMR_MARKS);
    mostY = ceiling(curve.stream().mapToDouble(CurvePoint::high).max().orElse(0.5), FNMR_MARKS);
    grid();
    band(curve);
    Polyline line = new Polyline();
    line.getStyleClass().add("det-line");
    curve.forEach(point -> line.getPoints().addAll(x(point.fmr()), y(point.fnmr())));
    getChildren().add(line);
    setHere.ifPresent(this::here);
    setAccessibleText("Curve of two kinds of mistake, " + curve.size() + " points");
  }

  private static double floor(double value, double[] marks) {
    double found = marks[0];
    for (double mark : marks) {
      found = mark <= value ? mark : found;
    }
    return found;
  }

  private static double ceiling(double value, double[] marks) {
    for (double mark : marks) {
      if (mark >= value) {
        return mark;
      }
    }
    return 1;
  }

  private double x(double fmr) {
    double at = Math.log(Math.max(leastX, fmr) / leastX) / Math.log(Math.max(mostX / leastX, 1.01));
    return LEFT + Math.min(1, at) * (RIGHT - LEFT);
  }

  private double y(double fnmr) {
    double at =
        Math.log(Math.max(leastY, fnmr) / leastY) / Math.log(Math.max(mostY / leastY, 1.01));
    return BOTTOM - Math.min(1, at) * (BOTTOM - TOP);
  }

  private void grid() {
    for (double mark : FNMR_MARKS) {
      if (mark >= leastY && mark <= mostY) {
        add(new Line(LEFT, y(mark), RIGHT, y(mark)), "det-grid");
        label(percent(mark), 0, y(mark) - 9, LEFT - 8, true);
      }
    }
    for (double mark : FMR_MARKS) {
      if (mark >= leastX && mark <= mostX) {
        add(new Line(x(mark), TOP, x(mark), BOTTOM), "det-grid");
        label(
            "1 in\n" + String.format(Locale.ENGLISH, "%,d", Math.round(1 / mark)),
            x(mark) - 40,
            BOTTOM + 4,
            80,
            false);
      }
    }
    add(new Line(LEFT, TOP, LEFT, BOTTOM), "det-axis");
    add(new Line(LEFT, BOTTOM, RIGHT, BOTTOM), "det-axis");
  }

  static String percent(double share) {
    double percent = 100 * share;
    return percent >= 1
        ? String.valueOf(Math.round(percent))
        : String.format(Locale.ENGLISH, "%.1f", percent);
  }

  private void band(List<CurvePoint> curve) {
    Polygon band = new Polygon();
    band.getStyleClass().add("det-band");
    curve.forEach(point -> band.getPoints().addAll(x(point.fmr()), y(point.high())));
    for (int i = curve.size() - 1; i >= 0; i--) {
      band.getPoints().addAll(x(curve.get(i).fmr()), y(curve.get(i).low()));
    }
    getChildren().add(band);
  }

  private void here(CurvePoint point) {
    add(new Line(x(point.fmr()), y(point.fnmr()), x(point.fmr()), BOTTOM), "det-here");
    add(new Line(LEFT, y(point.fnmr()), x(point.fmr()), y(point.fnmr())), "det-here");
    Circle dot = new Circle(x(point.fmr()), y(point.fnmr()), 6);
    dot.getStyleClass().add("det-dot");
    Label words = Parts.text("set here today", "note", "strong");
    words.relocate(x(point.fmr()) + 12, y(point.fnmr()) - 24);
    getChildren().addAll(dot, words);
  }

  private void add(Line line, String style) {
    line.getStyleClass().add(style);
    getChildren().add(line);
  }

  private void label(String words, double x, double y, double width, boolean right) {
    Label label = new Label(words);
    label.getStyleClass().addAll("muted", "note", right ? "right-text" : "centre-text");
    label.setPrefWidth(width);
    label.setMinWidth(width);
    label.relocate(x, y);
    getChildren().add(label);
  }
}
