package org.vestibule.ehr.vault;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person proves herself with: name, password and, where her slot asks for it, the bytes of
 * her key file. Closing wipes the copies held here.
 */
public final class Credentials implements AutoCloseable {
  private final String user;
  private final char[] password;
  private final byte[] keyFile;

  private Credentials(String user, char[] password, byte[] keyFile) {
    this.user = Objects.requireNonNull(user, "user");
    this.password = password.clone();
    this.keyFile = keyFile == null ? null : keyFile.clone();
  }

  /** Name and password; both are copied, the caller still wipes its own. */
  public static Credentials of(String user, char[] password) {
    return new Credentials(user, password, null);
  }

  /** Name, password and the whole content of the key file; all are copied. */
  public static Credentials of(String user, char[] password, byte[] keyFile) {
    return new Credentials(user, password, Objects.requireNonNull(keyFile, "keyFile"));
  }

  String user() {
    return user;
  }

  char[] password() {
    return password;
  }

  Optional<byte[]> keyFile() {
    return Optional.ofNullable(keyFile);
  }

  @Override
  public void close() {
    Arrays.fill(password, '\0');
    if (keyFile != null) {
      Arrays.fill(keyFile, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "Credentials[...]";
  }
}
