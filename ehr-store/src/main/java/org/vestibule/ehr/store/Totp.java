package org.vestibule.ehr.store;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords, RFC 6238: HMAC-SHA1 (what every authenticator knows), six digits,
 * 30 seconds. One step before and after is accepted, each step once.
 */
public final class Totp {
  private static final int STEP_SECONDS = 30;
  private static final int SECRET_BYTES = 20;
  private static final int WINDOW = 1;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] key;

  Totp(byte[] key) {
    this.key = key.clone();
  }

  /** A new random secret of 160 bits. */
  public static Totp random() {
    byte[] key = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(key);
    return new Totp(key);
  }

  /**
   * Reads {@link #secret}.
   *
   * @throws IllegalArgumentException if it is no Base32
   */
  public static Totp parse(String secret) {
    ByteBuffer out = ByteBuffer.allocate(secret.length() * 5 / 8);
    int bits = 0;
    int held = 0;
    for (char c : secret.toUpperCase(Locale.ROOT).toCharArray()) {
      int value = BASE32.indexOf(c);
      if (value < 0) {
        throw new IllegalArgumentException("not Base32");
      }
      held = held << 5 | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out.put((byte) (held >> bits));
        held &= (1 << bits) - 1;
      }
    }
    return new Totp(out.array());
  }

  /** The secret in Base32 (RFC 4648) without padding, to be typed into an authenticator. */
  public String secret() {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte b : key) {
      held = held << 8 | b & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(held >> bits & 31));
        held &= (1 << bits) - 1;
      }
    }
    if (bits > 0) {
      text.append(BASE32.charAt(held << 5 - bits & 31));
    }
    return text.toString();
  }

  /** What an authenticator reads from a QR code. */
  public String uri(String clinic, String user) {
    return "otpauth://totp/"
        + encoded(clinic)
        + ":"
        + encoded(user)
        + "?secret="
        + secret()
        + "&issuer="
        + encoded(clinic);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * The time step whose code this is.
   *
   * @param after only steps after this one count: a code is used once
   */
  OptionalLong step(String code, Instant now, long after) {
    long present = now.getEpochSecond() / STEP_SECONDS;
    for (long step = present - WINDOW; step <= present + WINDOW; step++) {
      if (step > after && same(code(step, 6), code.strip())) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  private static boolean same(String a, String b) {
    return java.security.MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 4226, section 5.3. */
  String code(long step, int digits) {
    byte[] hash = hash(step);
    int offset = hash[hash.length - 1] & 15;
    int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
    long modulus = (long) Math.pow(10, digits);
    return String.format(Locale.ROOT, "%0" + digits + "d", number % modulus);
  }

  private byte[] hash(long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HMAC-SHA1", e);
    }
  }

  @Override
  public String toString() {
    return "Totp";
  }
}
