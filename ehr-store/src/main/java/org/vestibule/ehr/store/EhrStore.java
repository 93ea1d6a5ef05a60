package org.vestibule.ehr.store;

import java.nio.file.Path;
import java.util.List;

/**
 * The records of one clinic in one data folder, used by one process at a time.
 *
 * <p>Nothing can be read before somebody unlocks. Safe for use by several threads.
 */
public final class EhrStore implements AutoCloseable {
  private EhrStore() {}

  /** True if the folder holds a store (perhaps a damaged one). */
  public static boolean exists(Path dataFolder) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a store, locked.
   *
   * @throws StoreException.Missing if the folder holds none
   * @throws StoreException.InUse if another process has it
   * @throws StoreException.Damaged if vault and backup, or the database, cannot be read
   */
  public static EhrStore open(Path dataFolder) {
    throw new UnsupportedOperationException();
  }

  /** What staff should be told about this opening; usually nothing. */
  public List<Notice> notices() {
    throw new UnsupportedOperationException();
  }

  /** The clinic's name, readable while locked. */
  public String clinicName() {
    throw new UnsupportedOperationException();
  }

  /** The user name of the first administrator, readable while locked. */
  public String firstAdministrator() {
    throw new UnsupportedOperationException();
  }

  /**
   * Unlocks for somebody of staff. Takes at least 250 ms (key derivation), so never on a UI thread.
   *
   * @param password not kept; the caller wipes it
   * @throws StoreException.WrongSecret if name and password do not fit
   */
  public Session unlock(String user, char[] password) {
    throw new UnsupportedOperationException();
  }

  /**
   * Unlocks with the printed recovery key, as the first administrator.
   *
   * @throws StoreException.WrongSecret if it does not fit
   */
  public Session unlockWithRecoveryKey(char[] recoveryKey) {
    throw new UnsupportedOperationException();
  }

  /** Ends every session, wipes every key and lets the folder go. Closing twice does nothing. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
