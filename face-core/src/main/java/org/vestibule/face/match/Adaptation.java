package org.vestibule.face.match;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.vestibule.face.template.Template;

/**
 * Lets a person's references age with the person: which of them a sample of a later visit replaces,
 * after staff confirmed who it was.
 *
 * <p>The references are in the order of enrolment. The first half and one more are the
 * <em>anchors</em>, which nothing ever replaces. A new sample counts only if it fits the anchors as
 * hardly any stranger's does, so a face wrongly confirmed changes nothing; and since the anchors
 * are the majority, a person's score never falls below the mean cosine to the anchors, whatever has
 * replaced the rest. Of the others the one goes that looks least like the person does today.
 *
 * <p>Immutable.
 *
 * @param tail how often a stranger's sample reaches a score, for the encoder in use
 */
public record Adaptation(ScoreTail tail) {
  /** For the deep encoder. */
  public static final Adaptation DEEP = new Adaptation(ScoreTail.DEEP);

  /** How often at most a stranger's sample may fit: a hundredth of what proposing allows. */
  private static final double STRANGER_FITS = 1e-6;

  /** How many of so many references are never replaced. */
  public static int anchors(int references) {
    return Math.min(references, references / 2 + 1);
  }

  /**
   * Which reference the sample replaces; none where it does not fit, is of another encoder, or
   * there are fewer than three references.
   *
   * @param references all of one encoder, in the order of enrolment
   * @param sample of the person as staff confirmed, fit for a reference
   * @return index of the one that goes
   */
  public OptionalInt replaced(List<Template> references, Template sample) {
    if (references.stream().anyMatch(one -> !one.encoder().equals(sample.encoder()))) {
      return OptionalInt.empty();
    }
    double[] cosines = references.stream().mapToDouble(sample::cosine).toArray();
    int anchors = anchors(cosines.length);
    double fit = IntStream.range(0, anchors).mapToDouble(i -> cosines[i]).average().orElse(-1);
    if (fit < tail.threshold(STRANGER_FITS)) {
      return OptionalInt.empty();
    }
    return IntStream.range(anchors, cosines.length)
        .reduce((a, b) -> cosines[a] <= cosines[b] ? a : b);
  }
}
