package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.Verification.GroupRates;

/**
 * Error rates of groups of people, and whether a group's are significantly worse than those of the
 * other groups of its family.
 *
 * <p>The test is a permutation test over people (Fisher 1935; people, not pairs, are exchangeable):
 * how often does a group of as many people, drawn at random from the family, fare as badly? All
 * tests of a report, of both rates, are corrected together by Holm's step-down method (1979).
 */
final class GroupEvaluation {
  private static final int PERMUTATIONS = 9_999;

  private final Pairs pairs;
  private final int falseMatches;
  private final int[] missed;
  private final int[] compared;
  private final List<? extends Map<String, String>> groups;
  private final PeopleBootstrap bootstrap;
  private final long seed;

  /**
   * @param threshold for everybody
   * @param groups each person's group by family; a family may be missing
   */
  GroupEvaluation(
      Pairs pairs,
      double threshold,
      List<? extends Map<String, String>> groups,
      PeopleBootstrap bootstrap,
      long seed) {
    this.pairs = pairs;
    this.falseMatches = pairs.above(threshold);
    this.groups = groups;
    this.bootstrap = bootstrap;
    this.seed = seed;
    missed = new int[pairs.people()];
    compared = new int[pairs.people()];
    for (Pairs.Mated pair : pairs.mated()) {
      compared[pair.person()]++;
      missed[pair.person()] += pair.score() > threshold ? 0 : 1;
    }
  }

  /** All groups, by family and name. */
  List<GroupRates> rates() {
    SortedSet<String> families = new TreeSet<>();
    groups.forEach(own -> families.addAll(own.keySet()));
    List<GroupRates> rates = new ArrayList<>();
    families.forEach(family -> rates.addAll(rates(family)));
    return corrected(rates);
  }

  private List<GroupRates> rates(String family) {
    List<String> names =
        groups.stream()
            .filter(own -> own.containsKey(family))
            .map(own -> own.get(family))
            .distinct()
            .sorted()
            .toList();
    int[] groupOf =
        groups.stream()
            .mapToInt(own -> own.containsKey(family) ? names.indexOf(own.get(family)) : -1)
            .toArray();
    double[][] chances = chances(groupOf, names.size());
    List<GroupRates> rates = new ArrayList<>();
    for (int g = 0; g < names.size(); g++) {
      rates.add(rates(family, names.get(g), members(groupOf, g), chances[g]));
    }
    return rates;
  }

  private static boolean[] members(int[] groupOf, int group) {
    boolean[] members = new boolean[groupOf.length];
    for (int p = 0; p < groupOf.length; p++) {
      members[p] = groupOf[p] == group;
    }
    return members;
  }

  private GroupRates rates(String family, String name, boolean[] members, double[] chances) {
    int[] own = IntStream.range(0, members.length).filter(p -> members[p]).toArray();
    int mated = Arrays.stream(own).map(p -> compared[p]).sum();
    int withMated = (int) Arrays.stream(own).filter(p -> compared[p] > 0).count();
    int acquired = (int) Arrays.stream(own).filter(pairs::acquired).count();
    Interval fnmr = bootstrap.interval(drawn -> missed(own, drawn), withMated);
    Interval fmr = bootstrap.interval(drawn -> confused(members, drawn), acquired);
    return new GroupRates(
        family,
        name,
        own.length,
        mated,
        fnmr,
        chances[0],
        acquired * (acquired - 1) / 2,
        fmr,
        chances[1]);
  }

  private double missed(int[] own, int[] drawn) {
    double all = 0;
    double misses = 0;
    for (int p : own) {
      all += (double) drawn[p] * compared[p];
      misses += (double) drawn[p] * missed[p];
    }
    return misses / all;
  }

  private double confused(boolean[] members, int[] drawn) {
    double people = 0;
    double own = 0;
    for (int p = 0; p < members.length; p++) {
      if (members[p] && pairs.acquired(p)) {
        people += drawn[p];
        own += (double) drawn[p] * drawn[p];
      }
    }
    double matches = 0;
    for (int rank = 0; rank < falseMatches; rank++) {
      int one = pairs.one(rank);
      int other = pairs.other(rank);
      matches += members[one] && members[other] ? (double) drawn[one] * drawn[other] : 0;
    }
    return matches / ((people * people - own) / 2);
  }

