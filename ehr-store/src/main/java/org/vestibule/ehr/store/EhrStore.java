package org.vestibule.ehr.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.vestibule.ehr.db.Database;
import org.vestibule.ehr.db.News;
import org.vestibule.ehr.db.StaffTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.ledger.LedgerEvent;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.KdfCost;
import org.vestibule.ehr.vault.KeysLockedException;
import org.vestibule.ehr.vault.SlotInfo;
import org.vestibule.ehr.vault.TokenException;
import org.vestibule.ehr.vault.Vault;
import org.vestibule.ehr.vault.VaultMissingException;
import org.vestibule.ehr.vault.WrongSecretException;

/**
 * The records of one clinic: in a data folder, used by one process at a time, or on a server.
 *
 * <p>Nothing can be read before somebody unlocks. Safe for use by several threads.
 */
public final class EhrStore implements AutoCloseable {
  /** Fewest characters of a password. */
  public static final int PASSWORD_LENGTH = 8;

  static final String DATABASE = "clinic.db";

  /** A copy of the database on its way into a backup; as sealed as the database. */
  static final String SNAPSHOT = "clinic.db.snapshot";

  static final String GENERATION = "vault_generation";
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final String CLINIC = "clinic_name";
  private static final String ADMINISTRATOR = "first_administrator";
  private static final String FAILED_UNLOCKS = "failed_unlocks";

  /** Stands in the ledger for who gave no name of staff. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final String WRONG_CODE =
      "The code does not fit or was used already: wait for the next one.";

  private final FolderLock lock;
  private final Core core;
  private final List<Notice> notices;
  private final String clinicName;
  private final String firstAdministrator;
  private final SignInGuard guard;
  private boolean closed;

  private EhrStore(FolderLock lock, Core core, List<Notice> notices) {
    this.lock = lock;
    this.core = core;
    this.guard = new SignInGuard(core);
    this.notices = List.copyOf(notices);
    this.clinicName = setting(core, CLINIC);
    this.firstAdministrator = setting(core, ADMINISTRATOR);
  }

  /** True if the folder holds a store (perhaps a damaged one). */
  public static boolean exists(Path dataFolder) {
    return exists(StorePlace.in(dataFolder));
  }

  /** True if there is a store (perhaps a damaged one). */
  public static boolean exists(StorePlace place) {
    return place.exists();
  }

  /**
   * Makes a new store and its first administrator, who is clinician and receptionist too.
   *
   * @param dataFolder an empty or missing folder; made readable for its owner alone
   * @throws StoreException.AlreadyThere if the folder holds a store
   * @throws StoreException.Invalid if the password is too short or a name is empty
   * @throws StoreException.Unreadable if the folder cannot be written
   */
  public static Created create(Path dataFolder, NewClinic clinic) {
    return create(StorePlace.in(dataFolder), clinic);
  }

  /** The same in any place. */
  public static Created create(StorePlace place, NewClinic clinic) {
    return create(place, clinic, KdfCost.calibrated(), Clock.system(ZoneId.systemDefault()));
  }

  static Created create(StorePlace place, NewClinic clinic, KdfCost cost, Clock clock) {
    if (clinic.name().isBlank()) {
      throw new StoreException.Invalid("The clinic needs a name: type one.");
    }
    requireGood(clinic.administrator(), clinic.password());
    if (place.exists()) {
      throw new StoreException.AlreadyThere();
    }
    FolderLock.prepare(place.folder());
    Opening opening = new Opening(place.take());
    return opening.orUndo(() -> create(opening, place, clinic, cost, clock));
  }

