package org.vestibule.face.match;

import java.util.Arrays;
import java.util.List;
import org.vestibule.face.template.Template;

/** One score for all of a person's references against a probe. */
final class PersonScore {
  private PersonScore() {}

  /**
   * The mean of the better half of the cosines (rounded up): steadier than the best alone, and not
   * spoilt by the reference taken with other glasses or in bad light.
   */
  static double of(Template probe, List<Template> references) {
    // Plain loops: this runs for everybody enrolled at every look at a face.
    double[] scores = new double[references.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = probe.cosine(references.get(i));
    }
    Arrays.sort(scores);
    int better = (scores.length + 1) / 2;
    double sum = 0;
    for (int i = scores.length - better; i < scores.length; i++) {
      sum += scores[i];
    }
    return sum / better;
  }
}