  /** For each group how often chance makes its FNMR and its FMR as bad. */
  private double[][] chances(int[] groupOf, int count) {
    double[][] chances = new double[count][2];
    if (count < 2) {
      return fill(chances, 1);
    }
    double[][] seen = lead(groupOf, count);
    int[][] asBad = new int[count][2];
    int[] who = IntStream.range(0, groupOf.length).filter(p -> groupOf[p] >= 0).toArray();
    int[] shuffled = groupOf.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < PERMUTATIONS; i++) {
      shuffle(shuffled, who, random);
      double[][] now = lead(shuffled, count);
      for (int g = 0; g < count; g++) {
        for (int rate = 0; rate < 2; rate++) {
          // A permutation with nothing to measure counts against a finding, not for it.
          asBad[g][rate] += now[g][rate] < seen[g][rate] ? 0 : 1;
        }
      }
    }
    for (int g = 0; g < count; g++) {
      for (int rate = 0; rate < 2; rate++) {
        chances[g][rate] = (1.0 + asBad[g][rate]) / (1.0 + PERMUTATIONS);
      }
    }
    return chances;
  }

  private static double[][] fill(double[][] all, double value) {
    for (double[] row : all) {
      Arrays.fill(row, value);
    }
    return all;
  }

  private static void shuffle(int[] values, int[] places, SplittableRandom random) {
    for (int i = places.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = values[places[i]];
      values[places[i]] = values[places[j]];
      values[places[j]] = moved;
    }
  }

  /** How much more each group is missed, and confused within itself, than the family's others. */
  private double[][] lead(int[] groupOf, int count) {
    double[] misses = new double[count];
    double[] mated = new double[count];
    double[] people = new double[count];
    double[] matches = new double[count];
    for (int p = 0; p < groupOf.length; p++) {
      if (groupOf[p] >= 0) {
        misses[groupOf[p]] += missed[p];
        mated[groupOf[p]] += compared[p];
        people[groupOf[p]] += pairs.acquired(p) ? 1 : 0;
      }
    }
    for (int rank = 0; rank < falseMatches; rank++) {
      int group = groupOf[pairs.one(rank)];
      if (group >= 0 && group == groupOf[pairs.other(rank)]) {
        matches[group]++;
      }
    }
    double[] nonMated = Arrays.stream(people).map(n -> n * (n - 1) / 2).toArray();
    double[][] lead = new double[count][];
    for (int g = 0; g < count; g++) {
      lead[g] = new double[] {lead(misses, mated, g), lead(matches, nonMated, g)};
    }
    return lead;
  }

  private static double lead(double[] errors, double[] trials, int group) {
    double otherErrors = Arrays.stream(errors).sum() - errors[group];
    double otherTrials = Arrays.stream(trials).sum() - trials[group];
    return errors[group] / trials[group] - otherErrors / otherTrials;
  }

  /** Holm's correction over both rates of all groups. */
  private static List<GroupRates> corrected(List<GroupRates> rates) {
    double[] chances =
        rates.stream()
            .flatMapToDouble(r -> Arrays.stream(new double[] {r.fnmrP(), r.fmrP()}))
            .toArray();
    int[] rising =
        IntStream.range(0, chances.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> chances[i]))
            .mapToInt(i -> i)
            .toArray();
    double most = 0;
    for (int i = 0; i < rising.length; i++) {
      most = Math.max(most, Math.min(1, chances[rising[i]] * (rising.length - i)));
      chances[rising[i]] = most;
    }
    return IntStream.range(0, rates.size())
        .mapToObj(i -> with(rates.get(i), chances[2 * i], chances[2 * i + 1]))
        .toList();
  }

  private static GroupRates with(GroupRates r, double fnmrP, double fmrP) {
    return new GroupRates(
        r.family(), r.name(), r.people(), r.mated(), r.fnmr(), fnmrP, r.nonMated(), r.fmr(), fmrP);
  }
}
