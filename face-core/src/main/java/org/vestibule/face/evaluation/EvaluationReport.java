package org.vestibule.face.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How well an encoder recognises the people of a set. All rates are shares from 0 to 1; failures to
 * acquire count as misses.
 *
 * @param encoder name of the encoder
 * @param images how many pictures were read
 * @param people of how many people
 * @param wholeImage in how many pictures no face was found and the whole picture was taken instead
 * @param failedToAcquire how many pictures gave no template
 * @param trainedOn how many pictures the encoder's model was trained on for the pairs; 0 for a
 *     fixed model
 * @param verification comparisons 1:1
 * @param rank1 share of probes whose first candidate is right, over ten random half/half splits of
 *     everybody's files; NaN when nobody has two
 * @param openSet identification with strangers, of everybody who has enough files
 * @param openSets the same with other numbers enrolled: 100 and 1,000, where there are enough
 *     people
 * @param quality mated pairs in ten parts by the quality of the worse sample, worst first
 */
public record EvaluationReport(
    String encoder,
    int images,
    int people,
    int wholeImage,
    int failedToAcquire,
    int trainedOn,
    Verification verification,
    Interval rank1,
    OpenSet openSet,
    List<OpenSet> openSets,
    List<QualityBand> quality) {
  public EvaluationReport {
    openSets = List.copyOf(openSets);
    quality = List.copyOf(quality);
  }

  /**
   * A measured share with the 95% interval of a bootstrap over people.
   *
   * @param value point estimate
   */
  public record Interval(double value, double low, double high) {}

  /**
   * Open-set identification: whoever has four files or more is enrolled with the first three by
   * name, the rest are mated probes; everybody else is a stranger.
   *
   * @param enrolled how many people
   * @param filled how many of them have no probes of their own and make up the number: drawn from
   *     the strangers, enrolled with what they have
   * @param single each picture is a probe
   * @param track up to three pictures of a person are one probe, by the mean weighted by quality
   *     that identification makes of a track's frames
   */
  public record OpenSet(int enrolled, int filled, Probes single, Probes track) {}

  /**
   * @param mated probes of enrolled people
   * @param nonMated probes of strangers
   * @param fpir share of strangers given a candidate, at the threshold below
   * @param fnir share of mated probes not given the right person, at that threshold; the threshold
   *     is set anew in each replicate of the interval
   * @param threshold set for an FPIR of 1% on these strangers
   * @param ruleFpir FPIR with the threshold and margin that identification itself would use for 1%
   * @param ruleFnir FNIR with those
   */
  public record Probes(
      int mated,
      int nonMated,
      double fpir,
      Interval fnir,
      double threshold,
      Interval ruleFpir,
      Interval ruleFnir) {}

  /**
   * Mated pairs of like quality.
   *
   * @param from lowest unified quality of a pair's worse sample, 0 to 100
   * @param to highest
   * @param mated how many pairs
   * @param fnmr false non-match rate at the threshold that gives everybody a false match rate of
   *     1e-3
   */
  public record QualityBand(int from, int to, int mated, Interval fnmr) {
    /**
     * Rank correlation (Spearman) of band and FNMR, -1 to 1; below 0 when better samples are missed
     * less; NaN without differences.
     */
    public static double trend(List<QualityBand> bands) {
      double[] rates = bands.stream().mapToDouble(band -> band.fnmr().value()).toArray();
      double[] ranks = new double[rates.length];
      for (int i = 0; i < rates.length; i++) {
        double own = rates[i];
        long below = IntStream.range(0, rates.length).filter(j -> rates[j] < own).count();
        long equal = IntStream.range(0, rates.length).filter(j -> rates[j] == own).count();
        ranks[i] = below + (equal + 1) / 2.0;
      }
      double mean = (rates.length + 1) / 2.0;
      double both = 0;
      double one = 0;
      double other = 0;
      for (int i = 0; i < rates.length; i++) {
        both += (i + 1 - mean) * (ranks[i] - mean);
        one += (i + 1 - mean) * (i + 1 - mean);
        other += (ranks[i] - mean) * (ranks[i] - mean);
      }
      return both / Math.sqrt(one * other);
    }
  }
}
