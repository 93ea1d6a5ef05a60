package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.List;
import org.vestibule.ehr.record.PatientId;

/**
 * What a withdrawal erased, to be handed to the patient.
 *
 * @param patient who withdrew
 * @param at when
 * @param templates how many sealed template rows were erased
 * @param samples how many enrolment samples were erased
 * @param models encoders whose derived model was destroyed because the patient had a share in it
 */
public record ErasureReceipt(
    PatientId patient, Instant at, int templates, int samples, List<String> models) {
  public ErasureReceipt {
    models = List.copyOf(models);
  }

  @Override
  public String toString() {
    return "ErasureReceipt[" + patient + "]";
  }
}
