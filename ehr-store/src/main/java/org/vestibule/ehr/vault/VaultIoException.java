package org.vestibule.ehr.vault;

/** {@code vault.json} could not be read or written; what was there before is still there. */
public final class VaultIoException extends VaultException {
  private static final long serialVersionUID = 1L;

  VaultIoException(String message, Throwable cause) {
    super("V-07", message, cause);
  }
}
