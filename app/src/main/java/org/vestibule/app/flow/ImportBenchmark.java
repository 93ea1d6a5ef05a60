package org.vestibule.app.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.fhir.Resolution;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.NewClinic;

/** How long an invented bundle of 30 MB takes into a store, after two others. For one thread. */
final class ImportBenchmark {
  private static final int BYTES = 30_000_000;
  private static final int WARM_UPS = 2;
  private static final int RUNS = 3;

  private final FhirImport fhir = new FhirImport();
  private final Consumer<Benchmarks.Count> told;

  ImportBenchmark(Consumer<Benchmarks.Count> told) {
    this.told = told;
  }

  void run() throws IOException {
    Path folder = Files.createTempDirectory("vestibule-bench");
    try {
      measure(folder.resolve("clinic"));
    } finally {
      DocumentBenchmark.wipe(folder);
    }
  }

  private void measure(Path data) {
    NewClinic clinic = new NewClinic("Bench", "bench", "a bench has no secrets".toCharArray());
    try (Created made = EhrStore.create(data, clinic)) {
      for (int run = 0; run < WARM_UPS + RUNS; run++) {
        byte[] json = bundle(run);
        long begin = System.nanoTime();
        ImportedRecord record =
            fhir.read(json, draft -> new Resolution.Person(draft.id())).records().get(0);
        long read = System.nanoTime();
        made.session().act(Purpose.TREATMENT).imports().take(record);
        long end = System.nanoTime();
        if (run >= WARM_UPS) {
          told.accept(count("import of 30 MB, reading", read - begin, "s"));
          told.accept(count("import of 30 MB, storing", end - read, "s"));
          told.accept(count("import of 30 MB, whole (target 5 s)", end - begin, "s"));
          told.accept(new Benchmarks.Count("entries", record.entries().size(), "entries"));
        }
      }
    }
  }

  private static Benchmarks.Count count(String name, long nanos, String unit) {
    return new Benchmarks.Count(name, nanos / 1e9, unit);
  }

  /** One patient with visits, measurements and claims in the proportions of synthetic records. */
  private static byte[] bundle(int number) {
    StringBuilder json = new StringBuilder(BYTES + 10_000);
    json.append(
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"urn:uuid:p\","
            + "\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\",\"identifier\":[{\"system\":"
            + "\"urn:bench\",\"value\":\""
            + number
            + "\"}],\"name\":[{\"family\":\"Bench\",\"given\":[\"Ann\"]}],"
            + "\"birthDate\":\"1950-01-02\"}}");
    for (int i = 0; json.length() < BYTES; i++) {
      json.append(String.format(Locale.ROOT, i % 3 == 2 ? CLAIM : OBSERVATION, i, i % 28 + 1, i));
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static final String OBSERVATION =
      """
      ,{"fullUrl":"urn:uuid:o%1$d","resource":{"resourceType":"Observation","id":"o%1$d",
      "status":"final","category":[{"coding":[{"system":
      "http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs",
      "display":"vital-signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"8302-2",
      "display":"Body Height"}],"text":"Body Height"},"subject":{"reference":"urn:uuid:p"},
      "encounter":{"reference":"urn:uuid:e1"},"effectiveDateTime":"2011-03-%2$02dT08:49:17-04:00",
      "issued":"2011-03-13T08:49:17.345-04:00","valueQuantity":{"value":174.%3$d,"unit":"cm",
      "system":"http://unitsofmeasure.org","code":"cm"}},"request":{"method":"POST",
      "url":"Observation"}}
      """;

  private static final String CLAIM =
      """
      ,{"fullUrl":"urn:uuid:c%1$d","resource":{"resourceType":"Claim","id":"c%1$d",
      "status":"active","type":{"coding":[{"system":
      "http://terminology.hl7.org/CodeSystem/claim-type","code":"institutional"}]},"use":"claim",
      "patient":{"reference":"urn:uuid:p"},"billablePeriod":{"start":"2011-03-%2$02dT08:49:17-04:00",
      "end":"2011-03-13T09:04:17-04:00"},"created":"2011-03-13T09:04:17-04:00","provider":
      {"reference":"urn:uuid:o"},"priority":{"coding":[{"system":
      "http://terminology.hl7.org/CodeSystem/processpriority","code":"normal"}]},"item":[{"sequence":
      1,"encounter":[{"reference":"urn:uuid:e1"}]},{"sequence":2,"net":{"value":%3$d.16,
      "currency":"USD"}}],"total":{"value":%3$d.16,"currency":"USD"}},"request":{"method":"POST",
      "url":"Claim"}}
      """;
}
