package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.fhir.FhirExport;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

class ImportsTest {
  @TempDir private Path temp;
  private EhrStore store;
  private Session session;
  private Access care;

  @BeforeEach
  void open() {
    Created made = Clinic.create(temp.resolve("clinic"));
    made.recoveryKey().close();
    store = made.store();
    session = made.session();
    care = session.act(Purpose.TREATMENT);
  }

  @AfterEach
  void close() {
    session.close();
    store.close();
  }

  private static ImportedRecord record(Patient patient) {
    return new ImportedRecord(patient, Clinic.everyKind(patient.id()));
  }

  @Test
  void theSameRecordTwiceCreatesNothingTwice() {
    ImportedRecord record = record(Clinic.maria());
    ImportOutcome first = care.imports().take(record);
    assertEquals(1, first.created().get("Patient"));
    assertEquals(0, first.unchanged());
    ImportOutcome again = care.imports().take(record);
    assertEquals(Map.of(), again.created());
    assertEquals(record.entries().size(), again.unchanged());
  }

  @Test
  void aNewPatientAndTheEntriesAreThereTogetherOrNotAtAll() {
    Patient maria = Clinic.maria();
    List<ChartEntry> entries = new ArrayList<>(Clinic.everyKind(maria.id()));
    entries.add(Clinic.penicillin(PatientId.random()));
    assertThrows(
        RuntimeException.class, () -> care.imports().take(new ImportedRecord(maria, entries)));
    assertEquals(0, care.people().count());
    assertEquals(Optional.empty(), care.people().byId(maria.id()));
  }

  @Test
  void ourOwnExportComingBackAddsNothing() {
    Patient maria = care.imports().take(record(Clinic.maria())).patient().orElseThrow();
    care.queue().confirm(maria.id());
    Chart chart = care.charts().open(maria.id());
    byte[] json = new FhirExport().write(chart.patient(), chart.entries());
    ImportedRecord back =
        new FhirImport().read(json, draft -> Optional.of(maria.id())).records().get(0);
    assertEquals(Map.of(), care.imports().take(back).created());
    assertEquals(
        chart.entries().size(), care.charts().open(maria.id()).entries().size(), "nothing added");
  }

  @Test
  void anOldFileDoesNotUndoALaterChange() {
    ImportedRecord record = record(Clinic.maria());
    PatientId id = care.imports().take(record).patient().orElseThrow().id();
    Condition asthma = care.charts().open(id).conditions().get(0);
    Condition gone =
        new Condition(
            asthma.id(),
            id,
            asthma.code(),
            ClinicalStatus.RESOLVED,
            asthma.onset(),
            asthma.onset());
    care.charts().put(id, List.of(gone));
    assertEquals(Map.of(), care.imports().take(record).created());
    assertEquals(ClinicalStatus.RESOLVED, care.charts().open(id).conditions().get(0).status());
  }
}
