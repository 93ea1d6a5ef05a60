package org.vestibule.ehr.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/**
 * Everything one enrolment of a face brings; stored whole or not at all.
 *
 * @param patient an existing patient (by id), or a draft to be registered with it
 * @param beside consents given now (none if an earlier one is relied on) and flags
 * @param templates at least one, of any encoders; replace the earlier ones of the same encoders
 * @param samples the aligned samples the templates came from; replace the earlier ones
 * @param photo the record's new photo; empty to leave it
 */
public record Enrolment(
    Patient patient,
    List<ChartEntry> beside,
    List<FaceTemplate> templates,
    List<ImageBytes> samples,
    Optional<ImageBytes> photo) {
  public Enrolment {
    Objects.requireNonNull(patient, "patient");
    beside = List.copyOf(beside);
    templates = List.copyOf(templates);
    samples = List.copyOf(samples);
    Objects.requireNonNull(photo, "photo");
  }

  /** An enrolment with at most one consent. */
  public Enrolment(
      Patient patient,
      Optional<Consent> consent,
      List<FaceTemplate> templates,
      List<ImageBytes> samples,
      Optional<ImageBytes> photo) {
    this(patient, List.copyOf(consent.stream().toList()), templates, samples, photo);
  }

  /** Writes templates, samples and photo under the patient's id. */
  void store(Tx tx, PatientId id) {
    if (templates.isEmpty()) {
      throw new StoreException.Invalid("There is no picture good enough: take new ones.");
    }
    templates.stream()
        .collect(Collectors.groupingBy(FaceTemplate::encoder))
        .forEach((encoder, own) -> tx.faces().putTemplates(id, encoder, own));
    if (!samples.isEmpty()) {
      tx.faces().putSamples(id, samples);
    }
    photo.ifPresent(picture -> tx.faces().putPhoto(id, picture));
  }

  @Override
  public String toString() {
    return "Enrolment[" + patient.id() + "]";
  }
}
