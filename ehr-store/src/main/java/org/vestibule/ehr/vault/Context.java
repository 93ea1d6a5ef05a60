package org.vestibule.ehr.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Associated data for the vault's own keys: what a wrapped key is for, and whose. Every part is its
 * text in UTF-8 behind its length, so different parts never give the same bytes.
 */
final class Context {
  private Context() {}

  static byte[] slotSecret(UUID vault, SlotSecret secret) {
    return bytes("slot secret", vault, secret.slot(), secret.cost(), secret.keyFile());
  }

  static byte[] slotKey(UUID vault, UUID slot, KeyScope scope, int version) {
    return bytes("slot key", vault, slot, scope, version);
  }

  static byte[] keyset(UUID vault, KeyScope scope, int version, String name) {
    return bytes("keyset", vault, scope, version, name);
  }

  static byte[] patientKey(UUID vault, KeyScope scope, UUID patient) {
    return bytes("patient key", vault, scope, patient);
  }

  static byte[] rootStep(UUID vault, String from, String to) {
    return bytes("root step", vault, from, to);
  }

  private static byte[] bytes(Object... parts) {
    byte[][] texts = new byte[parts.length][];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      texts[i] = parts[i].toString().getBytes(StandardCharsets.UTF_8);
      length += 4 + texts[i].length;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    for (byte[] text : texts) {
      out.putInt(text.length).put(text);
    }
    return out.array();
  }
}
