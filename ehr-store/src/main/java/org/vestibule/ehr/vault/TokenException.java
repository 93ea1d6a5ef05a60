package org.vestibule.ehr.vault;

/** A PKCS#11 token did not answer; the vault is as it was. */
public final class TokenException extends VaultException {
  private static final long serialVersionUID = 1L;

  private final boolean pinRefused;

  private TokenException(boolean pinRefused, String message, Throwable cause) {
    super(pinRefused ? "V-10" : "V-09", message, cause);
    this.pinRefused = pinRefused;
  }

  static TokenException refusedPin(Throwable cause) {
    return new TokenException(true, "The token refuses its PIN: type the right one.", cause);
  }

  static TokenException unreachable(Throwable cause) {
    return new TokenException(
        false, "The token cannot be reached: put it in, check its name and try again.", cause);
  }

  static TokenException unfit(String message) {
    return new TokenException(false, message, null);
  }

  /** Whether the token was there and the PIN wrong. */
  public boolean pinRefused() {
    return pinRefused;
  }
}
