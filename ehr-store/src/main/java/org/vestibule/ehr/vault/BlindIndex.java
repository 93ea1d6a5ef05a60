package org.vestibule.ehr.vault;

import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /**
   * The index values of {@code normalised} under the keys from before a rotation that is not
   * finished; usually none. A lookup during a rotation tries them too.
   */
  public List<byte[]> before(String kind, String normalised) {
    byte[] value = normalised.getBytes(StandardCharsets.UTF_8);
    byte[] input = input("blind-index", kind, value);
    PrfSet prfs = keys.prf();
    List<byte[]> all = new ArrayList<>();
    try {
      for (Map.Entry<Integer, Prf> prf : prfs.getPrfs().entrySet()) {
        if (prf.getKey() != prfs.getPrimaryId()) {
          all.add(prf.getValue().compute(input, BYTES));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the pseudo-random function failed", e);
    }
    return all;
  }

  /** PRF over the length-prefixed parts, so that no two inputs run together. */
  static byte[] derive(OpenScope keys, String domain, String kind, byte[] value, int length) {
    try {
      return keys.prf().computePrimary(input(domain, kind, value), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the pseudo-random function failed", e);
    }
  }

  private static byte[] input(String domain, String kind, byte[] value) {
    byte[] d = domain.getBytes(StandardCharsets.UTF_8);
    byte[] k = kind.getBytes(StandardCharsets.UTF_8);
    ByteBuffer in = ByteBuffer.allocate(12 + d.length + k.length + value.length);
    in.putInt(d.length).put(d).putInt(k.length).put(k).putInt(value.length).put(value);
    return in.array();
  }

  @Override
  public String toString() {
    return "BlindIndex[...]";
  }
}
