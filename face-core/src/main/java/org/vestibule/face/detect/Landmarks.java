package org.vestibule.face.detect;

import java.util.List;
import org.opencv.core.Point;

/**
 * The 68 landmarks of the iBUG 300-W mark-up (Sagonas et al. 2013), in pixels of the frame: 0-16
 * jaw, 17-26 brows, 27-35 nose, 36-41 the eye on the left of the picture, 42-47 the eye on its
 * right, 48-67 mouth.
 */
public record Landmarks(List<Point> points) {
  public static final int COUNT = 68;

  public Landmarks {
    if (points.size() != COUNT) {
      throw new IllegalArgumentException("expected 68 landmarks, got " + points.size());
    }
    points = List.copyOf(points);
  }

  /** Centre of the eye on the left of the picture (the person's right eye): mean of its lids. */
  public Point leftEye() {
    return mean(37, 38, 40, 41);
  }

  /** Centre of the eye on the right of the picture: mean of its lids. */
  public Point rightEye() {
    return mean(43, 44, 46, 47);
  }

  /** Distance of the eyes' centres in pixels. */
  public double interEyeDistance() {
    Point left = leftEye();
    Point right = rightEye();
    return Math.hypot(right.x - left.x, right.y - left.y);
  }

  /**
   * How far the eyes are open: height over width, mean of both (Soukupova and Cech 2016); about 0.3
   * open, smaller closed, and different from person to person.
   */
  public double eyeAspectRatio() {
    return (aspectRatio(36) + aspectRatio(42)) / 2;
  }

  private double aspectRatio(int corner) {
    double width = distance(corner, corner + 3);
    double heights = distance(corner + 1, corner + 5) + distance(corner + 2, corner + 4);
    return width > 0 ? heights / (2 * width) : 0;
  }

  private double distance(int a, int b) {
    return Math.hypot(points.get(a).x - points.get(b).x, points.get(a).y - points.get(b).y);
  }

  /** Eyes, tip of the nose, corners of the mouth; left of the picture before right. */
  public List<Point> fivePoints() {
    return List.of(leftEye(), rightEye(), mean(30), mean(48, 60), mean(54, 64));
  }

  private Point mean(int... indices) {
    double x = 0;
    double y = 0;
    for (int i : indices) {
      x += points.get(i).x;
      y += points.get(i).y;
    }
    return new Point(x / indices.length, y / indices.length);
  }
}
