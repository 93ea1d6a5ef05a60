package org.vestibule.face.detect;

import java.util.List;
import org.opencv.core.Point;

/**
 * A rotation with a uniform scale and a shift: (x, y) becomes (a x - b y + tx, b x + a y + ty).
 *
 * @param a scale times cosine
 * @param b scale times sine
 */
record Similarity(double a, double b, double tx, double ty) {

  /**
   * The one that brings {@code from} nearest to {@code to} (least squares; in the plane and without
   * mirroring Umeyama's solution is this closed form).
   */
  static Similarity between(List<Point> from, List<Point> to) {
    Point f = mean(from);
    Point t = mean(to);
    double dot = 0;
    double cross = 0;
    double spread = 0;
    for (int i = 0; i < from.size(); i++) {
      double fx = from.get(i).x - f.x;
      double fy = from.get(i).y - f.y;
      double gx = to.get(i).x - t.x;
      double gy = to.get(i).y - t.y;
      dot += fx * gx + fy * gy;
      cross += fx * gy - fy * gx;
      spread += fx * fx + fy * fy;
    }
    // Points that all coincide have no scale; any will do, and none may be infinite.
    double a = spread > 0 ? dot / spread : 1;
    double b = spread > 0 ? cross / spread : 0;
    return new Similarity(a, b, t.x - a * f.x + b * f.y, t.y - b * f.x - a * f.y);
  }

  /** Factor by which lengths grow. */
  double scale() {
    return Math.hypot(a, b);
  }

  /** The point that this maps to (x, y). */
  Point origin(double x, double y) {
    double square = a * a + b * b;
    double dx = x - tx;
    double dy = y - ty;
    return new Point((a * dx + b * dy) / square, (a * dy - b * dx) / square);
  }

  /**
   * The same map for a part of the picture that starts at (left, top) and was resized by {@code
   * factor}. Pixels are counted by their centres, which lie half a pixel in.
   */
  Similarity after(double left, double top, double factor) {
    double x = left + 0.5 / factor - 0.5;
    double y = top + 0.5 / factor - 0.5;
    return new Similarity(a / factor, b / factor, tx + a * x - b * y, ty + b * x + a * y);
  }

  /** Row by row, as OpenCV's affine warp takes it. */
  double[] matrix() {
    return new double[] {a, -b, tx, b, a, ty};
  }

  private static Point mean(List<Point> points) {
    double x = 0;
    double y = 0;
    for (Point p : points) {
      x += p.x;
      y += p.y;
    }
    return new Point(x / points.size(), y / points.size());
  }
}
