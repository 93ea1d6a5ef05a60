package org.vestibule.face.detect;

import org.opencv.core.Point;

/**
 * How a head is turned against the camera, in degrees; 0, 0, 0 looks straight into it.
 *
 * @param yaw turn to the side; positive when the nose points to the right of the picture
 * @param pitch nod; positive when the person looks up
 * @param roll tilt; positive when the head leans clockwise in the picture
 */
public record HeadPose(double yaw, double pitch, double roll) {

  // Fourteen points of a mean adult head in centimetres (x to the right of the picture, y down, z
  // away from the camera), after the anthropometric model of Martins and Batista (2008).
  private static final int[] INDICES = {17, 21, 22, 26, 36, 39, 42, 45, 31, 35, 48, 54, 57, 8};
  private static final double[][] HEAD = {
    {-6.83, -6.76, -4.40},
    {-1.33, -7.12, -6.90},
    {1.33, -7.12, -6.90},
    {6.83, -6.76, -4.40},
    {-5.31, -5.49, -3.99},
    {-1.79, -5.39, -4.41},
    {1.79, -5.39, -4.41},
    {5.31, -5.49, -3.99},
    {-2.01, -1.41, -6.17},
    {2.01, -1.41, -6.17},
    {-2.77, 2.08, -5.05},
    {2.77, 2.08, -5.05},
    {0, 3.12, -6.10},
    {0, 7.42, -4.07}
  };

  // The model head nods by this much against the landmarks of people who look straight ahead: the
  // median over 305 frontal press photographs.
  private static final double LEVEL_PITCH = 8;

  private static final double[][] SOLVER = Linear.pseudoInverseOfCentred(HEAD);

  /**
   * The pose that explains the landmarks best under scaled orthography (the step called POS in
   * DeMenthon and Davis 1995). Good to a few degrees up to about 40 degrees of yaw.
   */
  public static HeadPose of(Landmarks landmarks) {
    double[] rowX = new double[3];
    double[] rowY = new double[3];
    for (int i = 0; i < INDICES.length; i++) {
      Point p = landmarks.points().get(INDICES[i]);
      for (int k = 0; k < 3; k++) {
        rowX[k] += SOLVER[k][i] * p.x;
        rowY[k] += SOLVER[k][i] * p.y;
      }
    }
    return ofRotation(Linear.rotation(rowX, rowY));
  }

  /** The head's forward direction is the model's -z. */
  private static HeadPose ofRotation(double[][] r) {
    double yaw = Math.toDegrees(Math.atan2(-r[0][2], r[2][2]));
    double pitch = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, r[1][2]))));
    double roll = Math.toDegrees(Math.atan2(r[1][0], r[1][1]));
    return new HeadPose(yaw, pitch + LEVEL_PITCH, roll);
  }
}
