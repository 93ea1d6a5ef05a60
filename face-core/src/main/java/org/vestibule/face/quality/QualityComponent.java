package org.vestibule.face.quality;

/**
 * What is judged of a sample, by the names of ISO/IEC 29794-5:2025. Each has a native value in the
 * unit given here and a score of 0 to 100, larger is better.
 */
public enum QualityComponent {
  /** Distance of the eyes' centres in the frame, pixels. */
  INTER_EYE_DISTANCE,
  /** Share of the grey steps that a further blur takes away, 0 to 1; larger is sharper. */
  SHARPNESS,
  /** Share of the face's pixels with luminance 0 to 25 of 255; smaller is better. */
  UNDER_EXPOSURE_PREVENTION,
  /** Share of the face's pixels with luminance 247 to 255 of 255; smaller is better. */
  OVER_EXPOSURE_PREVENTION,
  /** Entropy of the luminance histogram, 0 to 8 bits; larger is better. */
  DYNAMIC_RANGE,
  /** Yaw, degrees; nearer to 0 is better. */
  HEAD_POSE_ANGLE_YAW,
  /** Pitch, degrees; nearer to 0 is better. */
  HEAD_POSE_ANGLE_PITCH,
  /** Roll, degrees; nearer to 0 is better. */
  HEAD_POSE_ANGLE_ROLL
}
