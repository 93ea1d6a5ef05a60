package org.vestibule.ehr.vault;

/** Sealed bytes were changed, cut, moved from their place, or sealed with a key that is gone. */
public final class SealBrokenException extends VaultException {
  private static final long serialVersionUID = 1L;

  SealBrokenException(String message, Throwable cause) {
    super("V-05", message, cause);
  }
}
