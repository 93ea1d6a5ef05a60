package org.vestibule.ehr.vault;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 0x13, RFC 9106. */
final class Argon2 {
  private static final long LEAST_NANOS = 250_000_000L;
  private static final int LEAST_PASSES = 3;
  private static final int MOST_UTF8_BYTES = 3;

  private Argon2() {}

  /**
   * Derives 32 bytes.
   *
   * @param secret Argon2's K, here the hash of the key file; empty when there is none
   */
  static byte[] derive(KdfCost cost, byte[] salt, char[] password, byte[] secret) {
    byte[] utf8 = utf8(password);
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.memoryKib())
              .withIterations(cost.passes())
              .withParallelism(cost.lanes())
              .withSalt(salt)
              .withSecret(secret)
              .build());
      byte[] key = new byte[32];
      generator.generateBytes(utf8, key);
      return key;
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  static KdfCost calibrate() {
    char[] password = "calibration only".toCharArray();
    byte[] salt = new byte[16];
    KdfCost cost = new KdfCost(KdfCost.LEAST_MEMORY_KIB, LEAST_PASSES, 1);
    derive(cost, salt, password, new byte[0]); // warms the code up; its time says nothing
    while (true) {
      long nanos = fasterOfTwo(cost, salt, password);
      if (nanos >= LEAST_NANOS) {
        return cost;
      }
      int passes = (int) Math.ceil(cost.passes() * 1.1 * LEAST_NANOS / nanos);
      cost = new KdfCost(cost.memoryKib(), Math.max(passes, cost.passes() + 1), cost.lanes());
    }
  }

  private static long fasterOfTwo(KdfCost cost, byte[] salt, char[] password) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      long start = System.nanoTime();
      derive(cost, salt, password, new byte[0]);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  private static byte[] utf8(char[] password) {
    byte[] room = new byte[password.length * MOST_UTF8_BYTES];
    ByteBuffer out = ByteBuffer.wrap(room);
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    encoder.encode(CharBuffer.wrap(password), out, true);
    encoder.flush(out);
    byte[] bytes = Arrays.copyOf(room, out.position());
    Arrays.fill(room, (byte) 0);
    return bytes;
  }
}
