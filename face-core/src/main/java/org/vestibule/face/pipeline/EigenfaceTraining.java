package org.vestibule.face.pipeline;

import java.util.List;
import java.util.Map;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.Template;

/**
 * A newly trained eigenface model and everybody's templates by it.
 *
 * @param templates by person
 */
public record EigenfaceTraining(EigenfaceModel model, Map<String, List<Template>> templates) {
  public EigenfaceTraining {
    templates = Map.copyOf(templates);
  }

  @Override
  public String toString() {
    return "EigenfaceTraining[" + model.id() + "]";
  }
}
