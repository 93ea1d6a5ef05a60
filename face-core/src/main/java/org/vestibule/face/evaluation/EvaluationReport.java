package org.vestibule.face.evaluation;

import java.util.SortedMap;

/**
 * How well an encoder recognises the people of a set. All rates are shares from 0 to 1; failures to
 * acquire count as misses.
 *
 * @param encoder name of the encoder
 * @param images how many pictures were read
 * @param people of how many people
 * @param wholeImage in how many pictures no face was found and the whole picture was taken instead
 * @param failedToAcquire how many pictures gave no template
 * @param mated mated comparisons: all pairs of each person's first six files by name
 * @param nonMated non-mated comparisons: all pairs of everybody's first file, where both gave a
 *     template
 * @param trainedOn how many pictures the encoder's model was trained on for the pairs; 0 for a
 *     fixed model
 * @param tar true accept rate by false accept rate: {@code 1e-2}, {@code 1e-3}, {@code 1e-4},
 *     {@code 1e-5}
 * @param rank1 share of probes whose first candidate is right, over ten random half/half splits of
 *     everybody's files; NaN when nobody has two
 * @param openSet identification with strangers
 */
public record EvaluationReport(
    String encoder,
    int images,
    int people,
    int wholeImage,
    int failedToAcquire,
    int mated,
    int nonMated,
    int trainedOn,
    SortedMap<String, TrueAccepts> tar,
    Interval rank1,
    OpenSet openSet) {

  /**
   * A measured share with the 95% interval of a bootstrap over people.
   *
   * @param value point estimate
   */
  public record Interval(double value, double low, double high) {}

  /**
   * How many mated pairs are accepted at a false accept rate.
   *
   * @param value share of mated pairs that score above the threshold
   * @param low lower end of the 95% interval (bootstrap over people, threshold set anew in each)
   * @param high its upper end
   * @param threshold a cosine: what scores above it is accepted
   * @param falseAccepts how many non-mated pairs score above it; with none, the rate cannot be
   *     measured with so few pairs, and the value is that without any false accept
   */
  public record TrueAccepts(
      double value, double low, double high, double threshold, int falseAccepts) {}

  /**
   * Open-set identification: whoever has four files or more is enrolled with the first three by
   * name, the rest are mated probes; everybody else is a stranger.
   *
   * @param enrolled how many people
   * @param matedProbes pictures of enrolled people
   * @param nonMatedProbes pictures of strangers
   * @param fpir share of strangers given a candidate, at the threshold below
   * @param fnir share of mated probes not given the right person, at that threshold, with interval
   * @param threshold set for an FPIR of 1% on these strangers
   * @param ruleFpir FPIR with the threshold and margin that identification itself would use for 1%
   * @param ruleFnir FNIR with those
   */
  public record OpenSet(
      int enrolled,
      int matedProbes,
      int nonMatedProbes,
      double fpir,
      Interval fnir,
      double threshold,
      double ruleFpir,
      double ruleFnir) {}
}
