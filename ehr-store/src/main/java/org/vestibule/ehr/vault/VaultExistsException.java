package org.vestibule.ehr.vault;

/** There is a vault already; creating another would lose it. */
public final class VaultExistsException extends VaultException {
  private static final long serialVersionUID = 1L;

  VaultExistsException(String message, Throwable cause) {
    super("V-06", message, cause);
  }
}
