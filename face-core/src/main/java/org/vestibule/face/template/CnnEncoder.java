package org.vestibule.face.template;

import org.vestibule.face.detect.FaceSample;

/**
 * Encodes by a {@link CnnModel}: the unit-length embedding before the classification layer.
 * Thread-safe.
 */
public final class CnnEncoder implements FaceEncoder {
  /** The name in this encoder's ids; the version is the model's. */
  public static final String NAME = "cnn";

  private final CnnModel model;

  public CnnEncoder(CnnModel model) {
    this.model = model;
  }

  public CnnModel model() {
    return model;
  }

  @Override
  public EncoderId id() {
    return model.id();
  }

  @Override
  public Template encode(FaceSample sample) {
    return model.encode(sample);
  }

  @Override
  public void close() {
    // Holds no native memory.
  }
}
