package org.vestibule.face.match;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vestibule.face.template.Template;

/** The common direction of a person's samples, outliers kept out of it. */
final class RobustMean {
  /** Of two samples nobody can say which is the outlier. */
  private static final int FEWEST = 3;

  /** An outlier is less than half as like the others as the samples mostly are. */
  private static final double OUTLIER = 0.5;

  private RobustMean() {}

  /**
   * The mean of the samples but the outliers; empty for fewer than three, and for samples that are
   * not alike.
   *
   * @param samples of one person and one encoder
   */
  static Optional<Template> of(List<Template> samples) {
    if (samples.size() < FEWEST) {
      return Optional.empty();
    }
    double[] likeness = samples.stream().mapToDouble(one -> likeness(one, samples)).toArray();
    double usual = median(likeness);
    if (usual <= 0) {
      return Optional.empty();
    }
    double least = OUTLIER * usual;
    List<Template> inliers =
        IntStream.range(0, likeness.length)
            .filter(i -> likeness[i] >= least)
            .mapToObj(samples::get)
            .toList();
    double[] weights = new double[inliers.size()];
    Arrays.fill(weights, 1);
    return Template.mean(inliers, weights);
  }

  /** Mean cosine to the other samples. */
  private static double likeness(Template one, List<Template> samples) {
    double others = samples.stream().mapToDouble(one::cosine).sum() - one.cosine(one);
    return others / (samples.size() - 1);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
