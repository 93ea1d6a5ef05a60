package org.vestibule.face.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vestibule.face.evaluation.EvaluationReport.TrueAccepts;
import org.vestibule.face.template.Template;

/**
 * Verification over pairs: mated are all pairs of each person's first six files, non-mated all
 * pairs of everybody's first file.
 */
final class PairEvaluation {
  private static final int FILES_A_PERSON = 6;

  /** The share of non-mated pairs, highest scores first, that thresholds are looked for in. */
  private static final double TAIL = 0.03;

  private static final double[] RATES = {1e-2, 1e-3, 1e-4, 1e-5};

  /** What a failure to acquire scores: less than any comparison. */
  private static final double MISSED = -2;

  private final double[][] matedByPerson;
  private final int nonMated;
  private final Pair[] highest;

  /** A non-mated comparison of two people. */
  private record Pair(int one, int other, float score) {}

  PairEvaluation(Gallery gallery) {
    matedByPerson =
        gallery.people().stream().map(PairEvaluation::matedScores).toArray(double[][]::new);
    Pair[] pairs = nonMatedPairs(gallery);
    nonMated = pairs.length;
    int tail = Math.min(nonMated, Math.max(1000, (int) (TAIL * nonMated)));
    highest = Arrays.copyOf(pairs, tail);
  }

  int mated() {
    return Arrays.stream(matedByPerson).mapToInt(scores -> scores.length).sum();
  }

  int nonMated() {
    return nonMated;
  }

  private static double[] matedScores(List<Optional<Template>> files) {
    List<Optional<Template>> first = files.subList(0, Math.min(FILES_A_PERSON, files.size()));
    return IntStream.range(0, first.size())
        .boxed()
        .flatMap(a -> IntStream.range(a + 1, first.size()).mapToObj(b -> score(first, a, b)))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static double score(List<Optional<Template>> files, int a, int b) {
    return files.get(a).isPresent() && files.get(b).isPresent()
        ? files.get(a).get().cosine(files.get(b).get())
        : MISSED;
  }

  /** Highest score first. */
  private static Pair[] nonMatedPairs(Gallery gallery) {
    int[] acquired =
        IntStream.range(0, gallery.size())
            .filter(p -> gallery.people().get(p).get(0).isPresent())
            .toArray();
    Pair[] pairs = new Pair[acquired.length * (acquired.length - 1) / 2];
    int next = 0;
    for (int a = 0; a < acquired.length; a++) {
      Template one = gallery.people().get(acquired[a]).get(0).orElseThrow();
      for (int b = a + 1; b < acquired.length; b++) {
        Template other = gallery.people().get(acquired[b]).get(0).orElseThrow();
        pairs[next++] = new Pair(acquired[a], acquired[b], (float) one.cosine(other));
      }
    }
    Arrays.sort(pairs, Comparator.comparing(Pair::score).reversed());
    return pairs;
  }

  SortedMap<String, TrueAccepts> trueAccepts(PeopleBootstrap bootstrap) {
    SortedMap<String, TrueAccepts> byRate = new TreeMap<>();
    if (nonMated == 0 || mated() == 0) {
      return byRate;
    }
    int[] everybodyOnce = new int[matedByPerson.length];
    Arrays.fill(everybodyOnce, 1);
    for (double rate : RATES) {
      double threshold = threshold(everybodyOnce, rate);
      PeopleBootstrap.Bounds bounds =
          bootstrap.interval(drawn -> accepted(drawn, threshold(drawn, rate)));
      int falseAccepts = (int) Arrays.stream(highest).filter(p -> p.score > threshold).count();
      byRate.put(
          String.format("1e-%d", Math.round(-Math.log10(rate))),
          new TrueAccepts(
              accepted(everybodyOnce, threshold),
              bounds.low(),
              bounds.high(),
              threshold,
              falseAccepts));
    }
    return byRate;
  }

  /** The lowest threshold that at most this share of the drawn people's pairs scores above. */
  private double threshold(int[] drawn, double rate) {
    double people = Arrays.stream(drawn).sum();
    double own = Arrays.stream(drawn).mapToDouble(d -> (double) d * d).sum();
    // Pairs of a person with itself, as drawing twice gives, are no comparisons of two people.
    double allowed = rate * (people * people - own) / 2;
    double above = 0;
    for (Pair pair : highest) {
      above += (double) drawn[pair.one] * drawn[pair.other];
      if (above > allowed) {
        return pair.score;
      }
    }
    return highest[highest.length - 1].score;
  }

  private double accepted(int[] drawn, double threshold) {
    double all = 0;
    double above = 0;
    for (int p = 0; p < drawn.length; p++) {
      for (double score : matedByPerson[p]) {
        all += drawn[p];
        above += score > threshold ? drawn[p] : 0;
      }
    }
    return above / all;
  }
}
