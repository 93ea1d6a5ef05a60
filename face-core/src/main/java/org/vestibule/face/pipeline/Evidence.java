package org.vestibule.face.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.template.Template;

/** What one encoder made of a track's samples: the best of them become one probe. One thread. */
final class Evidence {
  /** More change the mean no longer, and would drown what is seen now. */
  private static final int KEPT = 12;

  private record Weighed(Template template, double weight) {}

  private final List<Weighed> kept = new ArrayList<>();

  /**
   * Adds a sample's template. One of another encoder version starts anew: the model was swapped.
   *
   * @param quality unified score, 0 to 100
   */
  void add(Template template, int quality) {
    kept.removeIf(old -> !old.template.encoder().equals(template.encoder()));
    // Squared, so that one good sample is not outvoted by several poor ones.
    double share = Math.max(quality, 1) / 100.0;
    kept.add(new Weighed(template, share * share));
    if (kept.size() > KEPT) {
      kept.remove(kept.stream().min(Comparator.comparingDouble(Weighed::weight)).orElseThrow());
    }
  }

  int size() {
    return kept.size();
  }

  /** All of it as one template; none if it cancels itself out. */
  Optional<Template> probe() {
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    List<Template> templates = kept.stream().map(Weighed::template).toList();
    double[] weights = kept.stream().mapToDouble(Weighed::weight).toArray();
    return Template.mean(templates, weights);
  }
}
