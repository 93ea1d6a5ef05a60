package org.vestibule.face.quality;

import java.util.Arrays;
import java.util.List;
import org.opencv.core.Point;
import org.vestibule.face.detect.Landmarks;

/**
 * Whether a face that turned kept the shape of a flat picture. Turning a picture is, from a
 * camera's distance, an affine map of all its points; a head's nose moves against its eyes and jaw.
 */
final class Flatness {
  /**
   * Below it a turned face counts as flat. From two clips' worth of synthetic turns only, so it
   * advises and decides nothing.
   */
  static final double LEAST = 0.05;

  private static final int FIRST_INNER = 17;

  private Flatness() {}

  /** What the best affine map leaves unexplained, as a share of the face's size; 0 is flat. */
  static double of(Landmarks ahead, Landmarks turned) {
    List<Point> from = ahead.points().subList(FIRST_INNER, Landmarks.COUNT);
    List<Point> to = turned.points().subList(FIRST_INNER, Landmarks.COUNT);
    double[] x = residuals(from, to.stream().mapToDouble(p -> p.x).toArray());
    double[] y = residuals(from, to.stream().mapToDouble(p -> p.y).toArray());
    return Math.sqrt((x[0] + y[0]) / (x[1] + y[1]));
  }

  /** Squares left over by the best plane over the points, and all squares. */
  private static double[] residuals(List<Point> points, double[] values) {
    double mx = points.stream().mapToDouble(p -> p.x).average().orElse(0);
    double my = points.stream().mapToDouble(p -> p.y).average().orElse(0);
    double mv = Arrays.stream(values).average().orElse(0);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xv = 0;
    double yv = 0;
    for (int i = 0; i < values.length; i++) {
      double x = points.get(i).x - mx;
      double y = points.get(i).y - my;
      xx += x * x;
      xy += x * y;
      yy += y * y;
      xv += x * (values[i] - mv);
      yv += y * (values[i] - mv);
    }
    double det = Math.max(1e-9, xx * yy - xy * xy);
    double a = (xv * yy - yv * xy) / det;
    double b = (yv * xx - xv * xy) / det;
    double left = 0;
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      double v = values[i] - mv;
      double r = v - a * (points.get(i).x - mx) - b * (points.get(i).y - my);
      left += r * r;
      all += v * v;
    }
    return new double[] {left, all};
  }
}
