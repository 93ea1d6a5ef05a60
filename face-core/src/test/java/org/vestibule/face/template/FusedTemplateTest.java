package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fused score is the weighted sum of both. */
class FusedTemplateTest {
  private static Template random(EncoderId encoder, int dimension, long seed) {
    Random random = new Random(seed);
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Template.ofDirection(encoder, vector);
  }

  @Test
  void scoresAreTheWeightedSumOfBoth() {
    Template deep = random(DeepEncoder.ID, 512, 1);
    Template otherDeep = random(DeepEncoder.ID, 512, 2);
    Template dlib = random(DlibEncoder.ID, 128, 3);
    Template otherDlib = random(DlibEncoder.ID, 128, 4);
    Template fused = FusedTemplate.of(deep, dlib);
    assertEquals(FusedTemplate.ID, fused.encoder());
    assertEquals(640, fused.dimension());
    double share = FusedTemplate.DEEP_SHARE;
    assertEquals(
        share * deep.cosine(otherDeep) + (1 - share) * dlib.cosine(otherDlib),
        fused.cosine(FusedTemplate.of(otherDeep, otherDlib)),
        1e-6);
  }
}
