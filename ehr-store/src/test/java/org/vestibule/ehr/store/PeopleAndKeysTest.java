package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** Staff, rotation, erasure, emergency access, second factors and throttling, end to end. */
class PeopleAndKeysTest {
  private static final char[] DESK = "desk password".toCharArray();

  @TempDir Path parent;
  private Path folder;
  private EhrStore store;
  private Session admin;
  private Patient maria;

  @BeforeEach
  void create() {
    folder = parent.resolve("data");
    Created created = Clinic.create(folder);
    store = created.store();
    admin = created.session();
    maria = treat().faces().enrol(Clinic.enrolment(Clinic.maria(), 7));
    treat().charts().put(maria.id(), Clinic.everyKind(maria.id()));
    treat().queue().book(Clinic.appointment(maria.id(), Clinic.NOW));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Access treat() {
    return admin.act(Purpose.TREATMENT);
  }

  private Access administrate() {
    return admin.act(Purpose.ADMINISTRATION);
  }

  private void reopen(Instant now) {
    store.close();
    store = EhrStore.open(Clinic.place(folder), Clock.fixed(now, ZoneOffset.UTC));
  }

  private void reopen() {
    reopen(Clinic.NOW);
    admin = Clinic.unlock(store);
  }

  private void add(String user, Role... roles) {
    administrate()
        .keys()
        .addStaff(
            new Practitioner(user, new HumanName("", user)),
            EnumSet.copyOf(List.of(roles)),
            DESK.clone());
  }

  private void verified() {
    assertEquals(List.of(), administrate().verify().problems());
  }

  @Test
  void staffComeChangeAndGo() {
    add("ravi", Role.RECEPTIONIST);
    add("lena", Role.CLINICIAN);
    administrate().keys().changeRoles("ravi", Set.of(Role.CLINICIAN));
    Session ravi = store.unlock("ravi", DESK);
    assertEquals(1, ravi.act(Purpose.TREATMENT).charts().open(maria.id()).allergies().size());
    administrate().keys().changeRoles("ravi", Set.of(Role.RECEPTIONIST));
    assertThrows(StoreException.Locked.class, () -> ravi.act(Purpose.FRONT_DESK));
    assertTrue(administrate().keys().rotating());
    assertEquals(new KeysRotated(1, 1), administrate().keys().rotate(done -> {}));
    Session again = store.unlock("ravi", DESK);
    assertFalse(again.clinicalUnlocked());
    assertThrows(
        StoreException.Denied.class, () -> again.act(Purpose.TREATMENT).charts().open(maria.id()));
    administrate().keys().removeStaff("lena");
    assertThrows(StoreException.WrongSecret.class, () -> store.unlock("lena", DESK));
    assertThrows(
        StoreException.Refused.class, () -> administrate().keys().removeStaff(Clinic.USER));
    assertEquals(
        List.of(Clinic.USER, "ravi"),
        administrate().keys().list().stream().map(StaffMember::user).toList());
    administrate().keys().rotate(done -> {});
    reopen();
    verified();
    store.unlock("ravi", DESK).close();
  }

  @Test
  void aPasswordIsChangedByItsOwnerOrReset() {
    add("ravi", Role.RECEPTIONIST);
    Session ravi = store.unlock("ravi", DESK);
    char[] next = "another password".toCharArray();
    ravi.act(Purpose.ADMINISTRATION).keys().changePassword(Secret.of(DESK), next);
    assertThrows(StoreException.WrongSecret.class, () -> store.unlock("ravi", DESK));
    store.unlock("ravi", next).close();
    administrate().keys().resetPassword("ravi", "third password".toCharArray());
    reopen();
    assertThrows(StoreException.WrongSecret.class, () -> store.unlock("ravi", next));
    store.unlock("ravi", "third password".toCharArray()).close();
    assertThrows(
        StoreException.Denied.class,
        () ->
            store
                .unlock("ravi", "third password".toCharArray())
                .act(Purpose.ADMINISTRATION)
                .keys()
                .resetPassword(Clinic.USER, next));
  }

  @Test
  void everythingIsFoundAndReadDuringAndAfterARotation() {
    int due = treat().queue().day(Clinic.day("2026-03-05")).size();
    administrate().keys().startRotation();
    assertEquals(maria, treat().people().byNumber(maria.number()).orElseThrow());
    assertEquals(due, treat().queue().day(Clinic.day("2026-03-05")).size());
    verified();
    Patient later =
        treat().people().register(Clinic.person("Later", "Lou", Clinic.day("2000-01-01")));
    reopen();
    assertTrue(administrate().keys().rotating());
    List<Long> told = new ArrayList<>();
    assertEquals(
        new KeysRotated(2, 1),
        administrate().keys().rotate(told::add),
        "who came later has new keys");
    assertEquals(List.of(2L), told);
    assertFalse(administrate().keys().rotating());
    reopen();
    verified();
    assertEquals(maria, treat().people().byPhone(maria.phone()).get(0));
    assertEquals(later, treat().people().byNumber(later.number()).orElseThrow());
    assertEquals(due, treat().queue().day(Clinic.day("2026-03-05")).size());
    assertTrue(admin.act(Purpose.AUDIT).audit().latest(500).size() > 5);
  }

  @Test
  void whatWaitsForReviewOutlivesTheKeysThatSealedIt() {
    byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
    treat()
        .imports()
        .hold(
            new HeldImport(
                "a.json",
                maria.id(),
                Clinic.person("Other", "Lou", Clinic.day("2000-01-01")),
                Clinic.NOW,
                Clinic.USER,
                HeldImport.compress(json)));
    administrate().keys().startRotation();
    administrate().keys().rotate(done -> {});
    reopen();
    assertArrayEquals(json, treat().imports().waiting().get(0).json());
    verified();
  }

  @Test
  void anErasedPatientIsGoneTheLedgerStaysAndAnOlderDatabaseLosesThePatientAgain()
      throws Exception {
    store.close();
    Runnable putBack = new Hand(folder).older();
    reopen();
    PatientErasure receipt = administrate().erasures().erase(maria.id());
    assertEquals(maria.number(), receipt.number());
    assertTrue(receipt.entries() > 5 && receipt.faces() > 2);
    assertGone();
    String list = administrate().erasures().list();
    assertFalse(list.contains(maria.number()));
    store.close();
    putBack.run();
    reopen();
    assertGone();
    assertEquals(0, administrate().erasures().replay(list));
    assertThrows(
        StoreException.Invalid.class,
        () -> administrate().erasures().replay(list.replace("erased", "erased ")));
  }

  private void assertGone() {
    verified();
    assertEquals(Optional.empty(), treat().people().byNumber(maria.number()));
    assertEquals(Optional.empty(), treat().people().byId(maria.id()));
    assertEquals(List.of(), treat().people().search("Okonkwo", 5));
    assertEquals(List.of(), treat().faces().all(Clinic.ENCODER));
    assertEquals(List.of(), treat().queue().day(Clinic.day("2026-03-05")));
    assertThrows(StoreException.NotFound.class, () -> treat().charts().open(maria.id()));
    assertTrue(
        admin.act(Purpose.AUDIT).audit().latest(500).stream()
            .anyMatch(e -> e.patient().equals(Optional.of(maria.id()))),
        "the ledger still lists events about the random id");
  }

  @Test
  void everyTableWithPatientsIsEmptiedByAnErasure() {
    Set<String> known = Set.of("patient", "audit", "blob", "erasure");
    List<String> left = new ArrayList<>();
    administrate().erasures().erase(maria.id());
    store.close();
    Hand hand = new Hand(folder);
    for (String table : hand.tablesWith("patient")) {
      if (!known.contains(table) && !hand.column("SELECT patient FROM " + table).isEmpty()) {
        left.add(table);
      }
    }
    assertEquals(List.of(), left);
  }

  @Test
  void aReceptionistBreaksTheGlassSeesTheCardAloneAndSomebodyElseSignsItOff() {
    add("ravi", Role.RECEPTIONIST);
    add("ines", Role.AUDITOR);
    Session ravi = store.unlock("ravi", DESK);
    Emergencies glass = ravi.act(Purpose.EMERGENCY).emergencies();
    assertThrows(StoreException.Invalid.class, () -> glass.open(maria.id(), " "));
    EmergencyCard card = glass.open(maria.id(), "unconscious in the waiting room");
    assertEquals(AllergyStatus.LISTED, card.facts().allergyStatus());
    assertEquals("Penicillin", card.facts().allergies().get(0).substance().text());
    assertEquals(
        List.of("Salbutamol 100 µg"),
        card.facts().medicines().stream().map(m -> m.name()).toList());
    assertThrows(
        StoreException.Denied.class, () -> ravi.act(Purpose.EMERGENCY).charts().open(maria.id()));
    assertThrows(
        StoreException.Denied.class, () -> treat().emergencies().open(maria.id(), "not for this"));
    assertThrows(
        StoreException.Denied.class, () -> ravi.act(Purpose.AUDIT).emergencies().waiting());
    assertThrows(StoreException.Refused.class, () -> administrate().erasures().erase(maria.id()));
    EmergencyCard own =
        admin.act(Purpose.EMERGENCY).emergencies().open(maria.id(), "was there too");
    Emergencies queue = admin.act(Purpose.AUDIT).emergencies();
    assertEquals(2, queue.waiting().size());
    assertThrows(StoreException.Refused.class, () -> queue.review(own.use(), true, ""));
    queue.review(card.use(), true, "");
    Session ines = store.unlock("ines", DESK);
    ines.act(Purpose.AUDIT).emergencies().review(own.use(), false, "no need to look");
    assertEquals(List.of(), queue.waiting());
    verified();
    administrate().erasures().erase(maria.id());
    verified();
  }

  @Test
  void theCardFollowsTheChartInTheSameTransaction() {
    Patient lou = treat().people().register(Clinic.person("New", "Lou", Clinic.day("2000-01-01")));
    assertEquals(AllergyStatus.NOT_ASKED, card(lou.id()).facts().allergyStatus());
    treat().charts().stateAllergies(lou.id(), AllergyStatus.NONE_KNOWN);
    assertEquals(AllergyStatus.NONE_KNOWN, card(lou.id()).facts().allergyStatus());
    treat().charts().put(lou.id(), List.of(Clinic.penicillin(lou.id())));
    assertEquals(1, card(lou.id()).facts().allergies().size());
  }

  private EmergencyCard card(PatientId id) {
    return admin.act(Purpose.EMERGENCY).emergencies().open(id, "a test of the card");
  }

  @Test
  void aCodeIsAskedForAndWorksOnce() {
    Totp totp = Totp.random();
    String code = totp.code(Clinic.NOW.getEpochSecond() / 30, 6);
    assertThrows(StoreException.Invalid.class, () -> administrate().keys().useCodes(totp, "12345"));
    administrate().keys().useCodes(totp, code);
    reopen(Clinic.NOW);
    assertThrows(
        StoreException.SecondFactorNeeded.class,
        () -> store.unlock(Clinic.USER, Clinic.password()));
    Secret secret = new Secret(Clinic.password(), Optional.of(new SecondFactor.Code(code)));
    admin = store.unlock(Clinic.USER, secret);
    assertEquals(StaffMember.Factor.CODE, administrate().keys().list().get(0).secondFactor());
    assertThrows(StoreException.WrongSecret.class, () -> store.unlock(Clinic.USER, secret));
    reopen(Clinic.NOW.plusSeconds(30));
    assertThrows(StoreException.WrongSecret.class, () -> store.unlock(Clinic.USER, secret));
  }

  @Test
  void aKeyFileIsPartOfTheKey() {
    SecondFactor.Key key = new SecondFactor.Key("a key file".getBytes(StandardCharsets.UTF_8));
    administrate().keys().useKey(Secret.of(Clinic.password()), key);
    reopen(Clinic.NOW);
    assertThrows(
        StoreException.SecondFactorNeeded.class,
        () -> store.unlock(Clinic.USER, Clinic.password()));
    Secret wrong =
        new Secret(Clinic.password(), Optional.of(new SecondFactor.Key(new byte[] {1, 2})));
    assertThrows(StoreException.WrongSecret.class, () -> store.unlock(Clinic.USER, wrong));
    Secret right = new Secret(Clinic.password(), Optional.of(key));
    admin = store.unlock(Clinic.USER, right);
    assertEquals(StaffMember.Factor.KEY, administrate().keys().list().get(0).secondFactor());
    administrate().keys().useNoSecondFactor(right);
    reopen();
  }

  /** RFC 6238, appendix B, SHA1. */
  @Test
  void codesAreThoseOfTheStandard() {
    Totp totp = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    long[] times = {59L, 1111111109L, 1111111111L, 1234567890L, 2000000000L, 20000000000L};
    String[] codes = {"94287082", "07081804", "14050471", "89005924", "69279037", "65353130"};
    for (int i = 0; i < times.length; i++) {
      assertEquals(codes[i], totp.code(times[i] / 30, 8));
    }
    assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", totp.secret());
    assertEquals(totp.secret(), Totp.parse(totp.secret()).secret());
  }

  @Test
  void fiveFailuresCostHalfAMinuteAcrossRestartsAndAnEarlierClock() {
    fail(Clinic.USER, 5);
    reopen(Clinic.NOW.plusSeconds(29));
    StoreException.TooManyAttempts wait =
        assertThrows(StoreException.TooManyAttempts.class, () -> Clinic.unlock(store));
    assertEquals(Duration.ofSeconds(1), wait.left());
    assertEquals(4, wait.exitCode());
    reopen(Clinic.NOW.minus(Duration.ofDays(3)));
    assertThrows(StoreException.TooManyAttempts.class, () -> Clinic.unlock(store));
    reopen(Clinic.NOW.minus(Duration.ofDays(3)).plusSeconds(31));
    Clinic.unlock(store).close();
    fail(Clinic.USER, 4);
    Clinic.unlock(store).close();
  }

  @Test
  void fiftyFailuresLockTheTerminalForAllButAnAdministratorWhoWaits() {
    add("ravi", Role.RECEPTIONIST);
    for (int i = 0; i < SignInGuard.LOCKED; i++) {
      fail("nobody" + i, 1);
    }
    reopen(Clinic.NOW);
    assertThrows(StoreException.TerminalLocked.class, () -> store.unlock("ravi", DESK));
    fail(Clinic.USER, 5);
    assertThrows(StoreException.TooManyAttempts.class, () -> Clinic.unlock(store));
    reopen(Clinic.NOW.plus(SignInGuard.LONGEST_WAIT));
    Clinic.unlock(store).close();
    store.unlock("ravi", DESK).close();
  }

  @Test
  void waitingGrowsToAQuarterOfAnHour() {
    assertEquals(Duration.ZERO, SignInGuard.wait(4));
    assertEquals(Duration.ofSeconds(30), SignInGuard.wait(5));
    assertEquals(Duration.ofSeconds(60), SignInGuard.wait(6));
    assertEquals(Duration.ofMinutes(15), SignInGuard.wait(1_000_000));
  }

  private void fail(String user, int times) {
    for (int i = 0; i < times; i++) {
      assertThrows(
          StoreException.WrongSecret.class,
          () -> store.unlock(user, "a wrong password".toCharArray()));
    }
  }
}
