package org.vestibule.face.pipeline;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.vestibule.face.pipeline.StageTimings.Percentiles;
import org.vestibule.face.pipeline.StageTimings.Stage;

/** Keeps how long each stage took, in a bounded ring a stage. Thread-safe. */
final class StageClock {
  private static final int KEPT = 4096;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<Stage, long[]> rings = new EnumMap<>(Stage.class);
  private final Map<Stage, Long> counts = new EnumMap<>(Stage.class);

  /** Runs the work and notes its time, unless it throws. */
  <T> T time(Stage stage, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    note(stage, System.nanoTime() - start);
    return result;
  }

  synchronized void note(Stage stage, long nanos) {
    long count = counts.merge(stage, 1L, Long::sum);
    rings.computeIfAbsent(stage, any -> new long[KEPT])[(int) ((count - 1) % KEPT)] = nanos;
  }

  synchronized StageTimings timings() {
    Map<Stage, Percentiles> stages = new EnumMap<>(Stage.class);
    counts.forEach((stage, count) -> stages.put(stage, percentiles(rings.get(stage), count)));
    return new StageTimings(stages);
  }

  private static Percentiles percentiles(long[] ring, long count) {
    long[] sorted = Arrays.copyOf(ring, (int) Math.min(count, KEPT));
    Arrays.sort(sorted);
    return new Percentiles(count, at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99));
  }

  /** Nearest rank. */
  private static double at(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
  }
}
