package org.vestibule.face.template;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Standard normal numbers from a key: AES-256 in counter mode as the source of bits (the generator
 * of NIST SP 800-90A, CTR_DRBG, without reseeding), uniform doubles of 53 bits, and the polar form
 * of Box and Muller. The same on every machine, for which logarithms are {@link StrictMath}'s.
 */
final class NormalStream {
  private static final int BLOCK = 4096;
  private static final double UNIT = 0x1p-53;

  private final Cipher cipher;
  private ByteBuffer bits = ByteBuffer.allocate(0);
  private double spare = Double.NaN;

  /**
   * @param key 32 bytes
   */
  NormalStream(byte[] key) {
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES in counter mode", e);
    }
  }

  double next() {
    if (!Double.isNaN(spare)) {
      double ready = spare;
      spare = Double.NaN;
      return ready;
    }
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double squares = x * x + y * y;
      if (squares > 0 && squares < 1) {
        double scale = Math.sqrt(-2 * StrictMath.log(squares) / squares);
        spare = y * scale;
        return x * scale;
      }
    }
  }

  private double uniform() {
    if (bits.remaining() < Long.BYTES) {
      bits = ByteBuffer.wrap(cipher.update(new byte[BLOCK]));
    }
    return (bits.getLong() >>> 11) * UNIT;
  }
}
