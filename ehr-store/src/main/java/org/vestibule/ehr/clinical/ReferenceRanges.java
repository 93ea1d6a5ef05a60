package org.vestibule.ehr.clinical;

import java.util.Map;
import java.util.Optional;

/**
 * Ranges in which most healthy adults lie, by LOINC code and unit; only such as hold for both
 * sexes. Laboratory values after the ABIM Laboratory Test Reference Ranges (January 2024), eGFR
 * after KDIGO 2012, BMI after WHO, blood pressure below ESC/ESH grade 1. A laboratory's own range
 * goes first where a result brings one. For children there is none.
 */
final class ReferenceRanges {
  private static final double NONE = Double.NaN;

  private static final Map<String, Map<String, Range>> BY_CODE =
      Map.ofEntries(
          entry("4548-4", "%", 4.0, 5.6), // HbA1c
          entry("33914-3", "mL/min/{1.73_m2}", 60, NONE), // eGFR (MDRD)
          entry("62238-1", "mL/min/{1.73_m2}", 60, NONE), // eGFR (CKD-EPI)
          entry("98979-8", "mL/min/{1.73_m2}", 60, NONE), // eGFR (CKD-EPI 2021)
          entry("6298-4", "mmol/L", 3.5, 5.0), // potassium
          entry("2823-3", "mmol/L", 3.5, 5.0), // potassium, serum
          entry("2947-0", "mmol/L", 136, 145), // sodium
          entry("2951-2", "mmol/L", 136, 145), // sodium, serum
          entry("2069-3", "mmol/L", 98, 106), // chloride
          entry("2339-0", "mg/dL", 70, 140), // glucose at any time
          entry("1558-6", "mg/dL", 70, 99), // glucose, fasting
          entry("49765-1", "mg/dL", 8.6, 10.2), // calcium
          entry("6299-2", "mg/dL", 8, 20), // urea nitrogen
          entry("2093-3", "mg/dL", NONE, 200), // total cholesterol
          entry("2571-8", "mg/dL", NONE, 150), // triglycerides
          entry("18262-6", "mg/dL", NONE, 130), // LDL, measured
          entry("13457-7", "mg/dL", NONE, 130), // LDL, computed
          entry("777-3", "10*3/uL", 150, 450), // platelets
          entry("6690-2", "10*3/uL", 4.0, 11.0), // leukocytes
          entry("787-2", "fL", 80, 98), // MCV
          entry("8310-5", "Cel", 36.1, 37.8), // temperature
          entry("8331-1", "Cel", 36.1, 37.8), // temperature, mouth
          entry("8867-4", "/min", 50, 100), // heart rate
          entry("2708-6", "%", 94, NONE), // oxygen saturation
          entry("8480-6", "mm[Hg]", 90, 139), // systolic
          entry("8462-4", "mm[Hg]", 50, 89), // diastolic
          entry("39156-5", "kg/m2", 18.5, 25)); // body mass index

  private ReferenceRanges() {}

  /** The range of a quantity; empty if none is known for this code in this unit. */
  static Optional<Range> of(String loinc, String unit) {
    return Optional.ofNullable(BY_CODE.getOrDefault(loinc, Map.of()).get(unit));
  }

  private static Map.Entry<String, Map<String, Range>> entry(
      String loinc, String unit, double low, double high) {
    return Map.entry(loinc, Map.of(unit, new Range(low, high)));
  }
}
