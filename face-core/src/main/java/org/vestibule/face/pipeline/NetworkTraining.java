package org.vestibule.face.pipeline;

import java.util.List;
import java.util.Map;
import org.vestibule.face.template.CnnModel;
import org.vestibule.face.template.Template;

/**
 * A newly trained small network and what it holds of everybody it was trained on.
 *
 * @param templates by person
 */
public record NetworkTraining(CnnModel model, Map<String, List<Template>> templates) {
  public NetworkTraining {
    templates = Map.copyOf(templates);
  }

  @Override
  public String toString() {
    return "NetworkTraining[" + model.id() + "]";
  }
}
