package org.vestibule.face.pipeline;

import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.quality.SampleQuality;

/**
 * A sample and what it is worth. Whoever holds it owns the sample; closing it releases that.
 *
 * @param quality by the limits for probes
 */
public record AssessedSample(FaceSample sample, SampleQuality quality) implements AutoCloseable {
  @Override
  public void close() {
    sample.close();
  }
}
