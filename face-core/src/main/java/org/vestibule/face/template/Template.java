package org.vestibule.face.template;

import java.util.Arrays;

/**
 * A biometric template: a unit-length feature vector and the encoder that made it. Immutable. It is
 * personal data: its text form shows neither the vector nor a part of it.
 */
public final class Template {
  private final EncoderId encoder;
  private final float[] vector;

  /**
   * @param vector finite values of length 1 (Euclidean, within 1e-3); copied
   */
  public Template(EncoderId encoder, float[] vector) {
    this.encoder = encoder;
    this.vector = vector.clone();
  }

  public EncoderId encoder() {
    return encoder;
  }

  public int dimension() {
    return vector.length;
  }

  /** A copy of the vector. */
  public float[] vector() {
    return vector.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template t
        && t.encoder.equals(encoder)
        && Arrays.equals(t.vector, vector);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(vector);
  }

  @Override
  public String toString() {
    return "Template[" + encoder + "]";
  }
}
