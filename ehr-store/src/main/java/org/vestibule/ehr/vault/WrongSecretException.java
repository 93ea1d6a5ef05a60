package org.vestibule.ehr.vault;

/**
 * The name, password or key file does not fit, or the recovery key. Which of the three is never
 * said, and an unknown name costs the same time as a wrong password.
 */
public final class WrongSecretException extends VaultException {
  private static final long serialVersionUID = 1L;

  WrongSecretException(String message, Throwable cause) {
    super("V-01", message, cause);
  }
}
