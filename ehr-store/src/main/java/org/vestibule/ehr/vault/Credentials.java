package org.vestibule.ehr.vault;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person proves herself with: name, password and, where her slot asks for it, the bytes of
 * her key file or a key in a token. Closing wipes the copies held here, and closes the token.
 */
public final class Credentials implements AutoCloseable {
  private final String user;
  private final char[] password;
  private final byte[] keyFile;
  private final Token token;

  private Credentials(String user, char[] password, byte[] keyFile, Token token) {
    this.user = Objects.requireNonNull(user, "user");
    this.password = password.clone();
    this.keyFile = keyFile == null ? null : keyFile.clone();
    this.token = token;
  }

  /** Name and password; both are copied, the caller still wipes its own. */
  public static Credentials of(String user, char[] password) {
    return new Credentials(user, password, null, null);
  }

  /** Name, password and the whole content of the key file; all are copied. */
  public static Credentials of(String user, char[] password, byte[] keyFile) {
    return new Credentials(user, password, Objects.requireNonNull(keyFile, "keyFile"), null);
  }

  /** Name and password, both copied, and a key in a token, which is closed with this. */
  public static Credentials of(String user, char[] password, Token token) {
    return new Credentials(user, password, null, Objects.requireNonNull(token, "token"));
  }

  String user() {
    return user;
  }

  char[] password() {
    return password;
  }

  Optional<KeyFactor> factor() {
    return keyFile == null ? Optional.ofNullable(token) : Optional.of(KeyFactor.ofFile(keyFile));
  }

  @Override
  public void close() {
    Arrays.fill(password, '\0');
    if (keyFile != null) {
      Arrays.fill(keyFile, (byte) 0);
    }
    if (token != null) {
      token.close();
    }
  }

  @Override
  public String toString() {
    return "Credentials[...]";
  }
}
