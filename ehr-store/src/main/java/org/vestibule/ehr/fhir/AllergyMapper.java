package org.vestibule.ehr.fhir;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.PatientId;

/**
 * FHIR's AllergyIntolerance, which is both an allergy and the statement that there is none, as
 * entries of one patient.
 */
final class AllergyMapper {
  /** SNOMED CT: no known allergy. */
  static final String NO_KNOWN_ALLERGY = "716186003";

  private final PatientId patient;

  AllergyMapper(PatientId patient) {
    this.patient = patient;
  }

  /** The entry; empty for what was entered in error, refuted or is resolved. */
  Optional<ChartEntry> map(org.hl7.fhir.r4.model.AllergyIntolerance from, String origin) {
    boolean holds =
        !Values.has(from.getVerificationStatus(), "entered-in-error")
            && !Values.has(from.getVerificationStatus(), "refuted")
            && !Values.has(from.getClinicalStatus(), "resolved");
    if (!holds) {
      return Optional.empty();
    }
    if (Values.has(from.getCode(), NO_KNOWN_ALLERGY)) {
      Instant asserted =
          Values.instant(from.getRecordedDateElement())
              .or(() -> Values.instant(from.getMeta().getLastUpdatedElement()))
              .orElseThrow(() -> new MissingElementException("recordedDate"));
      return Optional.of(
          new AllergyStatement(
              Id.fromOrigin(patient, origin), patient, AllergyStatus.NONE_KNOWN, asserted));
    }
    Code substance = substance(from);
    String reaction =
        from.getReaction().stream()
            .flatMap(r -> r.getManifestation().stream())
            .map(m -> Values.code(m).text())
            .collect(Collectors.joining(", "));
    return Optional.of(
        new AllergyIntolerance(
            Id.fromOrigin(patient, origin),
            patient,
            substance,
            criticality(from),
            reaction,
            Values.day(from.getOnset())));
  }

  /** What the person is allergic to, said as a whole or else with the first reaction. */
  private static Code substance(org.hl7.fhir.r4.model.AllergyIntolerance from) {
    return Stream.concat(
            Stream.of(from.getCode()), from.getReaction().stream().map(r -> r.getSubstance()))
        .filter(Values::isPresent)
        .findFirst()
        .map(Values::code)
        .orElseThrow(() -> new MissingElementException("code"));
  }

  private static Criticality criticality(org.hl7.fhir.r4.model.AllergyIntolerance from) {
    if (!from.hasCriticality()) {
      return Criticality.UNABLE_TO_ASSESS;
    }
    return switch (from.getCriticality()) {
      case HIGH -> Criticality.HIGH;
      case LOW -> Criticality.LOW;
      default -> Criticality.UNABLE_TO_ASSESS;
    };
  }
}
