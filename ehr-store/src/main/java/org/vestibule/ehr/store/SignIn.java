package org.vestibule.ehr.store;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.vestibule.ehr.db.StaffTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.ledger.LedgerEvent;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.KeysLockedException;
import org.vestibule.ehr.vault.SealBrokenException;
import org.vestibule.ehr.vault.SlotInfo;
import org.vestibule.ehr.vault.TokenException;
import org.vestibule.ehr.vault.WrongSecretException;

/**
 * Who may begin a session: password, key and code are proved, failures counted, and all of it
 * accounted for. Safe for use by several threads.
 */
final class SignIn {
  private static final String OLDER_KEYS =
      "The key file vault.json is older than the records, whose keys were changed since: put the"
          + " newer vault.json back from a copy, or restore the latest backup.";

  private static final String OLDER_RECORDS =
      "The database clinic.db is older than the key file vault.json, whose keys were changed since:"
          + " put the newer clinic.db back from a copy, or restore the latest backup.";

  private static final Notice COUNTS_ALTERED =
      new Notice(
          "EHR-N5",
          "The counts of wrong passwords were changed by hand since the last sign-in: somebody may"
              + " have guessed. Ask who could reach this computer, and change the passwords.");

  /** Stands in the ledger for who gave no name of staff. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final String FAILED_UNLOCKS = "failed_unlocks";

  private static final String WRONG_CODE =
      "The code does not fit or was used already: wait for the next one.";

  private final Core core;
  private final SignInGuard guard;

  SignIn(Core core) {
    this.core = core;
    this.guard = new SignInGuard(core);
  }

  /** Begins a session, or throws as {@link EhrStore#unlock(String, Secret)}. */
  Session withPassword(String user, Secret secret) {
    guard.begin(user);
    try {
      return proved(user, secret);
    } catch (StoreException.SecondFactorNeeded | StoreException.NoSecondFactor e) {
      guard.undo(user);
      throw e;
    } catch (TokenException e) {
      if (e.pinRefused()) {
        noteFailure(Optional.of(user));
      } else {
        guard.undo(user);
      }
      throw e;
    } catch (WrongSecretException | StoreException.WrongSecret e) {
      noteFailure(Optional.of(user));
      throw e;
    }
  }

  private Session proved(String user, Secret secret) {
    boolean key = secret.factor().orElse(null) instanceof SecondFactor.Key;
    if (!key && core.vault().slots().of(user).map(SlotInfo::keyFile).orElse(false)) {
      throw new StoreException.SecondFactorNeeded(false);
    }
    SlotInfo slot;
    try (Credentials credentials = secret.credentials(user)) {
      slot = core.vault().unlock(credentials);
    }
    if (key && !slot.keyFile()) {
      core.wipeUnused();
      throw new StoreException.NoSecondFactor();
    }
    return begin(slot.id(), AuditAction.UNLOCKED, secret.factor());
  }

  /**
   * Begins a session of the first administrator who is still one: who founded the clinic may have
   * left it, or be something else by now.
   */
  Session withRecoveryKey(char[] recoveryKey) {
    try (var key = org.vestibule.ehr.vault.RecoveryKey.parse(recoveryKey)) {
      core.vault().unlock(key);
    } catch (WrongSecretException e) {
      noteFailure(Optional.empty());
      throw e;
    }
    UUID slot = opened(() -> core.database().read(tx -> administrator(tx).slot()));
    return begin(slot, AuditAction.RECOVERY_KEY_USED, Optional.empty());
  }

  private static StaffTable.Staff administrator(Tx tx) {
    List<StaffTable.Staff> all = tx.staff().all();
    return all.stream()
        .filter(staff -> staff.roles().contains(Role.ADMINISTRATOR))
        .findFirst()
        .orElse(all.get(0));
  }

  private Session begin(UUID slot, AuditAction how, Optional<SecondFactor> factor) {
    return opened(() -> session(slot, how, factor));
  }

  /** Does the first work with keys just unlocked; they are wiped again if it does not succeed. */
  private <T> T opened(Supplier<T> first) {
    try {
      return first.get();
    } catch (SealBrokenException e) {
      core.wipeUnused();
      throw doNotFit(e);
    } catch (RuntimeException e) {
      core.wipeUnused();
      throw e;
    }
  }

  private RuntimeException doNotFit(SealBrokenException e) {
    if (core.keysAreOlder()) {
      return new StoreException.Damaged(OLDER_KEYS, e);
    }
    return core.recordsAreOlder() ? new StoreException.Damaged(OLDER_RECORDS, e) : e;
  }

