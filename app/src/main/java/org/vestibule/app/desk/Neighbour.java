package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;

/** Moving through a list by the arrow keys. */
final class Neighbour {
  private Neighbour() {}

  /**
   * The item this far from the chosen one, the last or first where the list ends; from none, the
   * end that the arrow comes from.
   */
  static <T> Optional<T> of(List<T> all, Optional<T> chosen, int by) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int at = chosen.map(all::indexOf).orElse(by > 0 ? -1 : all.size());
    return Optional.of(all.get(Math.max(0, Math.min(all.size() - 1, at + by))));
  }
}
