package org.vestibule.ehr.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Turns a normalised value into index bytes that tell nothing without the key: HKDF-SHA256 under
 * the secret index key. Equal values of one kind give equal bytes, so a low-entropy value's
 * frequency remains visible; index identifiers, not sexes.
 *
 * <p>Thread-safe; throws {@link KeysLockedException} once the scope is locked.
 */
public final class BlindIndex {
  /** Length of an index value in bytes: 128 bits, so a chance collision is out of reach. */
  public static final int BYTES = 16;

  private final OpenScope keys;

  BlindIndex(OpenScope keys) {
    this.keys = keys;
  }

  /**
   * The index value of {@code normalised}.
   *
   * @param kind which index, for example {@code patient.phone}; kinds never share a value
   * @param normalised the value after the caller's own normalisation (case, spaces, digits)
   * @return {@value #BYTES} bytes
   */
  public byte[] of(String kind, String normalised) {
    return derive(keys, "blind-index", kind, normalised.getBytes(StandardCharsets.UTF_8), BYTES);
  }

  /** PRF over the length-prefixed parts, so that no two inputs run together. */
  static byte[] derive(OpenScope keys, String domain, String kind, byte[] value, int length) {
    byte[] d = domain.getBytes(StandardCharsets.UTF_8);
    byte[] k = kind.getBytes(StandardCharsets.UTF_8);
    ByteBuffer in = ByteBuffer.allocate(12 + d.length + k.length + value.length);
    in.putInt(d.length).put(d).putInt(k.length).put(k).putInt(value.length).put(value);
    try {
      return keys.prf().computePrimary(in.array(), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the pseudo-random function failed", e);
    }
  }

  @Override
  public String toString() {
    return "BlindIndex[...]";
  }
}
