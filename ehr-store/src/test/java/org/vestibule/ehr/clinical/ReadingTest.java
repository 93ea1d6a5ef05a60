package org.vestibule.ehr.clinical;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.ObservationComponent;
import org.vestibule.ehr.record.PatientId;

class ReadingTest {
  @Test
  void systolicStandsBeforeDiastolicInWholeNumbers() {
    Observation pressure =
        new Observation(
            Id.random(),
            PatientId.random(),
            "vital-signs",
            Code.of("Blood pressure"),
            "",
            "",
            Instant.EPOCH,
            List.of(part("8462-4", "86.44305537931304"), part("8480-6", "129.75969944651848")));
    assertEquals("130/86", Reading.text(pressure));
    assertEquals("8480-6", Reading.parts(pressure).get(0).code().code());
  }

  private static ObservationComponent part(String loinc, String value) {
    return new ObservationComponent(new Code("http://loinc.org", loinc, loinc), value, "mm[Hg]");
  }

  @Test
  void otherNumbersKeepThreeDigitsOrAllBeforeThePoint() {
    assertEquals("5.4", Reading.text("5.4", "mmol/L"));
    assertEquals("29.0", Reading.text("29.0", "kg/m2"));
    assertEquals("5.97", Reading.text("5.974305537931304", "%"));
    assertEquals("0.00123", Reading.text("0.0012345", "g/L"));
    assertEquals("4713", Reading.text("4712.9", "/uL"));
  }

  @Test
  void whatIsNoNumberStaysAsItIs() {
    assertEquals("<0.1", Reading.text("<0.1", "mg/L"));
    assertEquals("positive", Reading.text("positive", ""));
    assertEquals("1e999999999", Reading.text("1e999999999", "g"));
  }
}
