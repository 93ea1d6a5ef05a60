package org.vestibule.ehr.vault;

/** Neither {@code vault.json} nor its backup can be used. */
public final class VaultDamagedException extends VaultException {
  private static final long serialVersionUID = 1L;

  VaultDamagedException(String message, Throwable cause) {
    super("V-03", message, cause);
  }
}