  private static Created create(
      Opening opening, StorePlace place, NewClinic clinic, KdfCost cost, Clock clock) {
    Vault.Created made;
    try (Credentials credentials = Credentials.of(clinic.administrator(), clinic.password())) {
      made = place.createVault(cost, credentials);
    }
    Vault vault = opening.with(made.vault());
    Database database = opening.with(place.openDatabase(vault));
    Core core = new Core(vault, database, place.folder(), clock);
    UUID slot = made.administrator().id();
    Set<Role> roles = EnumSet.of(Role.ADMINISTRATOR, Role.CLINICIAN, Role.RECEPTIONIST);
    String user = clinic.administrator();
    database.write(
        tx -> {
          tx.meta().setText(CLINIC, clinic.name());
          tx.meta().setText(ADMINISTRATOR, user);
          tx.meta().setNumber(GENERATION, vault.generation());
          tx.audit().begin();
          Practitioner person = new Practitioner(user, new HumanName("", user));
          tx.staff().insert(new StaffTable.Staff(slot, person, roles));
          note(core, tx, AuditAction.CLINIC_CREATED, slot, user, "");
          return null;
        });
    EhrStore store = new EhrStore(opening.lock(), core, List.of());
    Session session = Session.begin(core, slot, user, roles);
    try (var key = made.recoveryKey()) {
      return new Created(store, session, new RecoveryKey(key.text()));
    }
  }

  /**
   * Opens a store, locked.
   *
   * @throws StoreException.Missing if the folder holds none
   * @throws StoreException.InUse if another process has it
   * @throws StoreException.Damaged if vault and backup, or the database, cannot be read
   */
  public static EhrStore open(Path dataFolder) {
    return open(StorePlace.in(dataFolder));
  }

  /** The same in any place. */
  public static EhrStore open(StorePlace place) {
    return open(place, Clock.system(ZoneId.systemDefault()));
  }

  static EhrStore open(StorePlace place, Clock clock) {
    if (!place.exists()) {
      throw new StoreException.Missing();
    }
    Opening opening = new Opening(place.take());
    return opening.orUndo(
        () -> {
          Vault vault = opening.with(openVault(place));
          if (!place.hasDatabase()) {
            throw new StoreException.Damaged(
                "The database clinic.db is missing: restore the latest backup.", null);
          }
          Database database = opening.with(place.openDatabase(vault));
          Core core = new Core(vault, database, place.folder(), clock);
          // Another machine may be in the middle of what would be taken away.
          if (database.isAlone()) {
            Documents.sweep(core);
            core.blobs().discardSnapshot();
          }
          return new EhrStore(opening.lock(), core, notices(core));
        });
  }

  /**
   * Restores a backup into a data folder, here or on another machine. The folder has its name only
   * once everything in it was opened and checked. The keys are those of the time of the backup:
   * passwords too.
   *
   * @param recoveryKey as printed; not kept
   * @param dataFolder empty or missing
   * @throws StoreException.WrongSecret if the recovery key is another clinic's
   * @throws StoreException.AlreadyThere if the folder holds anything
   * @throws StoreException.Unreadable if the file is no backup
   * @throws StoreException.Damaged if the backup was cut or altered; then nothing was restored
   */
  public static BackupReport restore(Path backup, Path dataFolder, char[] recoveryKey) {
    return restore(backup, dataFolder, recoveryKey, Optional.empty());
  }

  /**
   * Restores as above and erases again whoever was erased since the backup.
   *
   * @param erasures the list kept beside the backup, see {@link Erasures#list}; lines that this
   *     clinic did not sign erase nobody
   */
  public static BackupReport restore(
      Path backup, Path dataFolder, char[] recoveryKey, Optional<Path> erasures) {
    return Context.guarded(() -> Backups.restore(backup, dataFolder, recoveryKey, erasures));
  }

  /**
   * Unpacks an archive of disposed records into a folder, in the open: FHIR bundle, trail, photo
   * and documents of each.
   *
   * @param recoveryKey of the time when it was written
   * @param folder where there is none yet
   * @return how many files there were
   * @throws StoreException as {@link #restore}
   */
  public static int openArchive(Path archive, Path folder, char[] recoveryKey) {
    return Context.guarded(() -> Retention.open(archive, folder, recoveryKey));
  }

