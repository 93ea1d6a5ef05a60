package org.vestibule.app.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.vestibule.app.flow.Accuracy.CurvePoint;
import org.vestibule.face.evaluation.Evaluation;
import org.vestibule.face.evaluation.Evaluation.Subject;
import org.vestibule.face.evaluation.Verification;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.template.Template;

/** How well the references enrolled in a clinic are told apart, measured on themselves. */
final class ClinicAccuracy {
  /** Fewer than this say nothing about a clinic's accuracy. */
  private static final int ENOUGH_PEOPLE = 100;

  /** More are drawn by chance: comparisons grow with the square of people. */
  private static final int MOST_PEOPLE = 2_000;

  private static final double WANTED_FPIR = 0.01;
  private static final long SEED = 1;
  private static final String DECIDES = "A face only suggests; date of birth and the desk decide.";

  private ClinicAccuracy() {}

  /**
   * What can honestly be said. Takes seconds for many people.
   *
   * @param references each person's, all of the deep encoder
   */
  static Accuracy of(List<List<Template>> references) {
    int people = references.size();
    if (people < ENOUGH_PEOPLE) {
      return unmeasured(
          "Too few people have agreed to say how often a face is missed here: "
              + people
              + " of the "
              + ENOUGH_PEOPLE
              + " needed.",
          people);
    }
    List<List<Template>> drawn = new ArrayList<>(references);
    Collections.shuffle(drawn, new Random(SEED));
    Verification measured =
        Evaluation.compare(
            drawn.stream().limit(MOST_PEOPLE).map(own -> new Subject(own, Map.of())).toList(),
            SEED);
    return measured.curve().isEmpty()
        ? unmeasured("Nobody here has two pictures of the face to compare.", people)
        : measured(measured, people);
  }

  private static Accuracy unmeasured(String sentence, int people) {
    String known = Count.of(people, "person is", "people are") + " known by the face. ";
    return new Accuracy(
        sentence,
        known + DECIDES,
        people,
        people < ENOUGH_PEOPLE,
        List.of(),
        Optional.empty(),
        List.of());
  }

  private static Accuracy measured(Verification measured, int people) {
    double threshold = DecisionRule.deep(WANTED_FPIR).threshold(people);
    Verification.CurvePoint here =
        measured.curve().stream()
            .filter(point -> point.threshold() <= threshold)
            .findFirst()
            .orElse(measured.curve().get(measured.curve().size() - 1));
    return new Accuracy(
        sentence(here.fnmr().value()),
        String.format(
            Locale.ENGLISH,
            "Measured here on %,d people who agreed, over the pictures of their enrolment: from one"
                + " day to another faces differ more. %s",
            Math.min(people, MOST_PEOPLE),
            DECIDES),
        people,
        false,
        measured.curve().stream().map(ClinicAccuracy::point).toList(),
        Optional.of(point(here)),
        List.of());
  }

  private static String sentence(double missed) {
    long inHundred = Math.round(100 * missed);
    return inHundred == 0
        ? "Fewer than 1 in 100 pictures of a patient's face are not recognised."
        : "About " + inHundred + " in 100 pictures of a patient's face are not recognised.";
  }

  private static CurvePoint point(Verification.CurvePoint point) {
    return new CurvePoint(
        point.fmr(), point.fnmr().value(), point.fnmr().low(), point.fnmr().high());
  }
}
