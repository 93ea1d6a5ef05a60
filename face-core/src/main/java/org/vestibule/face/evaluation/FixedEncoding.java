package org.vestibule.face.evaluation;

import java.util.List;
import java.util.function.DoubleFunction;
import org.vestibule.face.match.DecisionRule;

/**
 * An encoder with one fixed model, so that all templates are made once.
 *
 * @param rules the encoder's rule for a wanted FPIR
 */
record FixedEncoding(String name, Gallery gallery, DoubleFunction<DecisionRule> rules)
    implements Encoding {
  @Override
  public int trainedOn() {
    return 0;
  }

  @Override
  public DecisionRule rule(double wantedFpir) {
    return rules.apply(wantedFpir);
  }

  @Override
  public Gallery galleryFor(List<List<Integer>> enrolled) {
    return gallery;
  }
}
