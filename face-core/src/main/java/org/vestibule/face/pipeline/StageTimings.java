package org.vestibule.face.pipeline;

import java.util.Locale;
import java.util.Map;

/**
 * How long each stage took, over the last 4,096 times it ran.
 *
 * @param stages only those that ran at least once
 */
public record StageTimings(Map<Stage, Percentiles> stages) {
  public StageTimings {
    stages = Map.copyOf(stages);
  }

  /** What is timed. */
  public enum Stage {
    DETECT,
    /** Per face. */
    LANDMARKS,
    /** Alignment and quality, per face. */
    QUALITY,
    /** Per usable sample, all encoders. */
    ENCODE,
    /** Per usable sample, against everybody enrolled. */
    MATCH,
    /** A whole frame. */
    TOTAL,
    /**
     * From the moment the first usable frame of a track was handed in until its person was
     * proposed: time spent in this process on all the frames it took, without waiting for a camera.
     */
    USABLE_FACE_TO_PROPOSAL;

    /** The name printed in summaries: lower case with hyphens. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Of the times in milliseconds.
   *
   * @param count how many were seen
   */
  public record Percentiles(long count, double p50, double p95, double p99) {}
}
