package org.vestibule.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Gender;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

class FhirImportTest {
  private static final FhirImport IMPORT = new FhirImport();
  private static final PatientResolver NEW = draft -> new Resolution.Person(draft.id());

  private static final String KAMALA =
      """
      {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1948-03-14",
       "name": [{"use": "nickname", "given": ["Kamu"]},
                {"use": "official", "family": "Hegde", "given": ["Kamala", "R"]}],
       "telecom": [{"system": "email", "value": "k@example.org"},
                   {"system": "phone", "value": "+91 98450 12345"}],
       "address": [{"line": ["12 Temple Street"], "city": "Mysuru", "postalCode": "570001",
                    "country": "IN"}],
       "communication": [{"language": {"coding": [{"code": "en"}]}},
                         {"preferred": true, "language": {"coding": [{"code": "kn"}]}}],
       "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName",
                      "valueString": "Savitri"}],
       "identifier": [{"system": "national-id", "value": "9999 4105 7058"}, {"value": "loose"}]}
      """;

  private static final String PENICILLIN =
      """
      {"resourceType": "AllergyIntolerance", "id": "a1", "criticality": "high",
       "clinicalStatus": {"coding": [{"code": "active"}]},
       "code": {"coding": [{"system": "http://snomed.info/sct", "code": "91936005"}],
                "text": "Penicillin"},
       "patient": {"reference": "Patient/p1"}, "onsetDateTime": "2014",
       "reaction": [{"manifestation": [{"text": "anaphylaxis"}]}]}
      """;

  @Test
  void readsAPatientAndAnAllergyWithAllThatTheRecordHolds() {
    ImportedRecord record = only(read(KAMALA, PENICILLIN));
    Patient patient = record.patient();
    assertEquals("Hegde, Kamala R", patient.name().listed());
    assertEquals(LocalDate.of(1948, 3, 14), patient.birthDate());
    assertEquals(Gender.FEMALE, patient.gender());
    assertEquals("+91 98450 12345", patient.phone());
    assertEquals("12 Temple Street\n570001 Mysuru\nIN", patient.address());
    assertEquals("kn", patient.language());
    assertEquals("Savitri", patient.mothersName());
    assertEquals(List.of(new Identifier("national-id", "9999 4105 7058")), patient.identifiers());
    assertEquals("", patient.number());
    AllergyIntolerance allergy = only(record, AllergyIntolerance.class);
    assertEquals(patient.id(), allergy.patient());
    assertEquals("Penicillin", allergy.substance().text());
    assertEquals("91936005", allergy.substance().code());
    assertEquals(Criticality.HIGH, allergy.criticality());
    assertEquals("anaphylaxis", allergy.reaction());
    assertEquals(Optional.of(LocalDate.of(2014, 1, 1)), allergy.since());
    assertEquals(Map.of("Patient", 1, "AllergyIntolerance", 1), record.understood());
  }

  @Test
  void theSameBundleAgainGivesTheSameIds() {
    ImportedRecord first = only(read(KAMALA, PENICILLIN));
    PatientId known = first.patient().id();
    ImportedRecord again =
        only(
            IMPORT.read(
                bundle("transaction", KAMALA, PENICILLIN), d -> new Resolution.Person(known)));
    assertEquals(first, again);
  }

  @Test
  void anIdentifierThatIsSomebodyElsesBringsNothingButANoteForReview() {
    ImportedBundle read =
        IMPORT.read(
            bundle("collection", KAMALA, PENICILLIN), draft -> new Resolution.NeedsReview());
    assertEquals(List.of(), read.records());
    assertEquals(Map.of("Patient", 1, "AllergyIntolerance", 1), read.skipped());
    assertEquals(ImportProblem.Kind.NEEDS_REVIEW, read.problems().get(0).kind());
    assertEquals("Bundle.entry[0].resource.identifier", read.problems().get(0).path());
  }

  @Test
  void noKnownAllergyIsAStatementAndAResolvedOneIsKeptAsItCame() {
    String none =
        PENICILLIN
            .replace("91936005", "716186003")
            .replace("\"onsetDateTime\": \"2014\"", "\"recordedDate\": \"2026-05-01T10:00:00Z\"");
    AllergyStatement statement = only(only(read(KAMALA, none)), AllergyStatement.class);
    assertEquals(AllergyStatus.NONE_KNOWN, statement.status());
    assertEquals(Instant.parse("2026-05-01T10:00:00Z"), statement.asserted());
    ImportedBundle read = read(KAMALA, PENICILLIN.replace("active", "resolved"));
    assertEquals(Map.of("AllergyIntolerance", 1), read.skipped());
    assertTrue(only(read).entries().stream().noneMatch(AllergyIntolerance.class::isInstance));
  }

