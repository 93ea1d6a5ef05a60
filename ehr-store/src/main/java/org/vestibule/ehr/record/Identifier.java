package org.vestibule.ehr.record;

/**
 * A number somebody else gave the patient.
 *
 * @param system who gave it: a URI or a short name such as {@code national-id}
 * @param value the number as written
 */
public record Identifier(String system, String value) {
  /** The system of the country's identity number. */
  public static final String NATIONAL_ID = "national-id";

  public Identifier {
    Checks.present(system, value);
    Checks.atMost(256, system);
    Checks.atMost(256, value);
  }

  /** The country's identity number. */
  public static Identifier nationalId(String value) {
    return new Identifier(NATIONAL_ID, value);
  }

  @Override
  public String toString() {
    return "Identifier";
  }
}
