package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vestibule.face.evaluation.EvaluationReport.QualityBand;

/**
 * Whether the unified quality foretells misses: mated pairs in ten equal parts by the quality of
 * the worse of their two samples (ISO/IEC 29794-1, error by quality).
 */
final class QualityEvaluation {
  private static final int PARTS = 10;

  private record Judged(Pairs.Mated pair, int quality) {}

  private final List<Judged> judged;
  private final double threshold;

  /**
   * @param qualities by person and file, 0 to 100
   * @param threshold what scores above it is accepted
   */
  QualityEvaluation(Pairs pairs, List<List<Integer>> qualities, double threshold) {
    this.threshold = threshold;
    judged =
        pairs.mated().stream()
            .map(pair -> new Judged(pair, worse(pair, qualities.get(pair.person()))))
            .sorted(Comparator.comparingInt(Judged::quality))
            .toList();
  }

  private static int worse(Pairs.Mated pair, List<Integer> qualities) {
    return Math.min(qualities.get(pair.one()), qualities.get(pair.other()));
  }

  /** Worst quality first; empty with fewer pairs than parts. */
  List<QualityBand> bands(PeopleBootstrap bootstrap) {
    List<QualityBand> bands = new ArrayList<>();
    for (int i = 0; i < PARTS && judged.size() >= PARTS; i++) {
      List<Judged> part =
          judged.subList(i * judged.size() / PARTS, (i + 1) * judged.size() / PARTS);
      int people = (int) part.stream().map(own -> own.pair().person()).distinct().count();
      bands.add(
          new QualityBand(
              part.get(0).quality(),
              part.get(part.size() - 1).quality(),
              part.size(),
              bootstrap.interval(drawn -> missed(part, drawn), people)));
    }
    return bands;
  }

  private double missed(List<Judged> part, int[] drawn) {
    double all = 0;
    double missed = 0;
    for (Judged own : part) {
      all += drawn[own.pair().person()];
      missed += own.pair().score() > threshold ? 0 : drawn[own.pair().person()];
    }
    return missed / all;
  }
}
