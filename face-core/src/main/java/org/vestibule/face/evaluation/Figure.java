package org.vestibule.face.evaluation;

/**
 * One measured time beside a baseline measured in the same run, since the times alone say as much
 * about the machine as about the program.
 *
 * @param name what was measured
 * @param runs how often
 * @param p50 median, milliseconds
 * @param p95 95th percentile, milliseconds
 * @param p99 99th percentile, milliseconds
 * @param baseline what it is compared with
 * @param ratio its median divided by the baseline's, smaller is faster
 */
public record Figure(
    String name, int runs, double p50, double p95, double p99, String baseline, double ratio) {}
