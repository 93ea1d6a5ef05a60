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
}
