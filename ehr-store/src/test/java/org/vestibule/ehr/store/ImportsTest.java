package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.TestData;
import org.vestibule.ehr.fhir.FhirExport;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.fhir.ProviderBundle;
import org.vestibule.ehr.fhir.Resolution;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Provider;
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
    return new ImportedRecord(patient, Clinic.everyKind(patient.id()), "Bundle.entry[0].resource");
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
        RuntimeException.class,
        () -> care.imports().take(new ImportedRecord(maria, entries, "Bundle.entry[0].resource")));
    assertEquals(0, care.people().count());
    assertEquals(Optional.empty(), care.people().byId(maria.id()));
  }

  @Test
  void ourOwnExportComingBackAddsNothing() {
    Patient maria = care.imports().take(record(Clinic.maria())).patient().orElseThrow();
    care.queue().confirm(maria.id());
    Chart chart = care.charts().open(maria.id());
    byte[] json = care.charts().export(maria.id(), "asked for it").bundle();
    ImportedRecord back =
        new FhirImport().read(json, draft -> new Resolution.Person(maria.id())).records().get(0);
    assertEquals(Map.of(), care.imports().take(back).created());
    assertEquals(
        chart.entries().size(), care.charts().open(maria.id()).entries().size(), "nothing added");
  }

  @Test
  void bundlesGoOutAndIntoAnotherStoreWithoutAnyChangeAndGiveNoRights() throws Exception {
    try (Stream<Path> files = Files.list(TestData.folder("fhir"))) {
      // The smallest ones: every kind of entry is in them.
      List<Path> three =
          files
              .filter(f -> !f.getFileName().toString().startsWith("practitioner"))
              .sorted(Comparator.comparing(f -> f.toFile().length()))
              .limit(3)
              .toList();
      assertEquals(3, three.size());
      Created made = Clinic.create(temp.resolve("another"));
      made.recoveryKey().close();
      try (EhrStore another = made.store();
          Session there = made.session()) {
        for (Path file : three) {
          goesRound(Files.readAllBytes(file), there.act(Purpose.TREATMENT));
        }
      }
    }
  }

  private void goesRound(byte[] json, Access there) {
    byte[] exported = exported(care, take(care, json));
    assertEquals(Map.of(), take(care, exported).created(), "back into its own store");
    byte[] elsewhere = exported(there, take(there, exported));
    assertArrayEquals(exported, elsewhere);
  }

  private static ImportOutcome take(Access access, byte[] json) {
    FilePeople people = access.imports().people();
    List<ImportedRecord> records = new FhirImport().read(json, people).records();
    assertEquals(1, records.size());
    return access.imports().take(records.get(0));
  }

  private static byte[] exported(Access access, ImportOutcome outcome) {
    Chart chart = access.charts().open(outcome.patient().orElseThrow().id());
    assertEquals(List.of(), chart.consents());
    return access.charts().export(chart.patient().id(), "asked for it").bundle();
  }

  @Test
  void practitionersAreKeptOnceForTheClinicEveryVersionOfThem() {
    String doctor =
        "{\"resourceType\":\"Practitioner\",\"id\":\"1\",\"name\":[{\"family\":\"Rao\"}],"
            + "\"identifier\":[{\"system\":\"urn:council\",\"value\":\"7\"}]}";
    List<Provider> first = providers(doctor, "{\"resourceType\":\"Organization\",\"name\":\"X\"}");
    assertEquals(Map.of("Practitioner", 1, "Organization", 1), keep(first).created());
    assertEquals(2, keep(first).unchanged());
    List<Provider> namesake = providers(doctor.replace("\"7\"", "\"8\""));
    assertEquals(Map.of("Practitioner", 1), keep(namesake).created(), "another sender's 1");
    List<Provider> renamed = providers(doctor.replace("Rao", "Iyer"));
    assertEquals(Map.of("Practitioner", 1), keep(renamed).created());
    List<ProviderVersion> all = care.providers().all();
    assertEquals(3, all.size());
    assertEquals(
        List.of("Iyer", "Rao", "X"),
        all.stream().map(p -> ProviderBundle.name(p.value())).sorted().toList());
    byte[] out = ProviderBundle.write(all.stream().map(ProviderVersion::value).toList());
    List<Provider> back = new FhirImport().read(out, care.imports().people()).providers();
    assertEquals(3, keep(back).unchanged());
    assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
  }

  @Test
  @PostgresServer.FolderOnly
  void aPractitionerTakenAwayByHandIsMissed() throws SQLException {
    care.providers().keep(providers("{\"resourceType\":\"Practitioner\",\"id\":\"1\"}"));
    String url = "jdbc:sqlite:" + temp.resolve("clinic").resolve("clinic.db");
    try (Connection hand = DriverManager.getConnection(url);
        Statement statement = hand.createStatement()) {
      statement.execute("DELETE FROM provider");
      assertThrows(StoreException.Damaged.class, () -> care.providers().all());
      statement.execute("DELETE FROM provider_manifest");
    }
    assertEquals(
        List.of("The list of practitioners is missing: restore the latest backup."),
        session.act(Purpose.ADMINISTRATION).verify().problems());
  }

  @Test
  @PostgresServer.FolderOnly
  void somebodyWhoWaitedTakenAwayByHandIsMissed() throws SQLException {
    PatientId owner = care.people().register(Clinic.maria()).id();
    for (String family : List.of("Aa", "Bb", "Cc")) {
      Patient draft = Clinic.person(family, "Lou", Clinic.day("2000-01-01"));
      byte[] bundle = HeldImport.compress(new FhirExport().write(draft, List.of()));
      care.imports().hold(new HeldImport("a.json", owner, draft, Clinic.NOW, Clinic.USER, bundle));
    }
    care.imports().discard(care.imports().waiting().get(0), "of another clinic");
    Access admin = session.act(Purpose.ADMINISTRATION);
    assertEquals(List.of(), admin.verify().problems());
    String url = "jdbc:sqlite:" + temp.resolve("clinic").resolve("clinic.db");
    try (Connection hand = DriverManager.getConnection(url);
        Statement statement = hand.createStatement()) {
      statement.execute(
          "DELETE FROM meta WHERE name = (SELECT min(name) FROM meta WHERE name LIKE 'import_r%')");
    }
    assertEquals(
        List.of(
            "Imported people who waited for review and are missing: 1. Import their file again, or"
                + " restore the latest backup."),
        admin.verify().problems());
  }

  private ImportOutcome keep(List<Provider> providers) {
    return care.providers().keep(providers);
  }

  private List<Provider> providers(String... resources) {
    String entries =
        Stream.of(resources).map(r -> "{\"resource\":" + r + "}").collect(Collectors.joining(","));
    String json = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}";
    return new FhirImport()
        .read(json.getBytes(StandardCharsets.UTF_8), care.imports().people())
        .providers();
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
