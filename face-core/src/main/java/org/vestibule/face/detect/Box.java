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
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double both = w * h;
    return both / (area() + other.area() - both);
  }
}