  @Test
  void importedConsentsAndRolesGiveNoRights() {
    String consent =
        """
        {"resourceType": "Consent", "id": "c1", "status": "active",
         "patient": {"reference": "Patient/p1"}, "scope": {"text": "all"}}
        """;
    ImportedBundle read = read(KAMALA, consent);
    assertTrue(only(read).entries().stream().noneMatch(Consent.class::isInstance));
    assertEquals(Map.of("Consent", 1), read.skipped());
    assertEquals(ImportProblem.Kind.GIVES_NO_RIGHTS, read.problems().get(0).kind());
  }

  @Test
  void onlyNewRecordsAreTaken() {
    for (String method : List.of("DELETE", "PUT", "PATCH", "GET", "post")) {
      String json =
          """
          {"resourceType": "Bundle", "type": "transaction", "entry": [
            {"resource": %s, "request": {"method": "POST", "url": "Patient"}},
            {"resource": %s, "request": {"method": "%s", "url": "AllergyIntolerance/a1"}}]}
          """
              .formatted(KAMALA, PENICILLIN, method);
      ImportedBundle read = IMPORT.read(bytes(json), NEW);
      assertEquals(Map.of("AllergyIntolerance", 1), read.skipped());
      assertEquals(ImportProblem.Kind.METHOD_REFUSED, read.problems().get(0).kind());
      assertEquals("Bundle.entry[1].resource", read.problems().get(0).path());
    }
  }

  @Test
  void aWrongReferenceIsReportedByPathAndTheEntryLeftOut() {
    ImportedBundle read = read(KAMALA, PENICILLIN.replace("Patient/p1", "Patient/p2"));
    assertEquals(
        List.of(
            new ImportProblem(
                "Bundle.entry[1].resource.patient",
                "AllergyIntolerance",
                ImportProblem.Kind.WRONG_REFERENCE)),
        read.problems());
    assertEquals(Map.of("AllergyIntolerance", 1), read.skipped());
    String url = "http://127.0.0.1:1/Patient/p1";
    assertEquals(
        ImportProblem.Kind.WRONG_REFERENCE,
        read(KAMALA, PENICILLIN.replace("Patient/p1", url)).problems().get(0).kind());
  }

  @Test
  void wrongTypesAndValuesAreReportedByPathAndKeptAsTheyCame() {
    ImportedBundle type =
        read(KAMALA, PENICILLIN.replace("\"onsetDateTime\": \"2014\"", "\"code\": 5"));
    assertEquals(ImportProblem.Kind.WRONG_TYPE, type.problems().get(0).kind());
    ImportedBundle value = read(KAMALA, PENICILLIN.replace("\"2014\"", "\"Secretname\""));
    assertEquals(ImportProblem.Kind.WRONG_VALUE, value.problems().get(0).kind());
    assertTrue(value.problems().get(0).path().startsWith("Bundle.entry[1].resource"));
    ForeignResource kept =
        only(value).entries().stream()
            .filter(ForeignResource.class::isInstance)
            .map(ForeignResource.class::cast)
            .filter(f -> f.resourceType().equals("AllergyIntolerance"))
            .findFirst()
            .orElseThrow();
    assertTrue(kept.content().contains("Secretname"));
    assertFalse(value.problems().toString().contains("Secretname"));
  }

  @Test
  void aPatientWithoutBirthDateOrNameBringsNothing() {
    for (String broken :
        List.of(
            KAMALA.replace("\"birthDate\": \"1948-03-14\",", ""),
            KAMALA.replace("1948-03-14", "1948"),
            KAMALA.replace("\"name\"", "\"alias\""))) {
      ImportedBundle read = read(broken, PENICILLIN);
      assertEquals(List.of(), read.records());
      List<ImportProblem.Kind> kinds = read.problems().stream().map(ImportProblem::kind).toList();
      assertTrue(kinds.contains(ImportProblem.Kind.MISSING_ELEMENT), kinds.toString());
      assertEquals(ImportProblem.Kind.PATIENT_NOT_TAKEN, kinds.get(kinds.size() - 1));
      assertFalse(read.problems().toString().contains("Hegde"));
    }
  }

  @Test
  void aModifierExtensionIsNeverIgnored() {
    String modified =
        PENICILLIN.replace(
            "\"criticality\"",
            "\"modifierExtension\": [{\"url\": \"http://x\", \"valueBoolean\": true}],"
                + " \"criticality\"");
    ImportedRecord record = only(read(KAMALA, modified));
    assertTrue(record.entries().stream().noneMatch(AllergyIntolerance.class::isInstance));
    assertEquals(Map.of("AllergyIntolerance", 1), record.foreign());
  }

