package org.vestibule.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.EncounterStatus;
import org.vestibule.ehr.record.Gender;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.MedicationStatus;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.ObservationComponent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

class FhirExportTest {
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
  private static final FhirImport IMPORT = new FhirImport();
  private static final FhirExport EXPORT = new FhirExport();

  @Test
  void whatWasWrittenReadsBackTheSame() {
    Patient patient = patient();
    List<ChartEntry> chart = chart(patient.id());
    ImportedRecord read = read(EXPORT.write(patient, chart));
    assertEquals(patient.name(), read.patient().name());
    assertEquals(patient.birthDate(), read.patient().birthDate());
    assertEquals(patient.address(), read.patient().address());
    assertEquals(patient.identifiers(), read.patient().identifiers());
    assertEquals(patient.mothersName(), read.patient().mothersName());
    assertEquals(patient.language(), read.patient().language());
    List<Object> before = new ArrayList<>(chart.stream().map(Content::of).toList());
    List<Object> after = new ArrayList<>(read.entries().stream().map(Content::of).toList());
    // A consent gives no rights elsewhere: it comes back as a foreign resource.
    before.removeIf(c -> c.toString().contains("class " + Consent.class.getName()));
    assertTrue(after.containsAll(before), "missing: " + before.size() + " of " + after.size());
    assertEquals(List.of("Consent", "Patient"), foreignTypes(read));
    Note note = only(read, Note.class);
    assertEquals(Optional.of(only(read, Encounter.class).id()), note.encounter());
  }

  @Test
  void exportImportExportIsStableToTheByteWhateverTheOrder() {
    Patient patient = patient();
    List<ChartEntry> chart = new ArrayList<>(chart(patient.id()));
    byte[] first = EXPORT.write(patient, chart);
    Collections.shuffle(chart, new Random(5));
    assertArrayEquals(first, EXPORT.write(patient, chart));
    ImportedRecord read = read(first);
    assertArrayEquals(first, EXPORT.write(read.patient(), read.entries()));
    Patient nameless = patient.change().identifiers(List.of()).build();
    byte[] without = EXPORT.write(nameless, chart);
    ImportedRecord again = read(without);
    assertArrayEquals(without, EXPORT.write(again.patient(), again.entries()));
  }

  @Test
  void noInternalIdLeaves() {
    Patient patient = patient();
    List<ChartEntry> chart = chart(patient.id());
    String text = new String(EXPORT.write(patient, chart), StandardCharsets.UTF_8);
    assertFalse(text.contains(patient.id().toString()));
    chart.forEach(e -> assertFalse(text.contains(e.id().toString())));
  }

  @Test
  void whatComesBackToItsOwnStoreAddsNothing() {
    Patient patient = patient();
    List<ChartEntry> chart = chart(patient.id());
    byte[] json = EXPORT.write(patient, chart);
    ImportedRecord back =
        IMPORT.read(json, draft -> new Resolution.Person(patient.id())).records().get(0);
    assertEquals(List.of(), back.missingFrom(patient, chart));
  }

  @Test
  void ofTwoEqualEntriesTheOneThatIsNotThereIsMissing() {
    Patient patient = patient();
    Condition one = condition(patient.id());
    Condition two = condition(patient.id());
    byte[] json = EXPORT.write(patient, List.of(one, two));
    ImportedRecord back =
        IMPORT.read(json, draft -> new Resolution.Person(patient.id())).records().get(0);
    assertEquals(1, back.missingFrom(patient, List.of(one)).size());
    assertEquals(0, back.missingFrom(patient, List.of(one, two)).size());
  }

  @Test
  void twoEqualEntriesStayTwo() {
    Patient patient = patient();
    Condition one = condition(patient.id());
    Condition two = condition(patient.id());
    ImportedRecord read = read(EXPORT.write(patient, List.of(one, two)));
    assertEquals(2, read.understood().get("Condition"));
  }

  @Test
  void noneKnownIsWrittenOnlyIfItStillCounts() {
    Patient patient = patient();
    AllergyStatement none =
        new AllergyStatement(Id.random(), patient.id(), AllergyStatus.NONE_KNOWN, NOON);
    AllergyStatement later =
        new AllergyStatement(
            Id.random(), patient.id(), AllergyStatus.NOT_ASKED, NOON.plusSeconds(1));
    assertEquals(
        1, read(EXPORT.write(patient, List.of(none))).understood().get("AllergyIntolerance"));
    assertEquals(
        null,
        read(EXPORT.write(patient, List.of(none, later))).understood().get("AllergyIntolerance"));
  }

  @Test
  void anotherPatientsEntryIsRefused() {
    Condition foreign = condition(PatientId.random());
    assertThrows(IllegalArgumentException.class, () -> EXPORT.write(patient(), List.of(foreign)));
  }

