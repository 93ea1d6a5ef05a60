package org.vestibule.ehr.store;

import java.util.Optional;
import org.vestibule.ehr.vault.Credentials;

/**
 * What somebody proves herself with.
 *
 * @param password not copied; the caller wipes it
 * @param factor the second factor, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // must be wipeable, and is never compared
public record Secret(char[] password, Optional<SecondFactor> factor) {
  /** A password alone. */
  public static Secret of(char[] password) {
    return new Secret(password, Optional.empty());
  }

  Credentials credentials(String user) {
    return factor.isPresent() && factor.get() instanceof SecondFactor.Key key
        ? key.credentials(user, password)
        : Credentials.of(user, password);
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