  @Test
  void observationsKeepTheirNumbersAsWritten() {
    String pressure =
        """
        {"resourceType": "Observation", "id": "o1", "status": "final",
         "category": [{"coding": [{"code": "vital-signs"}]}],
         "code": {"coding": [{"system": "http://loinc.org", "code": "55284-4"}],
                  "text": "Blood pressure"},
         "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2026-11-03T09:00:00+05:30",
         "component": [
           {"code": {"coding": [{"code": "8480-6"}], "text": "Systolic"},
            "valueQuantity": {"value": 134.0, "unit": "mmHg", "code": "mm[Hg]"}},
           {"code": {"coding": [{"code": "8462-4"}], "text": "Diastolic"},
            "valueQuantity": {"value": 78, "unit": "mmHg"}}]}
        """;
    Observation observation = only(only(read(KAMALA, pressure)), Observation.class);
    assertEquals("134.0", observation.components().get(0).value());
    assertEquals("mm[Hg]", observation.components().get(0).unit());
    assertEquals("mmHg", observation.components().get(1).unit());
    assertEquals(Optional.of(Instant.parse("2026-11-03T03:30:00Z")), observation.effective());
    assertEquals("", observation.value());
  }

  /** Found by fuzzing: Jackson throws no exception of its own here. */
  @Test
  void aNumberWhoseExponentIsTooLongIsRefused() {
    String bundle = "{\"resourceType\": \"Bundle\", \"entry\": [8e" + "8".repeat(40) + "]}";
    FhirImportException refused =
        assertThrows(FhirImportException.class, () -> IMPORT.read(bytes(bundle), NEW));
    assertEquals(FhirImportException.Reason.NOT_JSON, refused.reason());
  }

