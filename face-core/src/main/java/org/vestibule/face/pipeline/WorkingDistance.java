package org.vestibule.face.pipeline;

/**
 * How far away a face may be, and what that means in pixels of a camera.
 *
 * @param metres 0.2 to 50
 * @param fieldOfView of the camera from left to right, 20 to 150 degrees; webcams have about 60
 */
public record WorkingDistance(double metres, double fieldOfView) {
  /** Of a webcam whose maker says nothing. */
  public static final double USUAL_FIELD_OF_VIEW = 60;

  // Brow to chin with a little around it, as the detector's boxes have it, metres.
  private static final double FACE = 0.19;

  public WorkingDistance {
    if (!(metres >= 0.2 && metres <= 50)) {
      throw new IllegalArgumentException("the working distance must be 0.2 to 50 metres");
    }
    if (!(fieldOfView >= 20 && fieldOfView <= 150)) {
      throw new IllegalArgumentException("the field of view must be 20 to 150 degrees");
    }
  }

  /**
   * Height in pixels of an adult's face at this distance, by a pinhole camera with square pixels.
   *
   * @param frameWidth pixels
   */
  public int faceHeight(int frameWidth) {
    double focalLength = frameWidth / 2.0 / Math.tan(Math.toRadians(fieldOfView / 2));
    return (int) Math.round(focalLength * FACE / metres);
  }
}
