package org.vestibule.face.quality;

/**
 * From where on a sample is of no use.
 *
 * @param interEyeDistance least, pixels of the frame
 * @param sharpness least, 0 to 1
 * @param dark largest share of under-exposed pixels, 0 to 1
 * @param bright largest share of over-exposed pixels, 0 to 1
 * @param dynamicRange least entropy, bits
 * @param yaw largest turn to either side, degrees
 * @param pitch largest nod either way, degrees
 * @param roll largest tilt to either side, degrees
 */
public record QualityLimits(
    double interEyeDistance,
    double sharpness,
    double dark,
    double bright,
    double dynamicRange,
    double yaw,
    double pitch,
    double roll) {

  /** For a probe: several frames are looked at, so a modest one still helps. */
  public static QualityLimits probe() {
    return new QualityLimits(16, 0.28, 0.75, 0.5, 4.5, 40, 35, 45);
  }

  /** For a reference, which serves for years: nearer, sharper and straighter. */
  public static QualityLimits reference() {
    return new QualityLimits(28, 0.36, 0.5, 0.3, 5, 30, 30, 35);
  }
}
