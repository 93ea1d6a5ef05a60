package org.vestibule.ehr.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with the prefixes of RFC 6962, section 2.1, and one more for the chain. */
final class Hashes {
  /** Length of every hash here, in bytes. */
  static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final byte CHAIN = 2;

  private Hashes() {}

  static byte[] sha256(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  static byte[] leaf(byte[] data) {
    MessageDigest digest = digest();
    digest.update(LEAF);
    return digest.digest(data);
  }

  static byte[] node(byte[] left, byte[] right) {
    return pair(NODE, left, right);
  }

  static byte[] chain(byte[] previous, byte[] leaf) {
    return pair(CHAIN, previous, leaf);
  }

  private static byte[] pair(byte prefix, byte[] first, byte[] second) {
    MessageDigest digest = digest();
    digest.update(prefix);
    digest.update(first);
    return digest.digest(second);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
