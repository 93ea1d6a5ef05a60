package org.vestibule.ehr.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Patient;

/**
 * Everything one enrolment of a face brings; stored whole or not at all.
 *
 * @param patient an existing patient (by id), or a draft to be registered with it
 * @param consent the consent given now; empty if an earlier one is relied on
 * @param templates at least one, of any encoders; replace the earlier ones of the same encoders
 * @param samples the aligned samples the templates came from; replace the earlier ones
 * @param photo the record's new photo; empty to leave it
 */
public record Enrolment(
    Patient patient,
    Optional<Consent> consent,
    List<FaceTemplate> templates,
    List<ImageBytes> samples,
    Optional<ImageBytes> photo) {
  public Enrolment {
    Objects.requireNonNull(patient, "patient");
    Objects.requireNonNull(consent, "consent");
    templates = List.copyOf(templates);
    samples = List.copyOf(samples);
    Objects.requireNonNull(photo, "photo");
  }

  @Override
  public String toString() {
    return "Enrolment[" + patient.id() + "]";
  }
}