  /**
   * Restores a backup to a temporary folder, as sealed as the backup, checks everything there and
   * takes it away: shows that the backup and the recovery key would serve.
   *
   * @throws StoreException as {@link #restore}
   */
  public static BackupReport drill(Path backup, char[] recoveryKey) {
    return Context.guarded(() -> Backups.drill(backup, recoveryKey));
  }

  private static Vault openVault(StorePlace place) {
    try {
      return place.openVault();
    } catch (VaultMissingException e) {
      throw new StoreException.Damaged(
          "The key file vault.json and its backup are missing: restore them from a copy.", e);
    }
  }

  private static List<Notice> notices(Core core) {
    List<Notice> notices = new ArrayList<>();
    core.vault()
        .notices()
        .forEach(n -> notices.add(new Notice("EHR-N1-" + n.name(), n.sentence())));
    long known = core.database().read(tx -> tx.meta().number(GENERATION)).orElse(0L);
    if (known > core.vault().generation()) {
      notices.add(
          new Notice(
              "EHR-N2",
              "An older key file vault.json was put back: changed passwords and removed staff may"
                  + " be as before. Ask an administrator to check the staff list."));
    }
    Optional<Instant> newest = core.database().read(tx -> tx.audit().newestTime());
    if (newest.isPresent() && newest.get().isAfter(core.clock().instant().plus(CLOCK_TOLERANCE))) {
      notices.add(
          new Notice(
              "EHR-N3",
              "This computer's clock is behind the last entry in the records: set its date and"
                  + " time, then start again."));
    }
    return notices;
  }

  /**
   * Hears what windows of this and other machines write, after it is written. Called on any thread,
   * so quick: who wants more reads it then.
   */
  public void listen(Consumer<News> listener) {
    core.database().listen(listener);
  }

  /** What staff should be told about this opening; usually nothing. */
  public List<Notice> notices() {
    return notices;
  }

  /** The clinic's name, readable while locked. */
  public String clinicName() {
    return clinicName;
  }

  /** The user name of the first administrator, readable while locked. */
  public String firstAdministrator() {
    return firstAdministrator;
  }

  /**
   * Unlocks for somebody of staff. Takes at least 250 ms (key derivation), so never on a UI thread.
   *
   * @param password not kept; the caller wipes it
   * @throws StoreException.WrongSecret if name and password do not fit
   */
  public Session unlock(String user, char[] password) {
    return unlock(user, Secret.of(password));
  }

  /**
   * Unlocks for somebody of staff, with the second factor if one is set up.
   *
   * @throws StoreException.WrongSecret if name, password and factor do not fit
   * @throws StoreException.SecondFactorNeeded if one is set up and none was given
   * @throws StoreException.TooManyAttempts if it is not this name's time yet
   * @throws StoreException.TerminalLocked if an administrator must sign in here first
   */
  public Session unlock(String user, Secret secret) {
    return Context.guarded(
        () -> {
          requireOpen();
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
        });
  }