  @Test
  void everySharedBundleIsStableAndKeepsWhatWasNotUnderstood() throws Exception {
    int patients = 0;
    for (Path file : SyntheaBundlesTest.bundles()) {
      ImportedBundle bundle =
          IMPORT.read(Files.readAllBytes(file), draft -> new Resolution.Person(draft.id()));
      for (ImportedRecord record : bundle.records()) {
        byte[] first = EXPORT.write(record.patient(), record.entries());
        ImportedBundle again = IMPORT.read(first, draft -> new Resolution.Person(draft.id()));
        assertEquals(List.of(), again.problems());
        ImportedRecord read = again.records().get(0);
        assertEquals(record.understood(), read.understood());
        assertEquals(record.foreign(), read.foreign());
        assertArrayEquals(first, EXPORT.write(read.patient(), read.entries()));
        patients++;
      }
    }
    assertEquals(57, patients);
  }

  private static List<String> foreignTypes(ImportedRecord record) {
    return record.entries().stream()
        .filter(org.vestibule.ehr.record.ForeignResource.class::isInstance)
        .map(ImportedRecord::fhirType)
        .sorted()
        .toList();
  }

  private static ImportedRecord read(byte[] json) {
    ImportedBundle bundle = IMPORT.read(json, draft -> new Resolution.Person(draft.id()));
    assertEquals(1, bundle.records().size(), bundle.problems().toString());
    return bundle.records().get(0);
  }

  private static <T> T only(ImportedRecord record, Class<T> type) {
    List<T> all = record.entries().stream().filter(type::isInstance).map(type::cast).toList();
    assertEquals(1, all.size());
    return all.get(0);
  }

  private static Patient patient() {
    return Patient.named(new HumanName("Hegde", "Kamala R"), LocalDate.of(1948, 3, 14))
        .gender(Gender.FEMALE)
        .phone("+91 98450 12345")
        .address("12 Temple Street\n570001 Mysuru\nIN")
        .language("kn")
        .mothersName("Savitri")
        .identifiers(List.of(new Identifier("national-id", "9999 4105 7058")))
        .build();
  }

  private static Condition condition(PatientId patient) {
    return new Condition(
        Id.random(),
        patient,
        new Code("http://snomed.info/sct", "44054006", "Type 2 diabetes"),
        ClinicalStatus.ACTIVE,
        Optional.of(LocalDate.of(2009, 1, 1)),
        Optional.empty());
  }

  private static List<ChartEntry> chart(PatientId p) {
    Encounter visit =
        new Encounter(
            Id.random(),
            p,
            EncounterStatus.FINISHED,
            Code.of("Check-up"),
            NOON,
            Optional.of(NOON.plusSeconds(900)),
            "diabetes",
            "Dr Nair");
    Code loinc = new Code("http://loinc.org", "4548-4", "HbA1c");
    ObservationComponent part =
        new ObservationComponent(
            new Code("http://loinc.org", "8480-6", "Systolic"), "134.0", "mm[Hg]");
    return List.of(
        visit,
        condition(p),
        new AllergyIntolerance(
            Id.random(),
            p,
            Code.of("Penicillin"),
            Criticality.HIGH,
            "anaphylaxis",
            Optional.of(LocalDate.of(2014, 5, 2))),
        new MedicationStatement(
            Id.random(),
            p,
            Code.of("Metformin 500 mg"),
            "twice a day",
            MedicationStatus.ACTIVE,
            Optional.of(LocalDate.of(2019, 1, 1)),
            Optional.empty()),
        new MedicationRequest(
            Id.random(),
            p,
            Code.of("Ramipril 2.5 mg"),
            "each night",
            MedicationStatus.ON_HOLD,
            Optional.of(NOON),
            "Dr Nair"),
        new Immunization(
            Id.random(), p, Code.of("Influenza"), LocalDate.of(2026, 1, 8), "completed"),
        new Observation(Id.random(), p, "laboratory", loinc, "7.20", "%", NOON, List.of()),
        new Observation(Id.random(), p, "laboratory", loinc, "<0.1", "%", NOON, List.of()),
        new Observation(Id.random(), p, "", Code.of("Smoking"), "never", "", NOON, List.of()),
        new Observation(Id.random(), p, "vital-signs", Code.of("BP"), "", "", NOON, List.of(part)),
        new Appointment(
            Id.random(),
            p,
            NOON,
            "check-up",
            "Dr Nair",
            AppointmentStatus.BOOKED,
            Optional.empty(),
            true),
        new Consent(
            Id.random(),
            p,
            Purpose.FACE_RECOGNITION,
            ConsentDecision.PERMIT,
            NOON,
            Optional.empty(),
            Optional.empty(),
            "asha"),
        new Note(
            Id.random(), p, Optional.of(visit.id()), "Dr Nair", NOON, "Dizzy", "Felt dizzy.\nß ಕ"));
  }
}
