package org.vestibule.face.quality;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.detect.HeadPose;
import org.vestibule.face.detect.Landmarks;
import org.vestibule.face.quality.SampleQuality.Measure;

/** Judges samples before anything is recognised from them. Immutable; safe for all threads. */
public final class QualityAssessor {
  private final QualityLimits limits;

  public QualityAssessor(QualityLimits limits) {
    this.limits = limits;
  }

  /**
   * @param landmarks in pixels of the frame that the sample was cut from
   * @param sample aligned by those landmarks
   */
  public SampleQuality assess(Landmarks landmarks, FaceSample sample) {
    Luminance luminance = Luminance.of(sample);
    HeadPose pose = HeadPose.of(landmarks);
    Map<QualityComponent, Measure> m = new EnumMap<>(QualityComponent.class);
    put(m, QualityComponent.INTER_EYE_DISTANCE, landmarks.interEyeDistance(), 10, 60);
    put(m, QualityComponent.SHARPNESS, luminance.sharpness(), 0.1, 0.5);
    put(m, QualityComponent.UNDER_EXPOSURE_PREVENTION, luminance.share(0, 25), 0.9, 0.1);
    put(m, QualityComponent.OVER_EXPOSURE_PREVENTION, luminance.share(247, 255), 0.6, 0.05);
    put(m, QualityComponent.DYNAMIC_RANGE, luminance.entropy(), 4, 7);
    put(m, QualityComponent.HEAD_POSE_ANGLE_YAW, Math.abs(pose.yaw()), 60, 10);
    put(m, QualityComponent.HEAD_POSE_ANGLE_PITCH, Math.abs(pose.pitch()), 50, 15);
    put(m, QualityComponent.HEAD_POSE_ANGLE_ROLL, Math.abs(pose.roll()), 75, 20);
    return new SampleQuality(m, unified(m), defect(m));
  }

  /** A straight line from the value that scores 0 to the one that scores 100, cut at both. */
  private static void put(
      Map<QualityComponent, Measure> m,
      QualityComponent component,
      double value,
      double worst,
      double best) {
    double share = Math.max(0, Math.min(1, (value - worst) / (best - worst)));
    m.put(component, new Measure(value, (int) Math.round(100 * share)));
  }

  private static int unified(Map<QualityComponent, Measure> m) {
    double product = 1;
    for (Measure measure : m.values()) {
      product *= measure.score() / 100.0;
    }
    return (int) Math.round(100 * Math.pow(product, 1.0 / m.size()));
  }

  /** In the order in which mending helps: a far face is also blurred, a dark one also flat. */
  private Optional<SampleDefect> defect(Map<QualityComponent, Measure> m) {
    if (value(m, QualityComponent.INTER_EYE_DISTANCE) < limits.interEyeDistance()) {
      return Optional.of(SampleDefect.TOO_SMALL);
    } else if (value(m, QualityComponent.UNDER_EXPOSURE_PREVENTION) > limits.dark()) {
      return Optional.of(SampleDefect.TOO_DARK);
    } else if (value(m, QualityComponent.OVER_EXPOSURE_PREVENTION) > limits.bright()) {
      return Optional.of(SampleDefect.TOO_BRIGHT);
    } else if (value(m, QualityComponent.DYNAMIC_RANGE) < limits.dynamicRange()) {
      return Optional.of(SampleDefect.FLAT);
    } else if (value(m, QualityComponent.HEAD_POSE_ANGLE_YAW) > limits.yaw()
        || value(m, QualityComponent.HEAD_POSE_ANGLE_PITCH) > limits.pitch()
        || value(m, QualityComponent.HEAD_POSE_ANGLE_ROLL) > limits.roll()) {
      return Optional.of(SampleDefect.TURNED_AWAY);
    } else if (value(m, QualityComponent.SHARPNESS) < limits.sharpness()) {
      return Optional.of(SampleDefect.BLURRED);
    }
    return Optional.empty();
  }

  private static double value(Map<QualityComponent, Measure> m, QualityComponent component) {
    return m.get(component).value();
  }
}
