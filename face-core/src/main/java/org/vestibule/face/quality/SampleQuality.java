package org.vestibule.face.quality;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How well a sample serves recognition.
 *
 * @param components a measure for each component that was judged
 * @param unified 0 to 100, larger is better: the geometric mean of the components' scores, so that
 *     one that fails makes all fail
 * @param defect why the sample is of no use; empty when it is usable
 */
public record SampleQuality(
    Map<QualityComponent, Measure> components, int unified, Optional<SampleDefect> defect) {

  /**
   * @param value native value in the component's unit
   * @param score 0 to 100, larger is better
   */
  public record Measure(double value, int score) {}

  public SampleQuality {
    components = Map.copyOf(new EnumMap<>(components));
  }

  public boolean usable() {
    return defect.isEmpty();
  }

  /**
   * @throws IllegalArgumentException when the component was not judged
   */
  public Measure measure(QualityComponent component) {
    Measure measure = components.get(component);
    if (measure == null) {
      throw new IllegalArgumentException(component + " was not judged");
    }
    return measure;
  }
}
