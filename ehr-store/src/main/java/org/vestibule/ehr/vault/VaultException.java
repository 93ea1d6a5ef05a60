package org.vestibule.ehr.vault;

/**
 * Something about keys went wrong. The message is one plain sentence for the person at the desk; it
 * never holds a secret, a name or anything about a patient.
 */
public abstract class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  VaultException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A short code that can be read out on the telephone, such as {@code V-01}. */
  public final String code() {
    return code;
  }
}
