package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;

/** The locked screen, the wiped keys, and the way back. */
class ScreenLockTest {
  @TempDir Path folder;

  private PatientId maria;
  private char[] recoveryKey;

  @BeforeEach
  void aClinicWithOnePatientAndASecondDoctor() {
    try (Created made = Clinic.create(folder)) {
      recoveryKey = made.recoveryKey().characters().clone();
      maria = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria()).id();
      made.session()
          .act(Purpose.ADMINISTRATION)
          .keys()
          .addStaff(
              new Practitioner("bodil", new HumanName("Berg", "Bodil")),
              Set.of(Role.CLINICIAN),
              Clinic.password());
    }
  }

  private static boolean open(Session any, KeyScope scope) {
    return any.act(Purpose.FRONT_DESK).context().core().vault().isOpen(scope);
  }

  private static List<AuditEvent> latest(Session session, int many) {
    return session.act(Purpose.AUDIT).audit().latest(many);
  }

  @Test
  void aLockedScreenKeepsTheKiosksKeysOnlyAndIsAnEvent() {
    try (EhrStore store = Clinic.open(folder)) {
      Session desk = Clinic.unlock(store);
      Session kiosk = desk.forKiosk();
      desk.lockScreen("by hand");
      assertThrows(StoreException.Locked.class, () -> desk.act(Purpose.TREATMENT));
      for (KeyScope scope : KeyScope.values()) {
        boolean kiosks = scope == KeyScope.DIRECTORY || scope == KeyScope.INDEX;
        assertEquals(kiosks, open(kiosk, scope), scope.name());
      }
      AuditEvent locked = latest(Clinic.unlock(store), 2).get(1);
      assertEquals(AuditAction.SCREEN_LOCKED, locked.action());
      assertEquals(Clinic.USER, locked.actor());
      assertEquals("by hand", locked.detail());
    }
  }

  @Test
  void aFailedUnlockIsAnEventAtOnceWhileTheKioskRuns() {
    try (EhrStore store = Clinic.open(folder)) {
      Session desk = Clinic.unlock(store);
      Session kiosk = desk.forKiosk();
      desk.lockScreen("by hand");
      char[] wrong = "wrong horse".toCharArray();
      assertThrows(StoreException.WrongSecret.class, () -> store.unlock(Clinic.USER, wrong));
      assertThrows(
          StoreException.WrongSecret.class, () -> store.unlock("my pass word", Clinic.password()));
      assertFalse(open(kiosk, KeyScope.CLINICAL));
      List<AuditEvent> events = latest(Clinic.unlock(store), 4);
      assertEquals(
          List.of(
              AuditAction.UNLOCKED,
              AuditAction.UNLOCK_FAILED,
              AuditAction.UNLOCK_FAILED,
              AuditAction.SCREEN_LOCKED),
          events.stream().map(AuditEvent::action).toList());
      assertEquals(
          List.of("", Clinic.USER),
          events.subList(1, 3).stream().map(AuditEvent::actor).toList(),
          "what is nobody's name may be a password");
    }
  }

  @Test
  void wipingEndsWithNoKeyAtAll() {
    try (EhrStore store = Clinic.open(folder)) {
      Session desk = Clinic.unlock(store);
      Session kiosk = desk.forKiosk();
      var vault = kiosk.act(Purpose.FRONT_DESK).context().core().vault();
      desk.lockScreen("quiet");
      kiosk.wipeKeys("quiet");
      for (KeyScope scope : KeyScope.values()) {
        assertFalse(vault.isOpen(scope), scope.name());
      }
      Session again = Clinic.unlock(store);
      AuditEvent wiped = latest(again, 2).get(1);
      assertEquals(AuditAction.KEYS_WIPED, wiped.action());
      assertEquals(maria, again.act(Purpose.TREATMENT).charts().open(maria).patient().id());
      assertTrue(again.act(Purpose.AUDIT).verify().ok());
    }
  }

  @Test
  void aDraftOutlivesTheKeysAndOpensForItsWriterOnly() {
    try (EhrStore store = Clinic.open(folder)) {
      Session desk = Clinic.unlock(store);
      Session kiosk = desk.forKiosk();
      SealedDraft draft = desk.act(Purpose.TREATMENT).charts().sealDraft(maria, "coughs at night");
      assertFalse(
          new String(draft.sealed(), java.nio.charset.StandardCharsets.ISO_8859_1)
              .contains("coughs"));
      desk.lockScreen("by hand");
      assertThrows(
          StoreException.Denied.class,
          () -> kiosk.act(Purpose.TREATMENT).charts().openDraft(maria, draft));
      Session other = store.unlock("bodil", Clinic.password());
      assertThrows(
          StoreException.Damaged.class,
          () -> other.act(Purpose.TREATMENT).charts().openDraft(maria, draft));
      other.close();
      Session again = Clinic.unlock(store);
      assertEquals(
          "coughs at night", again.act(Purpose.TREATMENT).charts().openDraft(maria, draft));
    }
  }

  @Test
  void theRecoveryKeyBringsANewPasswordInPlaceOfTheOldOne() {
    char[] next = "a lamp in the door".toCharArray();
    try (EhrStore store = Clinic.open(folder)) {
      char[] typed =
          new String(recoveryKey).toLowerCase().replace('-', ' ').replace('0', 'o').toCharArray();
      RecoveryKey.check(typed);
      assertThrows(
          StoreException.Invalid.class,
          () -> store.unlockWithRecoveryKey(typed, "short".toCharArray()));
      Session session = store.unlockWithRecoveryKey(typed, next);
      assertEquals(Clinic.USER, session.user());
      assertEquals(maria, session.act(Purpose.TREATMENT).charts().open(maria).patient().id());
      assertEquals(
          List.of(AuditAction.PASSWORD_RESET, AuditAction.RECOVERY_KEY_USED),
          latest(session, 3).stream()
              .map(AuditEvent::action)
              .filter(a -> a != AuditAction.CHART_OPENED)
              .toList());
    }
    try (EhrStore store = Clinic.open(folder)) {
      assertThrows(
          StoreException.WrongSecret.class, () -> store.unlock(Clinic.USER, Clinic.password()));
      assertEquals(
          maria,
          store
              .unlock(Clinic.USER, next)
              .act(Purpose.TREATMENT)
              .charts()
              .open(maria)
              .patient()
              .id());
    }
    char[] mistyped = recoveryKey.clone();
    mistyped[7] = mistyped[7] == 'A' ? 'B' : 'A';
    StoreException e =
        assertThrows(StoreException.WrongSecret.class, () -> RecoveryKey.check(mistyped));
    assertTrue(e.getMessage().startsWith("Group 2 "), e.getMessage());
  }
}
