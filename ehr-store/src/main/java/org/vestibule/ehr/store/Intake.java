package org.vestibule.ehr.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Patient;

/**
 * Everything a registration without a face brings; stored whole or not at all.
 *
 * @param patient a draft
 * @param beside consents and flags of the patient
 * @param photo the record's photo
 */
public record Intake(Patient patient, List<ChartEntry> beside, Optional<ImageBytes> photo) {
  public Intake {
    Objects.requireNonNull(patient, "patient");
    beside = List.copyOf(beside);
    Objects.requireNonNull(photo, "photo");
  }

  @Override
  public String toString() {
    return "Intake[" + patient.id() + "]";
  }
}
