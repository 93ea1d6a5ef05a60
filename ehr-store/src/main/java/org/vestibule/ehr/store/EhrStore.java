package org.vestibule.ehr.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.vestibule.ehr.db.Database;
import org.vestibule.ehr.db.News;
import org.vestibule.ehr.db.StaffTable;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.KdfCost;
import org.vestibule.ehr.vault.Vault;
import org.vestibule.ehr.vault.VaultMissingException;

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

  /** Patients. Fewer are opened before anybody would notice. */
  private static final int WORTH_REHEARSING = 5_000;

  private static final String CLINIC = "clinic_name";
  static final String ADMINISTRATOR = "first_administrator";

  private final FolderLock lock;
  private final Core core;
  private final List<Notice> notices;
  private final String clinicName;
  private final String firstAdministrator;
  private final SignIn signIn;
  private boolean closed;

  private EhrStore(FolderLock lock, Core core, List<Notice> notices) {
    this.lock = lock;
    this.core = core;
    this.signIn = new SignIn(core);
    this.notices = List.copyOf(notices);
    this.clinicName = core.setting(CLINIC);
    this.firstAdministrator = core.setting(ADMINISTRATOR);
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
          tx.audit().begin();
          tx.clinic().begin();
          tx.meta().setText(CLINIC, clinic.name());
          tx.meta().setText(ADMINISTRATOR, user);
          tx.meta().setNumber(GENERATION, vault.generation());
          Practitioner person = new Practitioner(user, new HumanName("", user));
          tx.staff().insert(new StaffTable.Staff(slot, person, roles));
          SignIn.note(core, tx, AuditAction.CLINIC_CREATED, slot, user, "");
          SignIn.note(core, tx, AuditAction.CLINIC_LISTED, slot, user, "");
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
          return new EhrStore(opening.lock(), core, Notice.atOpening(core));
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
   * @throws StoreException.AlreadyThere if the folder holds a store
   * @throws StoreException.OutputThere if it holds anything else, or is a file or a link
   * @throws StoreException.Unreadable if the file is no backup
   * @throws StoreException.Damaged if the backup was cut or altered; then nothing was restored
   */
  public static BackupReport restore(Path backup, Path dataFolder, char[] recoveryKey) {
    return restore(backup, dataFolder, recoveryKey, Optional.empty());
  }

  /**
   * Restores as above and erases again whoever was erased since the backup.
   *
   * @param erasures the list kept beside the backup, see {@link Erasures#list}
   * @throws StoreException.Invalid if the list is not this clinic's; then nothing was restored
   */
  public static BackupReport restore(
      Path backup, Path dataFolder, char[] recoveryKey, Optional<Path> erasures) {
    return restore(backup, StorePlace.in(dataFolder), recoveryKey, erasures);
  }

  /**
   * The same into any place. What is restored is checked in the folder of that place first; with a
   * server its rows and keys are moved there in one transaction then, and the documents' files
   * stay.
   *
   * @param place an empty or missing folder; with a server, a database that holds no clinic
   */
  public static BackupReport restore(
      Path backup, StorePlace place, char[] recoveryKey, Optional<Path> erasures) {
    return Context.guarded(() -> Backups.restore(backup, place, recoveryKey, erasures));
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

  /**
   * Hears what other machines that share the records write, once it is written; names in memory
   * follow before. Called on a thread of the store, so quick: who wants more reads it elsewhere.
   * Silent where the records are in a folder, which no other machine has.
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

  /** The user name of the first administrator while that is one of staff, readable while locked. */
  public Optional<String> firstAdministrator() {
    return Optional.of(firstAdministrator)
        .filter(user -> core.vault().slots().of(user).isPresent());
  }

  /**
   * Prepares this process for unlocking a large clinic, while somebody types: see {@link
   * OpeningRehearsal}. Returns at once for a small one, and soon after somebody signed in or the
   * store was closed; else takes some seconds of both cores, so for a thread of its own.
   */
  public void rehearse() {
    if (count() >= WORTH_REHEARSING) {
      new OpeningRehearsal(() -> isClosed() || core.isUnlocked()).run();
    }
  }

  private synchronized int count() {
    return closed ? 0 : core.database().read(tx -> tx.patients().count());
  }

  private synchronized boolean isClosed() {
    return closed;
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
          return signIn.withPassword(user, secret);
        });
  }

  /**
   * Unlocks with the printed recovery key, as the first of staff who is an administrator now.
   *
   * @throws StoreException.WrongSecret if it does not fit
   */
  public Session unlockWithRecoveryKey(char[] recoveryKey) {
    return Context.guarded(
        () -> {
          requireOpen();
          return signIn.withRecoveryKey(recoveryKey);
        });
  }

  /**
   * Unlocks with the printed recovery key and gives that administrator a new password, since the
   * old one is lost. Second factors of that account are gone.
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

  static void requireGood(String user, char[] password) {
    boolean plain = user.equals(user.strip()) && user.codePoints().noneMatch(EhrStore::isHidden);
    if (user.isBlank() || user.length() > 64 || !plain) {
      throw new StoreException.Invalid(
          "The user name needs 1 to 64 characters, without spaces around them: type another.");
    }
    if (password.length < PASSWORD_LENGTH) {
      throw new StoreException.Invalid(
          "The password needs at least " + PASSWORD_LENGTH + " characters: choose a longer one.");
    }
  }

  /**
   * Line breaks, and what turns the text around it, would make a list of staff say other things.
   */
  private static boolean isHidden(int letter) {
    return Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT;
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
