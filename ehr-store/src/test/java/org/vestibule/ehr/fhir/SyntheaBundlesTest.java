package org.vestibule.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.TestData;

/** Every bundle of the shared data: 58 Synthea R4 transactions. */
class SyntheaBundlesTest {
  private static final List<String> UNDERSTOOD =
      List.of(
          "Patient",
          "AllergyIntolerance",
          "Condition",
          "Encounter",
          "Immunization",
          "MedicationRequest",
          "Observation",
          "Procedure");

  @Test
  void everyEntryOfEveryBundleIsUnderstoodOrKept() throws Exception {
    FhirImport fhir = new FhirImport();
    Map<String, Integer> understood = new TreeMap<>();
    int files = 0;
    for (Path file : bundles()) {
      byte[] json = Files.readAllBytes(file);
      ImportedBundle read = fhir.read(json, draft -> new Resolution.Person(draft.id()));
      Map<String, Integer> inFile = types(json);
      if (read.records().isEmpty()) {
        assertEquals(Map.of("Practitioner", 102), inFile);
        assertEquals(102, read.providers().size());
        assertEquals(Map.of(), read.skipped());
        assertEquals(List.of(), read.problems());
      } else {
        assertEquals(1, read.records().size());
        assertEquals(List.of(), read.problems());
        Map<String, Integer> all = new TreeMap<>(read.skipped());
        read.records().get(0).understood().forEach((t, n) -> all.merge(t, n, Integer::sum));
        assertEquals(inFile, all);
        read.records().get(0).understood().forEach((t, n) -> understood.merge(t, n, Integer::sum));
      }
      files++;
    }
    assertEquals(58, files);
    assertEquals(57, understood.get("Patient"));
    assertEquals(
        List.copyOf(new TreeMap<>(understood).keySet()), UNDERSTOOD.stream().sorted().toList());
    assertEquals(42, understood.get("AllergyIntolerance"));
    assertEquals(3739, understood.get("Observation"));
    assertEquals(260, understood.get("Condition"));
    assertEquals(271, understood.get("Procedure"));
  }

  static List<Path> bundles() throws Exception {
    try (Stream<Path> files = Files.list(TestData.folder("fhir"))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Map<String, Integer> types(byte[] json) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode entry : new ObjectMapper().readTree(json).path("entry")) {
      counts.merge(entry.path("resource").path("resourceType").asText(), 1, Integer::sum);
    }
    return counts;
  }
}
