package org.vestibule.ehr.vault;

/** The keys that this needs are locked, or the vault is closed. */
public final class KeysLockedException extends VaultException {
  private static final long serialVersionUID = 1L;

  KeysLockedException(String message, Throwable cause) {
    super("V-04", message, cause);
  }
}
