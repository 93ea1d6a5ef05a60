package org.vestibule.face.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Greedy non-maximum suppression: of boxes that overlap, the most confident stays. */
final class Overlaps {
  private Overlaps() {}

  /**
   * @param faces in any order
   * @param most intersection over union that two kept boxes may have, 0 to 1
   * @return the kept ones, most confident first
   */
  static List<DetectedFace> removed(List<DetectedFace> faces, double most) {
    return removed(faces, most, 1);
  }

  /**
   * @param most intersection over union that two kept boxes may have, 0 to 1
   * @param mostInside share of the smaller of two kept boxes that may lie in the other, 0 to 1; 1
   *     leaves a face inside another alone
   */
  static List<DetectedFace> removed(List<DetectedFace> faces, double most, double mostInside) {
    List<DetectedFace> sorted = new ArrayList<>(faces);
    sorted.sort(Comparator.comparingDouble(DetectedFace::confidence).reversed());
    List<DetectedFace> kept = new ArrayList<>();
    for (DetectedFace face : sorted) {
      if (!overlapsAny(face, kept, most, mostInside)) {
        kept.add(face);
      }
    }
    return List.copyOf(kept);
  }

  /** Whether a box overlaps one of others by more than two kept boxes may. */
  static boolean overlapsAny(
      DetectedFace face, List<DetectedFace> others, double most, double mostInside) {
    return others.stream()
        .map(DetectedFace::box)
        .anyMatch(o -> o.overlap(face.box()) > most || o.shared(face.box()) > mostInside);
  }
}
