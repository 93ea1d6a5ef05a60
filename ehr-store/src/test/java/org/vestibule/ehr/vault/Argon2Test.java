package org.vestibule.ehr.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Argon2Test {
  /** The reference implementation's own vector: src/test.c of P-H-C/phc-winner-argon2. */
  @Test
  void agreesWithTheReferenceImplementation() {
    byte[] key =
        Argon2.derive(
            new KdfCost(65536, 2, 1),
            "somesalt".getBytes(StandardCharsets.US_ASCII),
            "password".toCharArray(),
            new byte[0]);
    assertArrayEquals(hex("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"), key);
  }

  /**
   * Python's cryptography 48 (OpenSSL 3.5): {@code Argon2id(salt=bytes(range(16)), length=32,
   * iterations=2, lanes=1, memory_cost=256, secret=sha256(b"vestibule key file"
   * b"abc")).derive("grün-7".encode())}.
   */
  @Test
  void mixesInTheKeyFileAsOpenSslDoes() throws Exception {
    byte[] salt = new byte[16];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) i;
    }
    byte[] secret =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest("vestibule key fileabc".getBytes(StandardCharsets.US_ASCII));
    byte[] key = Argon2.derive(new KdfCost(256, 2, 1), salt, "grün-7".toCharArray(), secret);
    assertArrayEquals(hex("1da56fb2604debe6d97cf1689bf33eecb782c723b38d50f111f720851b2d3831"), key);
    byte[] without =
        Argon2.derive(new KdfCost(256, 2, 1), salt, "grün-7".toCharArray(), new byte[0]);
    assertFalse(Arrays.equals(key, without));
  }

  @Test
  void calibrationNeverGoesBelowSixtyFourMebibytesAndThreePasses() {
    KdfCost cost = KdfCost.calibrated();
    assertTrue(cost.memoryKib() >= 64 * 1024 && cost.passes() >= 3, cost.toString());
  }

  @Test
  void refusesAbsurdCosts() {
    assertThrows(IllegalArgumentException.class, () -> new KdfCost(1 << 30, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new KdfCost(64, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new KdfCost(7, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new KdfCost(64, 1, 0));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
