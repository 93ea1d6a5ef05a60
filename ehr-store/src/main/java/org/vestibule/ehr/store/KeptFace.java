package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.ImageBytes;

/**
 * What a record keeps of its patient's face, sample by sample.
 *
 * @param templates of one encoder, the one of each sample at the same place
 * @param samples the aligned samples, at least one
 */
public record KeptFace(List<FaceTemplate> templates, List<ImageBytes> samples) {
  public KeptFace {
    templates = List.copyOf(templates);
    samples = List.copyOf(samples);
  }

  /**
   * A sample in place of another.
   *
   * @param index which one goes, from 0
   */
  public record Replacement(int index, FaceTemplate template, ImageBytes sample) {
    public Replacement {
      Objects.requireNonNull(template, "template");
      Objects.requireNonNull(sample, "sample");
    }

    @Override
    public String toString() {
      return "Replacement[" + index + "]";
    }
  }

  KeptFace with(Replacement replacement) {
    List<FaceTemplate> newTemplates = new ArrayList<>(templates);
    List<ImageBytes> newSamples = new ArrayList<>(samples);
    newTemplates.set(replacement.index(), replacement.template());
    newSamples.set(replacement.index(), replacement.sample());
    return new KeptFace(newTemplates, newSamples);
  }

  @Override
  public String toString() {
    return "KeptFace[" + samples.size() + "]";
  }
}
