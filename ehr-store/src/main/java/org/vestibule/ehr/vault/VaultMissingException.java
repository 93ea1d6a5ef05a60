package org.vestibule.ehr.vault;

/** Neither {@code vault.json} nor its backup is in the folder. */
public final class VaultMissingException extends VaultException {
  private static final long serialVersionUID = 1L;

  VaultMissingException(String message, Throwable cause) {
    super("V-02", message, cause);
  }
}
