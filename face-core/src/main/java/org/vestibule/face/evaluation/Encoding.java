package org.vestibule.face.evaluation;

import java.util.List;
import org.vestibule.face.match.DecisionRule;

/** What the three evaluations need to know of an encoder. */
interface Encoding {
  /** The encoder's name as it is reported. */
  String name();

  /** Templates for the pairs and the open set. */
  Gallery gallery();

  /** How many pictures the model behind {@link #gallery} was trained on; 0 for a fixed model. */
  int trainedOn();

  /** The rule by which identification decides with those templates. */
  DecisionRule rule(double wantedFpir);

  /**
   * Templates by a model made for the files enrolled.
   *
   * @param enrolled numbers of each person's enrolled files
   */
  Gallery galleryFor(List<List<Integer>> enrolled);
}
