package org.vestibule.face.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How strongly a face answers the flashes of the kiosk's screen. A face near the screen grows
 * brighter with it, and more than what is behind it; a picture on another screen has light of its
 * own and hardly does. Light of the attacker's own that flashes at a like pace is taken for an
 * answer in good part, since every delay of a camera is tried. Prepared and <b>not tried</b>: no
 * camera has seen it, so there is no threshold, and whoever has one must choose it from real
 * presentations. Used by one thread.
 */
public final class FlashResponse {
  private static final int FEWEST = 20;

  // A camera's picture is later than the screen's light by up to this.
  private static final Duration LATEST = Duration.ofMillis(400);
  private static final Duration LAG_STEP = Duration.ofMillis(20);

  private final ScreenFlashes flashes;
  private final List<Look> looks = new ArrayList<>();

  private record Look(Duration time, double face, double background) {}

  public FlashResponse(ScreenFlashes flashes) {
    this.flashes = flashes;
  }

  /**
   * Takes in a frame.
   *
   * @param since the flashes' first moment
   * @param face mean luminance of the face, above 0 to 255
   * @param background mean luminance beside it, above 0 to 255
   */
  public void look(Duration since, double face, double background) {
    if (!(face > 0 && face <= 255 && background > 0 && background <= 255)) {
      throw new IllegalArgumentException("luminance must be above 0 and at most 255");
    }
    looks.add(new Look(since, face, background));
  }

  /**
   * By how much more than its background the face grew brighter at a flash's height, each as a
   * share of its own mean brightness; the best over all delays that a camera may have.
   *
   * @return about 0 for what does not answer, 0.1 for a face that grew a tenth brighter before a
   *     background that did not; empty until enough was seen of the flashes
   */
  public OptionalDouble strength() {
    OptionalDouble best = OptionalDouble.empty();
    for (Duration lag = Duration.ZERO; lag.compareTo(LATEST) <= 0; lag = lag.plus(LAG_STEP)) {
      OptionalDouble at = strength(lag);
      if (at.isPresent() && (best.isEmpty() || at.getAsDouble() > best.getAsDouble())) {
        best = at;
      }
    }
    return best;
  }

  /** The slope of a straight line (least squares) from the screen's level to the difference. */
  private OptionalDouble strength(Duration lag) {
    if (looks.size() < FEWEST) {
      return OptionalDouble.empty();
    }
    double face = looks.stream().mapToDouble(Look::face).average().orElseThrow();
    double background = looks.stream().mapToDouble(Look::background).average().orElseThrow();
    double meanLevel =
        looks.stream().mapToDouble(l -> flashes.level(l.time.minus(lag))).average().orElseThrow();
    double together = 0;
    double levels = 0;
    for (Look look : looks) {
      double level = flashes.level(look.time.minus(lag)) - meanLevel;
      together += level * (look.face / face - look.background / background);
      levels += level * level;
    }
    // Nothing of a flash was seen at this delay.
    return levels < 1 ? OptionalDouble.empty() : OptionalDouble.of(together / levels);
  }
}
