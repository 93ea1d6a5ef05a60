package org.vestibule.ehr.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a slot mixes into its key besides the password: a key file or a key in a token. */
interface KeyFactor {

  /**
   * The 32 bytes that go into Argon2id beside the password.
   *
   * @param salt the slot's, new at every change of the secret
   */
  byte[] mixedIn(byte[] salt);

  /** SHA-256 of the key file behind a label. */
  static KeyFactor ofFile(byte[] keyFile) {
    return salt -> sha256("vestibule key file", keyFile);
  }

  /** SHA-256 of a label in ASCII and bytes behind it. */
  static byte[] sha256(String label, byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(label.getBytes(StandardCharsets.US_ASCII));
      return digest.digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
