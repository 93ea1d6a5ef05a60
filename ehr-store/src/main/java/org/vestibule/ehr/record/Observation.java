package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A measurement or finding.
 *
 * @param category FHIR category code, for example {@code vital-signs} or {@code laboratory}; may be
 *     empty
 * @param value as written, for example {@code 5.4} or {@code positive}; empty if it has components
 * @param unit of the value (UCUM where known); empty if it has none
 * @param effective when it was true of the patient; empty if not known
 * @param components the parts of a composed measurement such as a blood pressure; else empty
 */
public record Observation(
    Id<Observation> id,
    PatientId patient,
    String category,
    Code code,
    String value,
    String unit,
    Optional<Instant> effective,
    List<ObservationComponent> components)
    implements ChartEntry {
  public Observation {
    Checks.present(id, patient, category, code, value, unit, effective, components);
    components = List.copyOf(components);
  }

  /** One whose time is known. */
  public Observation(
      Id<Observation> id,
      PatientId patient,
      String category,
      Code code,
      String value,
      String unit,
      Instant effective,
      List<ObservationComponent> components) {
    this(id, patient, category, code, value, unit, Optional.of(effective), components);
  }

  @Override
  public String toString() {
    return Checks.name("Observation", id);
  }
}
