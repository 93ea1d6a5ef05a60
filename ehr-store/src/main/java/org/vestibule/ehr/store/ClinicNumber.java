package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;

/**
 * The number that a clinic gave a patient, as it is told elsewhere: an identifier whose system
 * names the clinic, so that it never means the same number of another one.
 */
final class ClinicNumber {
  private static final String SYSTEM = "urn:vestibule:patient-number:";

  private final String system;

  /**
   * @param clinic the random id of this clinic's vault
   */
  ClinicNumber(UUID clinic) {
    this.system = SYSTEM + clinic;
  }

  /** The number here that an identifier says; empty if another clinic or somebody else gave it. */
  Optional<String> in(Identifier identifier) {
    return identifier.system().equals(system) ? Optional.of(identifier.value()) : Optional.empty();
  }

  /** The patient's number here. */
  Identifier of(Patient patient) {
    return new Identifier(system, patient.number());
  }

  /**
   * The patient as others are told: with the number here, unless the record came from a clinic that
   * told its own. So a record says the same wherever it was imported.
   */
  Patient told(Patient patient) {
    List<Identifier> identifiers = new ArrayList<>();
    patient.identifiers().stream().filter(i -> in(i).isEmpty()).forEach(identifiers::add);
    if (identifiers.stream().noneMatch(i -> i.system().startsWith(SYSTEM))) {
      identifiers.add(0, of(patient));
    }
    return patient.change().identifiers(identifiers).build();
  }
}
