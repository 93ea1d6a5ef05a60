package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.PatientId;

/**
 * A patient's references of one encoder.
 *
 * @param patient whose
 * @param templates of one encoder, or of all; empty if there are none any more
 */
public record EnrolledFace(PatientId patient, List<FaceTemplate> templates) {
  public EnrolledFace {
    templates = List.copyOf(templates);
  }

  @Override
  public String toString() {
    return "EnrolledFace[" + patient + "]";
  }
}
