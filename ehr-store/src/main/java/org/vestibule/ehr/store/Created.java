package org.vestibule.ehr.store;

/**
 * A store just made, unlocked for its first administrator.
 *
 * @param store the open store
 * @param session the first administrator's session
 * @param recoveryKey to be printed once, then wiped
 */
public record Created(EhrStore store, Session session, RecoveryKey recoveryKey)
    implements AutoCloseable {
  /** Wipes the recovery key and closes the store. Who keeps the store does not call this. */
  @Override
  public void close() {
    recoveryKey.close();
    store.close();
  }
}
