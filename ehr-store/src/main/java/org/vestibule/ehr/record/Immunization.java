package org.vestibule.ehr.record;

import java.time.LocalDate;

/**
 * A vaccination given.
 *
 * @param occurred day it was given
 * @param status FHIR status: {@code completed}, {@code not-done} or {@code entered-in-error}
 */
public record Immunization(
    Id<Immunization> id, PatientId patient, Code vaccine, LocalDate occurred, String status)
    implements ChartEntry {
  public Immunization {
    Checks.present(id, patient, vaccine, occurred, status);
  }

  @Override
  public String toString() {
    return Checks.name("Immunization", id);
  }
}
