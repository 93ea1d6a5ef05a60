package org.vestibule.ehr.vault;

/** {@code vault.json} could not be read or written; what was there before is still there. */
public final class VaultIoException extends VaultException {
  private static final long serialVersionUID = 1L;

  /**
   * For places outside this package.
   *
   * @param message a sentence for the person at the desk
   */
  public VaultIoException(String message, Throwable cause) {
    super("V-07", message, cause);
  }
}
