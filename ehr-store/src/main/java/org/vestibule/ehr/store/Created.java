package org.vestibule.ehr.store;

/**
 * A store just made, unlocked for its first administrator.
 *
 * @param store the open store; the caller closes it
 * @param session the first administrator's session
 * @param recoveryKey to be printed once, then wiped
 */
public record Created(EhrStore store, Session session, RecoveryKey recoveryKey) {}
