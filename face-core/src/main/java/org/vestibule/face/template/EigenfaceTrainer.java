package org.vestibule.face.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.detect.FaceSample;

/** Collects samples and finds their eigenfaces by principal component analysis. For one thread. */
public final class EigenfaceTrainer {
  /** With more, the eigenproblem takes minutes, and the directions hardly change any more. */
  static final int MOST_SAMPLES = 1500;

  static final int MOST_COMPONENTS = 150;

  /** Share of the variance that the kept eigenfaces carry together. */
  static final double VARIANCE_KEPT = 0.98;

  /** What eigenfaces see of one person's sample. */
  record Input(String person, float[] values) {}

  private final List<Input> inputs = new ArrayList<>();

  /** Adds a person's sample, of which only a small grey picture is kept. */
  public void add(String person, FaceSample sample) {
    inputs.add(new Input(person, EigenfaceInput.of(sample)));
  }

  List<Input> inputs() {
    return List.copyOf(inputs);
  }

  /**
   * Trains on what was added. The same samples in the same order give the same model; of more than
   * 1,500 evenly spread ones are taken.
   *
   * @param id the new model's
   * @return empty when the samples do not differ, so that there is nothing to find
   */
  public Optional<EigenfaceModel> train(EncoderId id) {
    int n = Math.min(inputs.size(), MOST_SAMPLES);
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = point(inputs.get((int) ((long) i * inputs.size() / n)));
    }
    return PrincipalComponents.of(points, VARIANCE_KEPT, MOST_COMPONENTS)
        .map(components -> EigenfaceModel.of(id, components));
  }

  /**
   * What was added as a space that people can join and leave; {@link EigenfaceSpace#model} is then
   * what {@link #train} gives.
   *
   * @return empty with no sample at all, and with more than 1,500
   */
  public Optional<EigenfaceSpace> space() {
    return inputs.isEmpty() || inputs.size() > MOST_SAMPLES
        ? Optional.empty()
        : Optional.of(EigenfaceSpace.of(inputs));
  }

  static double[] point(Input input) {
    double[] point = new double[input.values().length];
    for (int i = 0; i < point.length; i++) {
      point[i] = input.values()[i];
    }
    return point;
  }
}
