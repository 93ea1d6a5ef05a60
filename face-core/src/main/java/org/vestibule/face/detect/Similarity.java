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
