package org.vestibule.ehr.record;

/**
 * A part of a composed measurement.
 *
 * @param code what was measured
 * @param value as written
 * @param unit of the value (UCUM where known); empty if it has none
 */
public record ObservationComponent(Code code, String value, String unit) {
  public ObservationComponent {
    Checks.present(code, value, unit);
  }

  @Override
  public String toString() {
    return "ObservationComponent";
  }
}
