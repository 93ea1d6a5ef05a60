package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.match.Candidate;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.Template;

/**
 * Closed-set identification: everybody with two files or more, a random half of them (rounded down)
 * enrolled, the others searched; ten such splits.
 */
final class RankEvaluation {
  private static final int SPLITS = 10;

  /** Gives templates of files by a model made for the enrolled ones among them. */
  @FunctionalInterface
  interface SplitEncoder {
    Gallery encode(List<List<Integer>> enrolledFiles);
  }

  private final int[] hits;
  private final int[] probes;

  /**
   * @param filesByPerson how many files each person has
   * @param encoder asked once a split
   */
  RankEvaluation(int[] filesByPerson, SplitEncoder encoder, long seed) {
    hits = new int[filesByPerson.length];
    probes = new int[filesByPerson.length];
    Random random = new Random(seed);
    for (int split = 0; split < SPLITS; split++) {
      List<List<Integer>> enrolled = halves(filesByPerson, random);
      search(encoder.encode(enrolled), enrolled);
    }
  }

  private static List<List<Integer>> halves(int[] filesByPerson, Random random) {
    List<List<Integer>> halves = new ArrayList<>();
    for (int files : filesByPerson) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, files).boxed().toList());
      Collections.shuffle(order, random);
      halves.add(List.copyOf(order.subList(0, files / 2)));
    }
    return halves;
  }

  private void search(Gallery gallery, List<List<Integer>> enrolled) {
    EnrolmentDatabase database = new EnrolmentDatabase();
    for (int p = 0; p < gallery.size(); p++) {
      List<Optional<Template>> files = gallery.people().get(p);
      List<Template> references =
          enrolled.get(p).stream().map(files::get).flatMap(Optional::stream).toList();
      if (!references.isEmpty()) {
        database.put(Integer.toString(p), references);
      }
    }
    for (int p = 0; p < gallery.size(); p++) {
      List<Optional<Template>> files = gallery.people().get(p);
      for (int f = 0; f < files.size() && files.size() > 1; f++) {
        if (!enrolled.get(p).contains(f)) {
          probes[p]++;
          hits[p] += found(database, files.get(f), Integer.toString(p)) ? 1 : 0;
        }
      }
    }
  }

  private static boolean found(
      EnrolmentDatabase database, Optional<Template> probe, String reference) {
    return probe
        .flatMap(template -> database.candidates(template, 1).stream().findFirst())
        .map(Candidate::reference)
        .filter(reference::equals)
        .isPresent();
  }

  Interval rank1(PeopleBootstrap bootstrap) {
    int people = (int) Arrays.stream(probes).filter(own -> own > 0).count();
    return bootstrap.interval(this::share, people);
  }

  private double share(int[] drawn) {
    double found = 0;
    double all = 0;
    for (int p = 0; p < drawn.length; p++) {
      found += drawn[p] * hits[p];
      all += drawn[p] * probes[p];
    }
    return found / all;
  }
}