  private Session proved(String user, Secret secret) {
    boolean key = secret.factor().orElse(null) instanceof SecondFactor.Key;
    if (!key && core.vault().slotOf(user).map(SlotInfo::keyFile).orElse(false)) {
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
   * Unlocks with the printed recovery key, as the first administrator.
   *
   * @throws StoreException.WrongSecret if it does not fit
   */
  public Session unlockWithRecoveryKey(char[] recoveryKey) {
    return Context.guarded(
        () -> {
          requireOpen();
          try (var key = org.vestibule.ehr.vault.RecoveryKey.parse(recoveryKey)) {
            core.vault().unlock(key);
          } catch (WrongSecretException e) {
            noteFailure(Optional.empty());
            throw e;
          }
          UUID first = core.database().read(tx -> tx.staff().all().get(0).slot());
          return begin(first, AuditAction.RECOVERY_KEY_USED, Optional.empty());
        });
  }

  /**
   * Unlocks with the printed recovery key and gives the first administrator a new password, since
   * the old one is lost. Second factors of that account are gone.
   *
   * @param next not kept; the caller wipes it
   * @throws StoreException.Invalid if the new password is too short; then nothing was tried
   * @throws StoreException.WrongSecret if the key does not fit
   */
  public Session unlockWithRecoveryKey(char[] recoveryKey, char[] next) {
    requireGood(firstAdministrator, next);
    Session session = unlockWithRecoveryKey(recoveryKey);
    try {
      session.act(Purpose.ADMINISTRATION).keys().resetPassword(session.user(), next);
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private Session begin(UUID slot, AuditAction how, Optional<SecondFactor> factor) {
    try {
      Optional<StaffTable.Staff> staff =
          core.database()
              .read(tx -> tx.staff().all().stream().filter(s -> s.slot().equals(slot)).findFirst());
      if (staff.isEmpty()) {
        // A slot left over by a crash while it was being added: nobody's.
        throw new StoreException.WrongSecret();
      }
      String user = staff.get().person().user();
      core.database()
          .write(
              tx -> {
                if (how == AuditAction.UNLOCKED) {
                  checkCode(tx, staff.get(), factor);
                }
                guard.succeeded(tx, user);
                noteEarlierFailures(tx, slot, user);
                note(core, tx, how, slot, user, "");
                tx.meta().setNumber(GENERATION, core.vault().generation());
                return null;
              });
      Session session = Session.begin(core, slot, user, staff.get().roles());
      Erasures.replayPending(new Context(core, session, Purpose.ADMINISTRATION));
      return session;
    } catch (RuntimeException e) {
      core.wipeUnused();
      throw e;
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
    String used = "code_step_" + staff.slot();
    long step =
        Totp.parse(staff.codeSecret().get())
            .step(code.digits(), core.clock().instant(), tx.meta().counter(used))
            .orElseThrow(() -> new StoreException.WrongSecret(WRONG_CODE));
    tx.meta().setCounter(used, step);
  }

  /**
   * While a kiosk runs on behind the locked screen a failure is an event at once. Without keys
   * nothing can be sealed: then failures are counted, and noted at the next unlock.
   *
   * @param user what was typed; kept only if it is somebody's name, since it may be a password
   */
  private void noteFailure(Optional<String> user) {
    Optional<SlotInfo> slot = user.flatMap(core.vault()::slotOf);
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

  private void noteEarlierFailures(Tx tx, UUID slot, String user) {
    long failures = tx.meta().counter(FAILED_UNLOCKS);
    if (failures > 0) {
      note(core, tx, AuditAction.UNLOCK_FAILED, slot, user, "before=" + failures);
      tx.meta().setCounter(FAILED_UNLOCKS, 0);
    }
    if (tx.signIns().sealCount()) {
      note(core, tx, AuditAction.SIGN_IN_COUNT_SET_BACK, slot, user, "");
    }
  }

  private static void note(
      Core core, Tx tx, AuditAction action, UUID slot, String user, String detail) {
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

  static void requireGood(String user, char[] password) {
    if (user.isBlank() || user.length() > 64) {
      throw new StoreException.Invalid("The user name needs 1 to 64 characters: type another.");
    }
    if (password.length < PASSWORD_LENGTH) {
      throw new StoreException.Invalid(
          "The password needs at least " + PASSWORD_LENGTH + " characters: choose a longer one.");
    }
  }

  private static String setting(Core core, String name) {
    return core.database()
        .read(tx -> tx.meta().text(name))
        .orElseThrow(
            () ->
                new StoreException.Damaged(
                    "The database holds no clinic: restore the latest backup.", null));
  }

  private synchronized void requireOpen() {
    if (closed) {
      throw new StoreException.Locked();
    }
  }

  /** Ends every session, wipes every key and lets the folder go. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Context.guarded(
        () -> {
          core.endAll();
          core.close();
          lock.close();
          return null;
        });
  }

  @Override
  public String toString() {
    return "EhrStore";
  }
}
