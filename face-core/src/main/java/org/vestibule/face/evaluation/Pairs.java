package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vestibule.face.template.Template;

/**
 * The comparisons of a gallery and their scores: mated are all pairs of each person's first six
 * files, non-mated all pairs of everybody's first file, highest score first.
 */
final class Pairs {
  private static final int FILES_A_PERSON = 6;

  /** What a failure to acquire scores: less than any comparison. */
  static final double MISSED = -2;

  /**
   * A mated comparison.
   *
   * @param one number of the person's file
   * @param score {@link #MISSED} when one of the two gave no template
   */
  record Mated(int person, int one, int other, double score) {}

  private final int people;
  private final boolean[] acquired;
  private final List<Mated> mated;
  // By score, lowest first: the score made sortable as a whole number above, the pair below.
  private final long[] nonMated;

  Pairs(Gallery gallery) {
    people = gallery.size();
    acquired = new boolean[people];
    mated = new ArrayList<>();
    for (int p = 0; p < people; p++) {
      List<Optional<Template>> files = gallery.people().get(p);
      acquired[p] = !files.isEmpty() && files.get(0).isPresent();
      addMated(p, files.subList(0, Math.min(FILES_A_PERSON, files.size())));
    }
    nonMated = nonMatedOf(gallery);
  }

  private void addMated(int person, List<Optional<Template>> files) {
    for (int a = 0; a < files.size(); a++) {
      for (int b = a + 1; b < files.size(); b++) {
        mated.add(new Mated(person, a, b, score(files.get(a), files.get(b))));
      }
    }
  }

  private static double score(Optional<Template> one, Optional<Template> other) {
    return one.isPresent() && other.isPresent() ? one.get().cosine(other.get()) : MISSED;
  }

  private long[] nonMatedOf(Gallery gallery) {
    int[] who = IntStream.range(0, people).filter(p -> acquired[p]).toArray();
    long[] pairs = new long[who.length * (who.length - 1) / 2];
    int next = 0;
    for (int a = 0; a < who.length; a++) {
      Template one = gallery.people().get(who[a]).get(0).orElseThrow();
      for (int b = a + 1; b < who.length; b++) {
        Template other = gallery.people().get(who[b]).get(0).orElseThrow();
        int pair = Math.toIntExact((long) who[a] * people + who[b]);
        pairs[next++] = ((long) sortable((float) one.cosine(other)) << 32) | pair;
      }
    }
    Arrays.sort(pairs);
    return pairs;
  }

  /** A whole number that is larger for a larger score (the order of IEEE 754 made total). */
  private static int sortable(float score) {
    int bits = Float.floatToIntBits(score);
    return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
  }

  int people() {
    return people;
  }

  /** Whether the person's first file gave a template, so that it is in non-mated pairs. */
  boolean acquired(int person) {
    return acquired[person];
  }

  List<Mated> mated() {
    return mated;
  }

  int nonMated() {
    return nonMated.length;
  }

  /**
   * Score of a non-mated pair.
   *
   * @param rank 0 for the highest
   */
  float score(int rank) {
    int bits = (int) (nonMated[nonMated.length - 1 - rank] >> 32);
    return Float.intBitsToFloat(bits >= 0 ? bits : bits ^ Integer.MAX_VALUE);
  }

  /** The first person of the pair of this rank. */
  int one(int rank) {
    return (int) nonMated[nonMated.length - 1 - rank] / people;
  }

  /** The second person of the pair of this rank. */
  int other(int rank) {
    return (int) nonMated[nonMated.length - 1 - rank] % people;
  }

  /** How many non-mated pairs score above a threshold. */
  int above(double threshold) {
    int count = 0;
    while (count < nonMated.length && score(count) > threshold) {
      count++;
    }
    return count;
  }
}
