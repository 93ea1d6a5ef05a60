package org.vestibule.face.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.detect.FaceSample;

/** Collects samples and finds their eigenfaces by principal component analysis. For one thread. */
public final class EigenfaceTrainer {
  /** With more, the eigenproblem takes minutes, and the directions hardly change any more. */
  private static final int MOST_SAMPLES = 1500;

  private static final int MOST_COMPONENTS = 150;

  /** Share of the variance that the kept eigenfaces carry together. */
  private static final double VARIANCE_KEPT = 0.98;

  private final List<float[]> inputs = new ArrayList<>();

  /** Adds a sample, of which only a small grey picture is kept. */
  public void add(FaceSample sample) {
    inputs.add(EigenfaceInput.of(sample));
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
    double[][] points = new double[n][EigenfaceInput.PIXELS];
    for (int i = 0; i < n; i++) {
      float[] input = inputs.get((int) ((long) i * inputs.size() / n));
      for (int p = 0; p < input.length; p++) {
        points[i][p] = input[p];
      }
    }
    return PrincipalComponents.of(points, VARIANCE_KEPT, MOST_COMPONENTS)
        .map(components -> EigenfaceModel.of(id, components));
  }
}
