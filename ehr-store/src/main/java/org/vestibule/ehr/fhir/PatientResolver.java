package org.vestibule.ehr.fhir;

import java.util.Optional;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/** Says who an imported patient is here; the store answers from its blind indexes. */
@FunctionalInterface
public interface PatientResolver {
  /**
   * The id under which the patient's record is to be put.
   *
   * @param draft the patient as the file has it, under a fresh random id, with the file's
   *     identifiers (at least one)
   * @return {@code draft.id()} for somebody new; the known id for the same person; empty if an
   *     identifier belongs to somebody who seems to be another person, so that staff must look
   *     first
   */
  Optional<PatientId> resolve(Patient draft);
}