  private Session session(UUID slot, AuditAction how, Optional<SecondFactor> factor) {
    Optional<StaffTable.Staff> staff =
        core.database()
            .read(tx -> tx.staff().all().stream().filter(s -> s.slot().equals(slot)).findFirst());
    if (staff.isEmpty()) {
      // A slot left over by a crash while it was being added: nobody's.
      throw new StoreException.WrongSecret();
    }
    String user = staff.get().person().user();
    List<Notice> altered = core.database().write(tx -> admit(tx, staff.get(), how, factor));
    Session session = Session.begin(core, slot, user, staff.get().roles());
    altered.forEach(session::notice);
    Erasures.replayPending(new Context(core, session, Purpose.ADMINISTRATION))
        .ifPresent(session::notice);
    return session;
  }

  /** Writes down who comes in; returns what was found changed by hand. */
  private List<Notice> admit(
      Tx tx, StaffTable.Staff staff, AuditAction how, Optional<SecondFactor> factor) {
    String user = staff.person().user();
    listClinic(tx, staff.slot(), user);
    List<Notice> altered = new ArrayList<>();
    if (tx.clinic().isAltered(EhrStore.GENERATION)) {
      altered.add(Notice.OLDER_VAULT);
    }
    boolean counts = tx.signIns().altered();
    if (counts) {
      altered.add(COUNTS_ALTERED);
    }
    if (how == AuditAction.UNLOCKED) {
      checkCode(tx, staff, factor);
    }
    guard.succeeded(tx, user);
    noteEarlierFailures(tx, staff.slot(), user, counts);
    note(core, tx, how, staff.slot(), user, "");
    tx.meta().setNumber(EhrStore.GENERATION, core.vault().generation());
    return altered;
  }

  /** A store from before there was a list of what is the clinic's gets one, once. */
  private void listClinic(Tx tx, UUID slot, String user) {
    if (tx.clinic().isNew()) {
      note(core, tx, AuditAction.CLINIC_LISTED, slot, user, "");
      tx.clinic().begin();
    }
  }

  private void checkCode(Tx tx, StaffTable.Staff staff, Optional<SecondFactor> factor) {
    if (staff.codeSecret().isEmpty()) {
      if (factor.orElse(null) instanceof SecondFactor.Code) {
        throw new StoreException.NoSecondFactor();
      }
      return;
    }
    if (!(factor.orElse(null) instanceof SecondFactor.Code code)) {
      throw new StoreException.SecondFactorNeeded(true);
    }
    String slot = staff.slot().toString();
    long step =
        Totp.parse(staff.codeSecret().get())
            .step(code.digits(), core.clock().instant(), tx.signIns().codeStep(slot))
            .orElseThrow(() -> new StoreException.WrongSecret(WRONG_CODE));
    tx.signIns().useCode(slot, step);
  }

  /**
   * While a kiosk runs on behind the locked screen a failure is an event at once. Without keys
   * nothing can be sealed: then failures are counted, and noted at the next unlock.
   *
   * @param user what was typed; kept only if it is somebody's name, since it may be a password
   */
  private void noteFailure(Optional<String> user) {
    Optional<SlotInfo> slot = user.flatMap(core.vault().slots()::of);
    try {
      core.database()
          .write(
              tx -> {
                note(
                    core,
                    tx,
                    AuditAction.UNLOCK_FAILED,
                    slot.map(SlotInfo::id).orElse(NOBODY),
                    slot.flatMap(any -> user).orElse(""),
                    user.isEmpty() ? "recovery key" : "");
                return null;
              });
    } catch (KeysLockedException e) {
      core.database()
          .write(
              tx -> {
                tx.meta().setCounter(FAILED_UNLOCKS, tx.meta().counter(FAILED_UNLOCKS) + 1);
                return null;
              });
    }
  }

  private void noteEarlierFailures(Tx tx, UUID slot, String user, boolean altered) {
    long failures = tx.meta().counter(FAILED_UNLOCKS);
    if (failures > 0) {
      note(core, tx, AuditAction.UNLOCK_FAILED, slot, user, "before=" + failures);
      tx.meta().setCounter(FAILED_UNLOCKS, 0);
    }
    if (altered) {
      note(core, tx, AuditAction.SIGN_IN_COUNT_SET_BACK, slot, user, "");
    }
  }

  static void note(Core core, Tx tx, AuditAction action, UUID slot, String user, String detail) {
    AuditEvent event =
        new AuditEvent(
            UUID.randomUUID(),
            core.clock().instant().truncatedTo(ChronoUnit.MICROS),
            user,
            Role.ADMINISTRATOR,
            Purpose.ADMINISTRATION,
            action,
            Optional.<PatientId>empty(),
            detail);
    LedgerEvent.Outcome outcome =
        action == AuditAction.UNLOCK_FAILED ? LedgerEvent.Outcome.FAILED : LedgerEvent.Outcome.DONE;
    tx.audit().append(event, slot, "desk", outcome);
  }
}
