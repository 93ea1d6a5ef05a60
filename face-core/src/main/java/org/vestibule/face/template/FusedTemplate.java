package org.vestibule.face.template;

/**
 * Score-level fusion of the deep and the dlib encoder as one template: both vectors, scaled and put
 * one after the other, so that the cosine of two is the weighted sum of the two encoders' cosines.
 * The weights make the non-mated scores of both spread alike (z-norm, Jain et al. 2005, with equal
 * weights): their standard deviations on Labeled Faces in the Wild are 0.099 and 0.033.
 */
public final class FusedTemplate {
  /** Version 1: deep/1 and dlib/1 with these weights. */
  public static final EncoderId ID = new EncoderId("fused", 1);

  /** Share of the deep cosine in the score; the dlib cosine has the rest. */
  static final double DEEP_SHARE = 0.252;

  private FusedTemplate() {}

  /**
   * @param deep of the deep encoder
   * @param dlib of the dlib encoder, of the same sample
   */
  public static Template of(Template deep, Template dlib) {
    float[] first = deep.vector();
    float[] second = dlib.vector();
    float[] both = new float[first.length + second.length];
    double deepScale = Math.sqrt(DEEP_SHARE);
    double dlibScale = Math.sqrt(1 - DEEP_SHARE);
    for (int i = 0; i < first.length; i++) {
      both[i] = (float) (deepScale * first[i]);
    }
    for (int i = 0; i < second.length; i++) {
      both[first.length + i] = (float) (dlibScale * second[i]);
    }
    return Template.ofDirection(ID, both);
  }
}
