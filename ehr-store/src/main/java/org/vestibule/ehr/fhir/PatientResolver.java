package org.vestibule.ehr.fhir;

import org.vestibule.ehr.record.Patient;

/** Says who an imported patient is here; the store answers from its blind indexes. */
@FunctionalInterface
public interface PatientResolver {
  /**
   * Who it is. The same person may come twice in a bundle, and then has the same id twice.
   *
   * @param draft the patient as the file has it, under a fresh random id (which somebody new
   *     keeps), with the file's identifiers (at least one)
   */
  Resolution resolve(Patient draft);
}