  @Test
  void filesThatAreNoBundleAreRefusedWithoutQuotingThem() {
    Map<String, FhirImportException.Reason> bad =
        Map.of(
            "",
            FhirImportException.Reason.NOT_A_BUNDLE,
            "Secretname",
            FhirImportException.Reason.NOT_JSON,
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": [",
            FhirImportException.Reason.NOT_JSON,
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction\"} {}",
            FhirImportException.Reason.NOT_JSON,
            "[]",
            FhirImportException.Reason.NOT_A_BUNDLE,
            KAMALA,
            FhirImportException.Reason.NOT_A_BUNDLE,
            "{\"resourceType\": \"Bundle\", \"type\": \"history\", \"entry\": []}",
            FhirImportException.Reason.NOT_A_BUNDLE,
            "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": {}}",
            FhirImportException.Reason.NOT_A_BUNDLE,
            "[".repeat(100_000),
            FhirImportException.Reason.TOO_LARGE,
            "{\"a\":".repeat(65) + "1" + "}".repeat(65),
            FhirImportException.Reason.TOO_LARGE);
    bad.forEach(
        (json, reason) -> {
          FhirImportException e =
              assertThrows(FhirImportException.class, () -> IMPORT.read(bytes(json), NEW));
          assertEquals(reason, e.reason());
          assertFalse(e.getMessage().contains("Secretname"));
          assertEquals(null, e.getCause());
        });
    assertThrows(
        FhirImportException.class, () -> IMPORT.read(new byte[FhirImport.mostBytes() + 1], NEW));
  }

  @Test
  void aVisitWithoutKindIsAVisit() {
    String visit =
        """
        {"resourceType": "Encounter", "id": "e1", "status": "finished",
         "subject": {"reference": "Patient/p1"}, "period": {"start": "2026-11-03T09:00:00Z"}}
        """;
    assertEquals("Visit", only(only(read(KAMALA, visit)), Encounter.class).type().text());
  }

  @Test
  void whatFhirLetsBeWithoutATimeIsUnderstoodWithTheTimeUnknown() {
    String about = "\"subject\": {\"reference\": \"Patient/p1\"}}";
    String visit = "{\"resourceType\": \"Encounter\", \"id\": \"e1\", " + about;
    String value =
        "{\"resourceType\": \"Observation\", \"id\": \"o1\", \"code\": {\"text\": \"Weight\"},"
            + " \"valueQuantity\": {\"value\": 60}, "
            + about;
    String flag =
        "{\"resourceType\": \"Flag\", \"id\": \"f1\", \"status\": \"active\","
            + " \"code\": {\"text\": \"Falls\"}, "
            + about;
    ImportedBundle read = read(KAMALA, visit, value, flag);
    assertEquals(List.of(), read.problems());
    assertEquals(Optional.empty(), only(only(read), Encounter.class).start());
    assertEquals(Optional.empty(), only(only(read), Observation.class).effective());
    assertEquals(Optional.empty(), only(only(read), Flag.class).noted());
    FhirExport export = new FhirExport();
    byte[] written = export.write(only(read).patient(), only(read).entries());
    ImportedRecord again = only(IMPORT.read(written, NEW));
    assertArrayEquals(written, export.write(again.patient(), again.entries()));
  }

  @Test
  void anAllergySaidOnlyByItsReactionIsAnAllergy() {
    String byReaction =
        PENICILLIN
            .replaceAll("(?s)\"code\": \\{\"coding\".*?\"Penicillin\"},", "")
            .replace(
                "[{\"manifestation", "[{\"substance\": {\"text\": \"Latex\"}, \"manifestation");
    AllergyIntolerance allergy = only(only(read(KAMALA, byReaction)), AllergyIntolerance.class);
    assertEquals("Latex", allergy.substance().text());
  }

  @Test
  void ofTwoEntriesOfOneIdThatDifferTheSecondIsReported() {
    ImportedBundle same = read(KAMALA, PENICILLIN, PENICILLIN);
    assertEquals(List.of(), same.problems());
    ImportedBundle differ = read(KAMALA, PENICILLIN, PENICILLIN.replace("anaphylaxis", "rash"));
    assertEquals("Bundle.entry[2].resource.id", differ.problems().get(0).path());
    assertEquals(ImportProblem.Kind.SAME_NAME, differ.problems().get(0).kind());
    assertEquals(Map.of("AllergyIntolerance", 1), differ.leftOut());
    assertEquals("anaphylaxis", only(only(differ), AllergyIntolerance.class).reaction());
  }

  @Test
  void staffAreKeptWithThoseWhoPointToThem() {
    String other =
        KAMALA.replace("p1", "p2").replaceAll("\"value\": *\"[^\"]*\"", "\"value\": \"x2\"");
    String visit =
        """
        {"resourceType": "Encounter", "id": "e1", "status": "finished",
         "subject": {"reference": "Patient/p2"}, "period": {"start": "2026-11-03T09:00:00Z"},
         "participant": [{"individual": {"reference": "Practitioner/d1"}}]}
        """;
    String doctor = "{\"resourceType\": \"Practitioner\", \"id\": \"d1\"}";
    String house = "{\"resourceType\": \"Organization\", \"id\": \"o1\"}";
    List<ImportedRecord> records = read(doctor, KAMALA, other, visit, house).records();
    assertEquals(Map.of("Organization", 1), records.get(0).foreign());
    assertEquals(Map.of("Practitioner", 1), records.get(1).foreign());
  }

  @Test
  void aNumberThatWouldFillTheMemoryIsLeftOut() {
    String bomb =
        """
        {"resourceType": "Observation", "id": "o1", "status": "final", "code": {"text": "x"},
         "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2026-11-03",
         "valueQuantity": {"value": 1e999999999}}
        """;
    ImportedBundle read = read(KAMALA, bomb);
    assertEquals(Map.of("Observation", 1), read.skipped());
    assertEquals(ImportProblem.Kind.WRONG_VALUE, read.problems().get(0).kind());
    ImportedBundle tiny = read(KAMALA, bomb.replace("e9", "e-9"));
    assertEquals(ImportProblem.Kind.WRONG_VALUE, tiny.problems().get(0).kind());
  }

  @Test
  void entriesWithoutAResourceOrTypeAreReported() {
    String json =
        """
        {"resourceType": "Bundle", "type": "batch", "entry": [
          {}, {"resource": 5}, {"resource": {"resourceType": "../../etc"}}, 7,
          {"resource": {"resourceType": "Patient"}}]}
        """;
    ImportedBundle read = IMPORT.read(bytes(json), NEW);
    assertEquals(Map.of("?", 4, "Patient", 1), read.skipped());
    assertEquals(5, read.problems().size());
  }

  static ImportedBundle read(String... resources) {
    return IMPORT.read(bundle("transaction", resources), NEW);
  }

  static byte[] bundle(String type, String... resources) {
    StringBuilder json = new StringBuilder();
    for (String resource : resources) {
      json.append(json.isEmpty() ? "" : ",").append("{\"resource\":").append(resource).append('}');
    }
    return bytes(
        "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + json + "]}");
  }

  private static ImportedRecord only(ImportedBundle bundle) {
    assertEquals(1, bundle.records().size(), bundle.problems().toString());
    return bundle.records().get(0);
  }

  private static <T> T only(ImportedRecord record, Class<T> type) {
    List<T> found = record.entries().stream().filter(type::isInstance).map(type::cast).toList();
    assertEquals(1, found.size());
    return found.get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
