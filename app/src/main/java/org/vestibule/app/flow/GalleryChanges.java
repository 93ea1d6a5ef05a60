package org.vestibule.app.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who joined and left the faces since the eigenfaces were last made. Thread-safe. */
final class GalleryChanges {
  private final Map<String, List<byte[]>> joined = new HashMap<>();
  private final Set<String> left = new HashSet<>();
  private boolean elsewhere;

  /**
   * What is to be taken into the eigenfaces together.
   *
   * @param joined sample PNGs by person
   * @param elsewhere another machine changed more than that: everybody's samples are to be read
   */
  record Taken(Map<String, List<byte[]>> joined, Set<String> left, boolean elsewhere) {
    @Override
    public String toString() {
      return "Taken[" + joined.size() + " joined, " + left.size() + " left]";
    }
  }

  /** A person has new samples, in place of earlier ones. */
  synchronized void joined(String reference, List<byte[]> pngs) {
    joined.put(reference, List.copyOf(pngs));
  }

  /** A person's face is to be forgotten. */
  synchronized void left(String reference) {
    joined.remove(reference);
    left.add(reference);
  }

  /** Another machine changed who is enrolled. */
  synchronized void changedElsewhere() {
    elsewhere = true;
  }

  synchronized Taken take() {
    Taken taken = new Taken(Map.copyOf(joined), Set.copyOf(left), elsewhere);
    elsewhere = false;
    joined.clear();
    left.clear();
    return taken;
  }

  /** Puts back what could not be taken in; what has happened since counts more. */
  synchronized void giveBack(Taken taken) {
    Set<String> since = Set.copyOf(left);
    left.addAll(taken.left());
    elsewhere = elsewhere || taken.elsewhere();
    taken
        .joined()
        .forEach(
            (reference, pngs) -> {
              if (!since.contains(reference)) {
                joined.putIfAbsent(reference, pngs);
              }
            });
  }
}
