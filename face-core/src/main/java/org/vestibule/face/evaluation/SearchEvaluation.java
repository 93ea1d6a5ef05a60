package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.EvaluationReport.OpenSet;
import org.vestibule.face.match.Candidate;
import org.vestibule.face.match.Decision;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.Template;

/**
 * Open-set identification: whoever has four files or more is enrolled with the first three by name,
 * the rest are mated probes; all files of everybody else are strangers' probes.
 */
final class SearchEvaluation {
  private static final int FILES_ENROLLED = 3;
  private static final double WANTED_FPIR = 0.01;

  /** One probe's fate. {@code best} is empty when nothing was acquired. */
  private record Result(int person, Optional<Candidate> best, boolean right, Decision decision) {
    double score() {
      return best.map(Candidate::score).orElse(-2.0);
    }
  }

  private final EnrolmentDatabase database = new EnrolmentDatabase();
  private final List<Result> mated = new ArrayList<>();
  private final List<Result> strangers = new ArrayList<>();
  private final int people;
  private int enrolled;

  /**
   * @param rule what identification itself would decide by
   */
  SearchEvaluation(Gallery gallery, DecisionRule rule) {
    people = gallery.size();
    for (int p = 0; p < gallery.size(); p++) {
      List<Template> references = references(gallery.people().get(p));
      if (!references.isEmpty()) {
        database.put(name(p), references);
        enrolled++;
      }
    }
    for (int p = 0; p < gallery.size(); p++) {
      List<Optional<Template>> files = gallery.people().get(p);
      boolean known = files.size() > FILES_ENROLLED;
      for (Optional<Template> probe : files.subList(known ? FILES_ENROLLED : 0, files.size())) {
        (known ? mated : strangers).add(search(p, probe, rule));
      }
    }
  }

  private static String name(int person) {
    return Integer.toString(person);
  }

  private static List<Template> references(List<Optional<Template>> files) {
    return files.size() > FILES_ENROLLED
        ? files.subList(0, FILES_ENROLLED).stream().flatMap(Optional::stream).toList()
        : List.of();
  }

  private Result search(int person, Optional<Template> probe, DecisionRule rule) {
    List<Candidate> candidates =
        probe.map(template -> database.candidates(template, 2)).orElse(List.of());
    Optional<Candidate> best = candidates.stream().findFirst();
    boolean right = best.isPresent() && best.get().reference().equals(name(person));
    return new Result(person, best, right, rule.decide(candidates, enrolled));
  }

  OpenSet openSet(PeopleBootstrap bootstrap) {
    double threshold = threshold();
    int[] everybodyOnce = new int[people];
    Arrays.fill(everybodyOnce, 1);
    PeopleBootstrap.Bounds bounds = bootstrap.interval(drawn -> missed(drawn, threshold));
    return new OpenSet(
        enrolled,
        mated.size(),
        strangers.size(),
        share(strangers, r -> r.score() > threshold),
        new Interval(missed(everybodyOnce, threshold), bounds.low(), bounds.high()),
        threshold,
        share(strangers, r -> r.decision() instanceof Decision.Proposed),
        share(mated, r -> !(r.right() && r.decision() instanceof Decision.Proposed)));
  }

  /** What at most the wanted share of strangers scores above. */
  private double threshold() {
    double[] scores = strangers.stream().mapToDouble(Result::score).sorted().toArray();
    return scores.length == 0
        ? Double.NaN
        : scores[scores.length - 1 - (int) (WANTED_FPIR * scores.length)];
  }

  /** NaN without a threshold or without mated probes: then there is nothing to measure. */
  private double missed(int[] drawn, double threshold) {
    if (Double.isNaN(threshold)) {
      return Double.NaN;
    }
    double all = 0;
    double missed = 0;
    for (Result result : mated) {
      all += drawn[result.person()];
      missed += result.right() && result.score() > threshold ? 0 : drawn[result.person()];
    }
    return missed / all;
  }

  private static double share(List<Result> results, Predicate<Result> is) {
    return (double) results.stream().filter(is).count() / results.size();
  }
}
