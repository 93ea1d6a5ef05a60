package org.vestibule.face.template;

import org.vestibule.face.detect.FaceSample;

/**
 * Encodes by an {@link EigenfaceModel}: the sample's whitened coordinates, so that every eigenface
 * weighs the same and the cosine of two templates is the Mahalanobis cosine. Thread-safe.
 */
public final class EigenfaceEncoder implements FaceEncoder {
  /** The name in this encoder's ids; the version is the model's. */
  public static final String NAME = "eigenface";

  private final EigenfaceModel model;

  public EigenfaceEncoder(EigenfaceModel model) {
    this.model = model;
  }

  public EigenfaceModel model() {
    return model;
  }

  @Override
  public EncoderId id() {
    return model.id();
  }

  @Override
  public Template encode(FaceSample sample) {
    return template(model, model.whiten(EigenfaceInput.of(sample)));
  }

  /**
   * @param whitened changed where it has no direction
   */
  static Template template(EigenfaceModel model, float[] whitened) {
    double squares = 0;
    for (float v : whitened) {
      squares += (double) v * v;
    }
    if (squares < Float.MIN_NORMAL) {
      // Exactly the mean face: no direction at all, so any will do.
      whitened[0] = 1;
    }
    return Template.ofDirection(model.id(), whitened);
  }

  @Override
  public void close() {
    // Holds no native memory.
  }
}
