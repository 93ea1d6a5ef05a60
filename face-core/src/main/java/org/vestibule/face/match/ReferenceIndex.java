package org.vestibule.face.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.vestibule.face.template.Template;

/**
 * The references of everybody enrolled with one encoder, searched exactly.
 *
 * <p>A search goes once over all references rounded to bytes, a quarter of their size, which gives
 * for each person an interval that the score is in ({@link Rounding#bound}). Only people whose
 * interval reaches the k-th highest of all lower ends are scored by the floats. Nobody else can be
 * among the first k: at least k people score that lower end or more, and everybody left out scores
 * less. So the k candidates, their scores and their order are those of {@link #exhaustive}.
 *
 * <p>Adding or removing a person touches one {@link ReferenceChunk}. Not thread-safe; searches may
 * share it while nobody writes.
 */
final class ReferenceIndex {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::reference);

  /** From so many chunks on a search is worth all cores. */
  private static final int PARALLEL = 32;

  private final DotProducts dots;
  private final int dimension;
  private final List<ReferenceChunk> chunks = new ArrayList<>();
  private final Map<String, ReferenceChunk> homes = new HashMap<>();

  ReferenceIndex(int dimension, DotProducts dots) {
    this.dimension = dimension;
    this.dots = dots;
  }

  int size() {
    return homes.size();
  }

  boolean contains(String reference) {
    return homes.containsKey(reference);
  }

  Set<String> references() {
    return homes.keySet();
  }

  /**
   * Enrols a person, replacing what there was.
   *
   * @throws IllegalArgumentException when a template has another dimension than the rest
   */
  void put(String reference, List<Template> templates) {
    List<float[]> vectors = templates.stream().map(Template::vector).toList();
    if (vectors.stream().anyMatch(v -> v.length != dimension)) {
      throw new IllegalArgumentException("templates of one encoder have one dimension");
    }
    remove(reference);
    ReferenceChunk home =
        chunks.stream()
            .filter(chunk -> chunk.hasRoom(vectors.size()))
            .findFirst()
            .orElseGet(() -> newChunk(vectors.size()));
    home.add(reference, vectors);
    homes.put(reference, home);
  }

  private ReferenceChunk newChunk(int rows) {
    ReferenceChunk chunk = new ReferenceChunk(DotProducts.padded(dimension), rows);
    chunks.add(chunk);
    return chunk;
  }

  void remove(String reference) {
    ReferenceChunk home = homes.remove(reference);
    if (home != null) {
      home.remove(reference);
      if (home.people() == 0) {
        chunks.remove(home);
      }
    }
  }

  /** The people most like the probe, best first; of equal ones the first by name. */
  List<Candidate> nearest(Template probe, int limit) {
    QuantisedProbe quantised = quantised(probe);
    ScoreFloor floor = new ScoreFloor(limit);
    double[][] ceilings = new double[chunks.size()][];
    IntStream each = IntStream.range(0, chunks.size());
    (chunks.size() < PARALLEL ? each : each.parallel())
        .forEach(c -> ceilings[c] = chunks.get(c).ceilings(quantised, dots, floor));
    return best(quantised, limit, ceilings, floor.value());
  }

  /** The same by looking at every float: what {@link #nearest} is checked against. */
  List<Candidate> exhaustive(Template probe, int limit) {
    double[][] ceilings = new double[chunks.size()][];
    for (int c = 0; c < ceilings.length; c++) {
      ceilings[c] = new double[chunks.get(c).people()];
    }
    return best(quantised(probe), limit, ceilings, 0);
  }

  /** How like the probe one person is; empty for somebody not enrolled. */
  OptionalDouble score(String reference, Template probe) {
    ReferenceChunk home = homes.get(reference);
    return home == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(home.score(quantised(probe), dots, home.person(reference)));
  }

  private QuantisedProbe quantised(Template probe) {
    if (probe.dimension() != dimension) {
      throw new IllegalArgumentException("templates of one encoder have one dimension");
    }
    return QuantisedProbe.of(probe.vector());
  }

  /** Scores those who can reach the floor. */
  private List<Candidate> best(QuantisedProbe probe, int limit, double[][] ceilings, double floor) {
    PriorityQueue<Candidate> best = new PriorityQueue<>(BEST_FIRST.reversed());
    for (int c = 0; c < ceilings.length; c++) {
      ReferenceChunk chunk = chunks.get(c);
      for (int person = 0; person < ceilings[c].length; person++) {
        if (ceilings[c][person] >= floor) {
          best.add(new Candidate(chunk.reference(person), chunk.score(probe, dots, person)));
          if (best.size() > limit) {
            best.poll();
          }
        }
      }
    }
    return best.stream().sorted(BEST_FIRST).toList();
  }
}
