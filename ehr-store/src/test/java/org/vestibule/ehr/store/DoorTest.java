package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** Who gets in, who does not, and what is said. */
class DoorTest {
  @TempDir Path folder;

  private PatientId maria;
  private char[] recoveryKey;

  @BeforeEach
  void aClinicWithOnePatient() {
    try (Created made = Clinic.create(folder)) {
      recoveryKey = made.recoveryKey().characters().clone();
      maria = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria()).id();
    }
  }

  @Test
  void aWrongPasswordIsRefusedAndNotedAtTheNextUnlock() {
    try (EhrStore store = Clinic.open(folder)) {
      char[] wrong = "wrong horse".toCharArray();
      StoreException e =
          assertThrows(StoreException.WrongSecret.class, () -> store.unlock(Clinic.USER, wrong));
      assertEquals(4, e.exitCode());
      assertThrows(
          StoreException.WrongSecret.class, () -> store.unlock("nobody", Clinic.password()));
      Session session = Clinic.unlock(store);
      List<AuditEvent> events = session.act(Purpose.AUDIT).audit().latest(2);
      assertEquals(
          List.of(AuditAction.UNLOCKED, AuditAction.UNLOCK_FAILED),
          events.stream().map(AuditEvent::action).toList());
      assertEquals("before=2", events.get(1).detail());
    }
  }

  @Test
  void theRecoveryKeyOpensWhatThePasswordOpens() {
    try (EhrStore store = Clinic.open(folder)) {
      Session session = store.unlockWithRecoveryKey(recoveryKey);
      assertEquals(maria, session.act(Purpose.TREATMENT).charts().open(maria).patient().id());
      char[] mistyped = recoveryKey.clone();
      mistyped[0] = mistyped[0] == 'A' ? 'B' : 'A';
      assertThrows(StoreException.WrongSecret.class, () -> store.unlockWithRecoveryKey(mistyped));
    }
  }

  @Test
  @PostgresServer.FolderOnly
  void aFolderInUseIsSaidToBe() {
    try (EhrStore store = Clinic.open(folder)) {
      assertEquals("Riverside Clinic", store.clinicName());
      StoreException e = assertThrows(StoreException.InUse.class, () -> Clinic.open(folder));
      assertEquals(6, e.exitCode());
    }
    Clinic.open(folder).close();
  }

  @Test
  @PostgresServer.FolderOnly
  void aSecondProcessIsToldThatTheFolderIsInUse() throws Exception {
    try (EhrStore store = Clinic.open(folder)) {
      assertEquals(Optional.of(Clinic.USER), store.firstAdministrator());
      Process other = Child.start(folder, folder.resolve("tmp"), "open");
      assertEquals(
          "EHR-60 6 The records are open in another window or program: close that first.",
          Child.lines(other).readLine());
      assertEquals(0, other.waitFor());
    }
  }

  @Test
  @PostgresServer.FolderOnly
  void aVaultFileMissingOrCutIsReplacedByItsBackupAndThatIsSaid() throws IOException {
    Path vault = folder.resolve("vault.json");
    byte[] whole = Files.readAllBytes(vault);
    Files.delete(vault);
    assertOpensWithNotice();
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(vault, Arrays.copyOf(whole, length));
      assertOpensWithNotice();
    }
  }

  private void assertOpensWithNotice() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      assertEquals(1, store.notices().size());
      assertEquals(1, session.act(Purpose.FRONT_DESK).people().count());
    }
    try (EhrStore store = Clinic.open(folder)) {
      assertEquals(List.of(), store.notices());
    }
  }

  @Test
  @PostgresServer.FolderOnly
  void anOlderVaultFilePutBackIsSaid() throws IOException {
    Map<Path, byte[]> before = vaultFiles();
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      addReceptionist(session);
    }
    for (Map.Entry<Path, byte[]> file : before.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
    try (EhrStore store = Clinic.open(folder)) {
      assertEquals(List.of("EHR-N2"), store.notices().stream().map(Notice::code).toList());
    }
  }

  private Map<Path, byte[]> vaultFiles() throws IOException {
    Map<Path, byte[]> files = new HashMap<>();
    try (var all = Files.newDirectoryStream(folder, "vault*")) {
      for (Path file : all) {
        files.put(file, Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Test
  @PostgresServer.FolderOnly
  void aMissingOrForeignDatabaseIsDamage() throws IOException {
    Path database = folder.resolve(EhrStore.DATABASE);
    byte[] whole = Files.readAllBytes(database);
    for (byte[] content :
        List.of(new byte[0], new byte[5_000], Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(database, content);
      StoreException e = assertThrows(StoreException.class, this::openAndVerify);
      assertEquals(5, e.exitCode(), "length " + content.length);
    }
    Files.delete(database);
    assertEquals(5, assertThrows(StoreException.class, this::openAndVerify).exitCode());
  }

  private void openAndVerify() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      session.act(Purpose.TREATMENT).charts().open(maria);
      if (!session.act(Purpose.ADMINISTRATION).verify().ok()) {
        throw new StoreException.Damaged("verify", null);
      }
    }
  }

  @Test
  void anEmptyFolderHoldsNoRecordsAndAFullOneIsNotOverwritten(@TempDir Path empty) {
    assertEquals(
        3, assertThrows(StoreException.Missing.class, () -> Clinic.open(empty)).exitCode());
    assertThrows(StoreException.AlreadyThere.class, () -> Clinic.create(folder));
  }

  @Test
  void withoutConsentNoTemplateIsStored() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Faces faces = session.act(Purpose.FACE_RECOGNITION).faces();
      Patient draft = Clinic.person("Smith", "John", Clinic.day("1970-01-01"));
      Enrolment whole = Clinic.enrolment(draft, 1);
      assertThrows(
          StoreException.ConsentMissing.class, () -> faces.enrol(with(whole, Optional.empty())));
      Consent refusal = (Consent) whole.beside().get(0);
      Consent denied =
          new Consent(
              refusal.id(),
              draft.id(),
              Purpose.FACE_RECOGNITION,
              ConsentDecision.DENY,
              refusal.from(),
              Optional.empty(),
              Optional.empty(),
              "");
      assertThrows(
          StoreException.ConsentMissing.class, () -> faces.enrol(with(whole, Optional.of(denied))));
      Patient optedOut = draft.change().faceOptOut(true).build();
      assertThrows(
          StoreException.ConsentMissing.class, () -> faces.enrol(Clinic.enrolment(optedOut, 1)));
      assertEquals(Set.of(), faces.enrolled());
      assertEquals(1, session.act(Purpose.FRONT_DESK).people().count());
    }
  }

  private static Enrolment with(Enrolment e, Optional<Consent> consent) {
    return new Enrolment(e.patient(), consent, e.templates(), e.samples(), e.photo());
  }

  @Test
  void withdrawalErasesTemplatesSamplesAndModels() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Faces faces = session.act(Purpose.FACE_RECOGNITION).faces();
      Patient known = session.act(Purpose.FRONT_DESK).people().byId(maria).orElseThrow();
      faces.enrol(Clinic.enrolment(known, 3));
      FaceTemplate own = new FaceTemplate("eigen/1", new byte[] {4});
      faces.replace(
          new FaceModel("eigen/1", new byte[] {1}, Set.of(maria)), Map.of(maria, List.of(own)));
      Consents consents = session.act(Purpose.FRONT_DESK).consents();
      WithdrawalReceipt receipt = consents.withdraw(maria, Purpose.FACE_RECOGNITION);
      assertEquals(
          new WithdrawalReceipt(
              maria,
              Purpose.FACE_RECOGNITION,
              Clinic.NOW,
              Clinic.USER,
              1,
              2,
              2,
              List.of("eigen/1"),
              session.act(Purpose.AUDIT).verify().events()),
          receipt);
      assertEquals(List.of(), faces.all(Clinic.ENCODER));
      assertEquals(List.of(), faces.samples());
      assertEquals(Optional.empty(), faces.model("eigen/1"));
      assertThrows(
          StoreException.ConsentMissing.class,
          () -> faces.enrol(with(Clinic.enrolment(known, 3), Optional.empty())));
      assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
    }
  }

  @Test
  void everyRoleHasItsOwnPasswordAndItsOwnLimits() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      addReceptionist(session);
    }
    try (EhrStore store = Clinic.open(folder)) {
      Session desk = store.unlock("rita", "reception desk".toCharArray());
      assertEquals(Set.of(Role.RECEPTIONIST), desk.roles());
      assertTrue(desk.act(Purpose.FRONT_DESK).people().byId(maria).isPresent());
      assertFalse(desk.clinicalUnlocked());
      Patient draft = Clinic.person("Ray", "Asha", Clinic.day("1990-02-01"));
      Patient asha = registerWithConsents(desk, draft);
      assertEquals(1, desk.act(Purpose.FRONT_DESK).consents().all(asha.id()).size());
      assertEquals(
          Optional.of(Clinic.picture(5, 300)),
          desk.act(Purpose.FRONT_DESK).people().photo(asha.id()));
      Charts charts = desk.act(Purpose.TREATMENT).charts();
      assertThrows(StoreException.Denied.class, () -> charts.open(maria));
      Keys keys = desk.act(Purpose.ADMINISTRATION).keys();
      assertThrows(StoreException.Denied.class, keys::list);
      assertThrows(StoreException.Denied.class, () -> desk.act(Purpose.ADMINISTRATION).verify());
      Session admin = Clinic.unlock(store);
      List<AuditEvent> events = admin.act(Purpose.AUDIT).audit().latest(4);
      assertEquals(
          List.of("rita", "rita", "rita"),
          events.stream()
              .filter(e -> e.action() == AuditAction.ACCESS_DENIED)
              .map(AuditEvent::actor)
              .toList());
      assertEquals(
          List.of(Clinic.USER, "rita"),
          admin.act(Purpose.ADMINISTRATION).keys().list().stream().map(StaffMember::user).toList());
    }
  }

  /** What a receptionist does, and what must not be half done. */
  private static Patient registerWithConsents(Session desk, Patient draft) {
    People people = desk.act(Purpose.FRONT_DESK).people();
    Consent consent = Clinic.faceConsent(draft.id());
    Flag flag = Flag.raise(draft.id(), Flag.CHECK_FOR_DOUBLE, Clinic.NOW, "rita");
    int before = people.count();
    Intake wrong =
        new Intake(draft, List.of(consent, Clinic.penicillin(draft.id())), Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> people.register(wrong));
    assertEquals(before, people.count());
    return people.register(
        new Intake(draft, List.of(consent, flag), Optional.of(Clinic.picture(5, 300))));
  }

  private static void addReceptionist(Session session) {
    Practitioner rita = new Practitioner("rita", new HumanName("Gomez", "Rita"));
    Keys keys = session.act(Purpose.ADMINISTRATION).keys();
    keys.addStaff(rita, Set.of(Role.RECEPTIONIST), "reception desk".toCharArray());
    assertThrows(
        StoreException.Invalid.class,
        () -> keys.addStaff(rita, Set.of(Role.AUDITOR), "reception desk".toCharArray()));
  }

  @Test
  void lockingTheDeskClosesChartsAndLeavesTheKioskRunning() {
    try (EhrStore store = Clinic.open(folder)) {
      Session session = Clinic.unlock(store);
      Session kiosk = session.forKiosk();
      session.lockClinical();
      assertFalse(session.clinicalUnlocked());
      assertThrows(
          StoreException.Locked.class, () -> session.act(Purpose.TREATMENT).charts().open(maria));
      session.close();
      assertThrows(StoreException.Locked.class, () -> session.act(Purpose.FRONT_DESK));
      People atKiosk = kiosk.act(Purpose.FRONT_DESK).people();
      assertTrue(atKiosk.checkBirthDate(maria, Clinic.day("1984-02-29")));
      assertThrows(StoreException.Denied.class, () -> atKiosk.search("maria", 5));
      assertThrows(
          StoreException.Denied.class, () -> kiosk.act(Purpose.TREATMENT).charts().open(maria));
      assertTrue(Clinic.unlock(store).clinicalUnlocked());
    }
  }

  @Test
  void nothingWorksAfterClosing() {
    EhrStore store = Clinic.open(folder);
    Session session = Clinic.unlock(store);
    People people = session.act(Purpose.FRONT_DESK).people();
    store.close();
    store.close();
    assertThrows(StoreException.Locked.class, () -> people.byId(maria));
    assertThrows(StoreException.Locked.class, () -> Clinic.unlock(store));
  }

  @Test
  void shortPasswordsAndEmptyNamesAreRefused(@TempDir Path other) {
    NewClinic shortOne = new NewClinic("Clinic", "ann", "short".toCharArray());
    assertThrows(StoreException.Invalid.class, () -> EhrStore.create(other, shortOne));
    NewClinic nameless = new NewClinic(" ", "ann", Clinic.password());
    assertThrows(StoreException.Invalid.class, () -> EhrStore.create(other, nameless));
    assertFalse(EhrStore.exists(other));
  }
}
