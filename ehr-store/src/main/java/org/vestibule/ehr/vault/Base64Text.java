package org.vestibule.ehr.vault;

import java.util.Base64;

/** Base64 as used in {@code vault.json}. */
final class Base64Text {
  private Base64Text() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * @throws VaultDamagedException if it is no Base64
   */
  static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw VaultFiles.damaged(e);
    }
  }
}
