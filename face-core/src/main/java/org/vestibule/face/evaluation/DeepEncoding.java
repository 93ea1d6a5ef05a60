package org.vestibule.face.evaluation;

import java.util.List;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.template.DeepEncoder;

/** The deep encoder: one fixed model, so all templates are made once. */
record DeepEncoding(Gallery gallery) implements Encoding {
  @Override
  public String name() {
    return DeepEncoder.ID.name();
  }

  @Override
  public int trainedOn() {
    return 0;
  }

  @Override
  public DecisionRule rule(double wantedFpir) {
    return DecisionRule.deep(wantedFpir);
  }

  @Override
  public Gallery galleryFor(List<List<Integer>> enrolled) {
    return gallery;
  }
}
