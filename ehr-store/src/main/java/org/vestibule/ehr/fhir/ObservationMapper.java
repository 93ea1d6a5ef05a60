package org.vestibule.ehr.fhir;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.ObservationComponent;
import org.vestibule.ehr.record.PatientId;

/** FHIR Observations whose value is one number, concept or text, or parts of such. */
final class ObservationMapper {
  private ObservationMapper() {}

  /**
   * A value as written.
   *
   * @param unit empty if it has none
   */
  private record Written(String value, String unit) {
    @Override
    public String toString() {
      return "Written";
    }
  }

  /** The observation; empty if it is in error or has a value that one text cannot say. */
  static Optional<ChartEntry> map(
      org.hl7.fhir.r4.model.Observation from, Id<Observation> id, PatientId patient) {
    String status = from.hasStatus() ? from.getStatus().toCode() : "";
    if (status.equals("entered-in-error") || status.equals("cancelled")) {
      return Optional.empty();
    }
    if (!Values.isPresent(from.getCode())) {
      throw new MissingElementException("code");
    }
    Optional<Instant> effective =
        Values.instant(from.getEffective())
            .or(() -> Optional.ofNullable(from.getIssued()).map(Date::toInstant));
    List<Optional<ObservationComponent>> parts =
        from.getComponent().stream().map(ObservationMapper::component).toList();
    Optional<Written> value = written(from.getValue());
    boolean understood =
        parts.stream().allMatch(Optional::isPresent)
            && (from.hasValue() ? value.isPresent() : !parts.isEmpty());
    if (!understood) {
      return Optional.empty();
    }
    return Optional.of(
        new Observation(
            id,
            patient,
            Values.orEmpty(from.getCategoryFirstRep().getCodingFirstRep().getCode()),
            Values.code(from.getCode()),
            value.map(Written::value).orElse(""),
            value.map(Written::unit).orElse(""),
            effective,
            parts.stream().map(Optional::orElseThrow).toList()));
  }

  private static Optional<ObservationComponent> component(ObservationComponentComponent from) {
    return written(from.getValue())
        .filter(w -> Values.isPresent(from.getCode()))
        .map(w -> new ObservationComponent(Values.code(from.getCode()), w.value(), w.unit()));
  }

  private static Optional<Written> written(Type value) {
    if (value instanceof Quantity quantity) {
      return Optional.of(new Written(Values.number(quantity), Values.unit(quantity)))
          .filter(w -> !w.value().isEmpty());
    }
    if (value instanceof CodeableConcept concept && Values.isPresent(concept)) {
      return Optional.of(new Written(Values.code(concept).text(), ""));
    }
    if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      return Optional.of(new Written(primitive.getValueAsString(), ""));
    }
    return Optional.empty();
  }
}
