package org.vestibule.ehr.fhir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Extension;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.MedicationStatus;
import org.vestibule.ehr.record.PatientId;

/** FHIR's prescriptions and statements of what is taken, as entries of one patient. */
final class MedicationMapper {
  /** How the patient reacts to a medication, in words. */
  static final String REACTION = "urn:vestibule:medication-reaction";

  private final PatientId patient;
  private final References references;

  MedicationMapper(PatientId patient, References references) {
    this.patient = patient;
    this.references = references;
  }

  /** The entry; empty for what was entered in error, forbids, or names no medication. */
  Optional<ChartEntry> request(org.hl7.fhir.r4.model.MedicationRequest from, String origin) {
    boolean prescribed = !from.getDoNotPerform() && !"entered-in-error".equals(status(from));
    if (!prescribed) {
      return Optional.empty();
    }
    if (!from.hasMedicationCodeableConcept()) {
      return Optional.empty();
    }
    return Optional.of(
        new MedicationRequest(
            Id.fromOrigin(patient, origin),
            patient,
            medication(from.getMedicationCodeableConcept()),
            dosage(from.getDosageInstruction()),
            medicationStatus(status(from)),
            Values.instant(from.getAuthoredOnElement()),
            references.person(from.getRequester()),
            reaction(from)));
  }

  private static String status(org.hl7.fhir.r4.model.MedicationRequest from) {
    return from.hasStatus() ? from.getStatus().toCode() : "";
  }

  /** The entry; empty for what was entered in error, is not taken, or names no medication. */
  Optional<ChartEntry> statement(org.hl7.fhir.r4.model.MedicationStatement from, String origin) {
    String status = from.hasStatus() ? from.getStatus().toCode() : "";
    boolean taken = !status.equals("entered-in-error") && !status.equals("not-taken");
    if (!taken || !from.hasMedicationCodeableConcept()) {
      return Optional.empty();
    }
    boolean period = from.hasEffectivePeriod();
    return Optional.of(
        new MedicationStatement(
            Id.fromOrigin(patient, origin),
            patient,
            medication(from.getMedicationCodeableConcept()),
            dosage(from.getDosage()),
            medicationStatus(status),
            Values.day(from.getEffective()),
            period ? Values.day(from.getEffectivePeriod().getEndElement()) : Optional.empty(),
            reaction(from)));
  }

  private static Code medication(org.hl7.fhir.r4.model.CodeableConcept concept) {
    if (!Values.isPresent(concept)) {
      throw new MissingElementException("medicationCodeableConcept");
    }
    return Values.code(concept);
  }

  private static String dosage(List<Dosage> dosages) {
    return dosages.stream().map(MedicationMapper::dosage).collect(Collectors.joining("; ")).strip();
  }

  private static String dosage(Dosage dosage) {
    if (dosage.hasText()) {
      return dosage.getText();
    }
    return dosage.hasAsNeededBooleanType() && dosage.getAsNeededBooleanType().booleanValue()
        ? "when needed"
        : Values.orEmpty(dosage.getPatientInstruction());
  }

  private static MedicationStatus medicationStatus(String code) {
    return switch (code) {
      case "active" -> MedicationStatus.ACTIVE;
      case "completed" -> MedicationStatus.COMPLETED;
      case "stopped", "cancelled" -> MedicationStatus.STOPPED;
      case "on-hold" -> MedicationStatus.ON_HOLD;
      default -> MedicationStatus.UNKNOWN;
    };
  }

  private static String reaction(DomainResource from) {
    return Optional.ofNullable(from.getExtensionByUrl(REACTION))
        .filter(Extension::hasValue)
        .map(e -> Values.orEmpty(e.getValue().primitiveValue()))
        .orElse("");
  }
}
