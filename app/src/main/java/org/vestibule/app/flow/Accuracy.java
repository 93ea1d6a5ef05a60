package org.vestibule.app.flow;

import java.util.List;
import java.util.Optional;

/**
 * What is known of how well faces are recognised here.
 *
 * @param sentence the finding in one sentence, or why there is none yet ({@code too few people})
 * @param basis {@code Measured here on 12 people who agreed. A face only suggests; …}
 * @param people how many people are enrolled
 * @param tooFew under 100 people: no figures are shown
 * @param curve patients not recognised against strangers taken for a patient; may be empty
 * @param setHere the point at which this clinic decides
 * @param groups per group, with 95 % intervals; may be empty
 */
public record Accuracy(
    String sentence,
    String basis,
    int people,
    boolean tooFew,
    List<CurvePoint> curve,
    Optional<CurvePoint> setHere,
    List<Group> groups) {
  public Accuracy {
    curve = List.copyOf(curve);
    groups = List.copyOf(groups);
  }

  /**
   * @param fmr false match rate, 0 to 1
   * @param fnmr false non-match rate, 0 to 1, with its 95 % interval
   */
  public record CurvePoint(double fmr, double fnmr, double low, double high) {}

  /**
   * @param family {@code Age}
   * @param name {@code 80 and over}
   * @param rate share not recognised, 0 to 1; empty when there are too few people to say
   * @param higher significantly worse than everyone
   */
  public record Group(
      String family, String name, int people, Optional<CurvePoint> rate, boolean higher) {}
}
