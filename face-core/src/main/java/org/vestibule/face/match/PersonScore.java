package org.vestibule.face.match;

import java.util.Arrays;

/** One score for all of a person's references against a probe. */
final class PersonScore {
  private PersonScore() {}

  /**
   * The mean of the better half of the cosines (rounded up): steadier than the best alone, and not
   * spoilt by the reference taken with other glasses or in bad light. It never falls when a cosine
   * rises, and moves by as much as all of them move.
   *
   * @param cosines one for each reference, at least one; sorted afterwards
   */
  static double of(double[] cosines) {
    Arrays.sort(cosines);
    int better = (cosines.length + 1) / 2;
    double sum = 0;
    for (int i = cosines.length - better; i < cosines.length; i++) {
      sum += cosines[i];
    }
    return sum / better;
  }
}
