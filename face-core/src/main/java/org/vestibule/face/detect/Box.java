package org.vestibule.face.detect;

/**
 * An upright rectangle in pixels of the frame, origin top left; may reach over the frame's edge.
 */
public record Box(double x, double y, double width, double height) {

  public double centreX() {
    return x + width / 2;
  }

  public double centreY() {
    return y + height / 2;
  }

  public double area() {
    return width * height;
  }

  /** Intersection over union, 0 (apart) to 1 (the same). */
  public double overlap(Box other) {
    double both = intersection(other);
    return both == 0 ? 0 : both / (area() + other.area() - both);
  }

  /** Share of the smaller of the two that lies in the other, 0 (apart) to 1 (inside). */
  public double shared(Box other) {
    double both = intersection(other);
    return both == 0 ? 0 : both / Math.min(area(), other.area());
  }

  private double intersection(Box other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }
}
