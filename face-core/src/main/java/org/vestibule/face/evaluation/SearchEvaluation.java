package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.EvaluationReport.OpenSet;
import org.vestibule.face.evaluation.EvaluationReport.Probes;
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
  private static final int FILES_A_TRACK = 3;
  private static final double WANTED_FPIR = 0.01;

  /** With fewer strangers an FPIR of 1% cannot be set. */
  private static final int FEWEST_STRANGERS = 100;

  private final Gallery gallery;
  private final List<List<Integer>> qualities;
  private final DecisionRule rule;
  private final PeopleBootstrap bootstrap;
  private final List<Integer> known;
  private final List<Integer> others;

  /** One probe's fate. {@code best} is empty when nothing was acquired. */
  private record Result(int person, Optional<Candidate> best, boolean right, Decision decision) {
    double score() {
      return best.map(Candidate::score).orElse(-2.0);
    }

    boolean proposed() {
      return decision instanceof Decision.Proposed;
    }
  }

  /**
   * @param qualities by person and file, 0 to 100: the weights within a track
   * @param rule what identification itself would decide by
   */
  SearchEvaluation(
      Gallery gallery,
      List<List<Integer>> qualities,
      DecisionRule rule,
      PeopleBootstrap bootstrap) {
    this.gallery = gallery;
    this.qualities = qualities;
    this.rule = rule;
    this.bootstrap = bootstrap;
    known = people(files -> files > FILES_ENROLLED);
    others = people(files -> files <= FILES_ENROLLED);
  }

  private List<Integer> people(Predicate<Integer> files) {
    return IntStream.range(0, gallery.size())
        .filter(p -> files.test(gallery.people().get(p).size()))
        .boxed()
        .toList();
  }

  /** With everybody enrolled who has enough files. */
  OpenSet openSet() {
    return openSet(known, Set.of());
  }

  /**
   * With so many people enrolled, drawn by chance; where too few have enough files, strangers make
   * up the number. Empty when then too few would be left.
   */
  Optional<OpenSet> openSet(int enrolled, long seed) {
    int missing = Math.max(0, enrolled - known.size());
    if (known.isEmpty() || others.size() - missing < FEWEST_STRANGERS) {
      return Optional.empty();
    }
    Random random = new Random(seed);
    List<Integer> drawn = new ArrayList<>(known);
    Collections.shuffle(drawn, random);
    List<Integer> fill = new ArrayList<>(others);
    Collections.shuffle(fill, random);
    return Optional.of(
        openSet(
            drawn.subList(0, Math.min(enrolled, known.size())),
            new HashSet<>(fill.subList(0, missing))));
  }

  private OpenSet openSet(List<Integer> enrolled, Set<Integer> filled) {
    EnrolmentDatabase database = new EnrolmentDatabase();
    enrolled.forEach(p -> enrol(database, p));
    filled.forEach(p -> enrol(database, p));
    List<Integer> strangers = others.stream().filter(p -> !filled.contains(p)).toList();
    return new OpenSet(
        enrolled.size() + filled.size(),
        filled.size(),
        probes(database, enrolled, strangers, 1),
        probes(database, enrolled, strangers, FILES_A_TRACK));
  }

  private void enrol(EnrolmentDatabase database, int person) {
    List<Optional<Template>> files = gallery.people().get(person);
    List<Template> references =
        files.subList(0, Math.min(FILES_ENROLLED, files.size())).stream()
            .flatMap(Optional::stream)
            .toList();
    if (!references.isEmpty()) {
      database.put(name(person), references);
    }
  }

  private static String name(int person) {
    return Integer.toString(person);
  }

  private Probes probes(
      EnrolmentDatabase database, List<Integer> enrolled, List<Integer> strangers, int length) {
    List<Result> mated =
        enrolled.stream()
            .flatMap(p -> search(database, p, FILES_ENROLLED, length).stream())
            .toList();
    List<Result> nonMated =
        strangers.stream()
            .flatMap(p -> search(database, p, 0, length).stream())
            .sorted(Comparator.comparingDouble(Result::score).reversed())
            .toList();
    double threshold = threshold(nonMated, everybodyOnce());
    return new Probes(
        mated.size(),
        nonMated.size(),
        share(nonMated, everybodyOnce(), r -> r.score() > threshold),
        bootstrap.interval(
            drawn -> missed(mated, drawn, threshold(nonMated, drawn)), enrolled.size()),
        threshold,
        interval(nonMated, strangers, Result::proposed),
        interval(mated, enrolled, r -> !(r.right() && r.proposed())));
  }

  private Interval interval(List<Result> results, List<Integer> people, Predicate<Result> is) {
    return bootstrap.interval(drawn -> share(results, drawn, is), people.size());
  }

  private int[] everybodyOnce() {
    int[] once = new int[gallery.size()];
    Arrays.fill(once, 1);
    return once;
  }

  /** Searches all of a person's files from {@code first}, so many together. */
  private List<Result> search(EnrolmentDatabase database, int person, int first, int length) {
    int files = gallery.people().get(person).size();
    List<Result> results = new ArrayList<>();
    for (int from = first; from < files; from += length) {
      Optional<Template> probe = probe(person, from, Math.min(files, from + length));
      List<Candidate> candidates =
          probe.map(template -> database.candidates(template, 2)).orElse(List.of());
      Optional<Candidate> best = candidates.stream().findFirst();
      boolean right = best.isPresent() && best.get().reference().equals(name(person));
      results.add(new Result(person, best, right, rule.decide(candidates, database.size())));
    }
    return results;
  }

  /** As identification joins a track's samples: the mean, weighted by the square of quality. */
  private Optional<Template> probe(int person, int from, int to) {
    List<Template> templates = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int file = from; file < to; file++) {
      double quality = Math.max(1, qualities.get(person).get(file)) / 100.0;
      gallery.people().get(person).get(file).ifPresent(templates::add);
      if (templates.size() > weights.size()) {
        weights.add(quality * quality);
      }
    }
    return templates.isEmpty()
        ? Optional.empty()
        : Template.mean(templates, weights.stream().mapToDouble(weight -> weight).toArray());
  }

  /**
   * What at most the wanted share of the drawn strangers scores above; NaN without strangers.
   *
   * @param nonMated highest score first
   */
  private static double threshold(List<Result> nonMated, int[] drawn) {
    double allowed = WANTED_FPIR * nonMated.stream().mapToInt(r -> drawn[r.person()]).sum();
    double above = 0;
    for (Result result : nonMated) {
      above += drawn[result.person()];
      if (above > allowed) {
        return result.score();
      }
    }
    return Double.NaN;
  }

  /** NaN without a threshold or without mated probes: then there is nothing to measure. */
  private static double missed(List<Result> mated, int[] drawn, double threshold) {
    return Double.isNaN(threshold)
        ? Double.NaN
        : share(mated, drawn, r -> !(r.right() && r.score() > threshold));
  }

  private static double share(List<Result> results, int[] drawn, Predicate<Result> is) {
    double all = 0;
    double those = 0;
    for (Result result : results) {
      all += drawn[result.person()];
      those += is.test(result) ? drawn[result.person()] : 0;
    }
    return those / all;
  }
}
