package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.PatientId;

/**
 * A patient's enrolment samples, from which every encoder's templates can be made again.
 *
 * @param patient whose
 * @param samples at least one
 */
public record EnrolledSamples(PatientId patient, List<ImageBytes> samples) {
  public EnrolledSamples {
    samples = List.copyOf(samples);
  }

  @Override
  public String toString() {
    return "EnrolledSamples[" + patient + "]";
  }
}
