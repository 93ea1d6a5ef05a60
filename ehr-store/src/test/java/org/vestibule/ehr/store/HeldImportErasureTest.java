package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.fhir.FhirExport;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** Nothing readable of an erased person is left in the imports that wait for review. */
class HeldImportErasureTest {
  private static final Identifier OLD_CARD = new Identifier("urn:clinic:card", "C-77");

  @TempDir Path parent;
  private EhrStore store;
  private Session admin;
  private Patient maria;
  private Patient john;

  @BeforeEach
  void create() {
    Created made = Clinic.create(parent.resolve("data"));
    store = made.store();
    admin = made.session();
    maria = people().register(Clinic.maria());
    john = people().register(Clinic.person("Smith", "John", Clinic.day("1970-01-01")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private People people() {
    return admin.act(Purpose.TREATMENT).people();
  }

  private Imports imports() {
    return admin.act(Purpose.TREATMENT).imports();
  }

  private Erasures erasures() {
    return admin.act(Purpose.ADMINISTRATION).erasures();
  }

  /** A draft that waits because of the owner's identifier, in a file with somebody. */
  private void hold(String file, PatientId owner, Patient draft, Patient inFile) {
    byte[] bundle =
        HeldImport.compress(new FhirExport().write(inFile, Clinic.everyKind(inFile.id())));
    imports().hold(new HeldImport(file, owner, draft, Clinic.NOW, Clinic.USER, bundle));
  }

  private static Patient stranger(String family) {
    return Clinic.person(family, "Lou", Clinic.day("2000-01-01"));
  }

  private List<String> waiting() {
    return imports().waiting().stream().map(HeldImport::file).sorted().toList();
  }

  private void holdOneOfEachKind() {
    hold("her-identifier.json", maria.id(), stranger("Aa"), stranger("Aa"));
    Patient sameName =
        Patient.named(new HumanName("OKONKWO LINDQVIST", "Maria Jose"), maria.birthDate()).build();
    hold("her-name.json", john.id(), sameName, stranger("Bb"));
    Patient sameCard =
        stranger("Cc").change().identifiers(List.of(Identifier.nationalId("198402292384"))).build();
    hold("her-number.json", john.id(), sameCard, stranger("Cc"));
    hold("her-beside-him.json", john.id(), stranger("Dd"), maria);
    hold("his.json", john.id(), stranger("Ee"), stranger("Ee"));
    assertEquals(5, waiting().size());
  }

  @Test
  void whatWaitsAboutTheErasedPersonIsDestroyedAndTheReceiptSaysSo() {
    holdOneOfEachKind();
    PatientErasure receipt = erasures().erase(maria.id());
    assertEquals(4, receipt.heldImports());
    assertEquals(List.of("his.json"), waiting());
    assertEquals(List.of(), admin.act(Purpose.ADMINISTRATION).verify().problems());
    assertEquals(1, erasures().erase(john.id()).heldImports());
    assertEquals(List.of(), waiting());
  }

  @Test
  void anyOfSeveralRecordsOfThePersonCounts() {
    Patient again =
        people()
            .register(
                Clinic.person("Okonkwo", "Mary", Clinic.day("1984-02-28"))
                    .change()
                    .identifiers(List.of(OLD_CARD))
                    .build());
    people().merge(again.id(), maria.id(), "");
    Patient draft = stranger("Ff").change().identifiers(List.of(OLD_CARD)).build();
    hold("old-card.json", john.id(), draft, stranger("Gg"));
    assertEquals(1, erasures().erase(maria.id()).heldImports());
    assertEquals(List.of(), waiting());
  }

  @Test
  void anOlderDatabaseLosesThemAgainWhoeverSignsIn() {
    char[] password = "desk password".toCharArray();
    admin
        .act(Purpose.ADMINISTRATION)
        .keys()
        .addStaff(
            new Practitioner("rita", new HumanName("Gomez", "Rita")),
            EnumSet.of(Role.RECEPTIONIST),
            password);
    holdOneOfEachKind();
    store.close();
    Path data = parent.resolve("data");
    var before =
        Everything.files(data).entrySet().stream()
            .filter(e -> e.getKey().endsWith(EhrStore.DATABASE))
            .collect(Collectors.toMap(e -> e.getKey(), e -> e.getValue()));
    open();
    erasures().erase(maria.id());
    store.close();
    Path list = data.resolve(ErasureList.FILE);
    before.put(list, Everything.files(data).get(list));
    Everything.files(data).forEach((file, bytes) -> before.putIfAbsent(file, bytes));
    before.keySet().removeIf(f -> f.toString().endsWith("-wal") || f.toString().endsWith("-shm"));
    Everything.restore(data, before);
    store = Clinic.open(data);
    try (Session desk = store.unlock("rita", password)) {
      assertFalse(desk.clinicalUnlocked());
    }
    admin = Clinic.unlock(store);
    assertEquals(List.of(), waiting(), "what the desk cannot look into goes too");
    assertEquals(List.of(), admin.act(Purpose.ADMINISTRATION).verify().problems());
  }

  private void open() {
    store = Clinic.open(parent.resolve("data"));
    admin = Clinic.unlock(store);
  }
}
