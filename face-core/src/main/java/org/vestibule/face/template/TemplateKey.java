package org.vestibule.face.template;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that makes templates renewable (ISO/IEC 24745:2022): templates are kept turned by a
 * random rotation drawn from it. Cosines between templates under one key are those of the plain
 * ones; a template under one key says nothing to a gallery under another, and a new key revokes
 * everything made under the old one.
 *
 * <p>What it does not do: whoever has the key, or as many pairs of plain and turned templates as
 * there are dimensions, can turn them back. The key is to be sealed.
 *
 * <p>Thread-safe. A rotation is drawn at its first use (about 20 ms in 512 dimensions) and kept.
 */
public final class TemplateKey {
  private static final int BYTES = 32;
  private static final int ID_BYTES = 4;

  private final byte[] secret;
  private final String id;
  private final Map<String, RandomRotation> rotations = new ConcurrentHashMap<>();

  private TemplateKey(byte[] secret) {
    this.secret = secret;
    this.id = HexFormat.of().formatHex(Arrays.copyOf(derived(secret, "id"), ID_BYTES));
  }

  /** A new key. */
  public static TemplateKey random(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new TemplateKey(secret);
  }

  /**
   * A key that was kept.
   *
   * @throws TemplateFormatException when these are not 32 bytes
   */
  public static TemplateKey of(byte[] secret) throws TemplateFormatException {
    if (secret.length != BYTES) {
      throw new TemplateFormatException("not a template key");
    }
    return new TemplateKey(secret.clone());
  }

  /** A copy of the secret, 32 bytes. */
  public byte[] bytes() {
    return secret.clone();
  }

  /** Tells keys apart and nothing of the secret: eight hexadecimal digits. */
  public String id() {
    return id;
  }

  /**
   * A plain template under this key.
   *
   * @throws IllegalArgumentException when it is under a key already
   */
  public Template protect(Template plain) {
    if (!plain.encoder().key().isEmpty()) {
      throw new IllegalArgumentException("the template is under a key already");
    }
    return Template.ofDirection(plain.encoder().under(this), rotation(plain).turn(plain.vector()));
  }

  /**
   * A template under this key as the encoder gave it, to be put under another at once.
   *
   * @throws IllegalArgumentException when it is under another key or none
   */
  public Template open(Template turned) {
    if (!turned.encoder().key().equals(id)) {
      throw new IllegalArgumentException("the template is under another key");
    }
    return Template.ofDirection(
        turned.encoder().plain(), rotation(turned).turnBack(turned.vector()));
  }

  private RandomRotation rotation(Template template) {
    String space = template.encoder().name() + " " + template.dimension();
    return rotations.computeIfAbsent(
        space, any -> RandomRotation.draw(template.dimension(), derived(secret, space)));
  }

  /** A key of its own for every purpose: HMAC-SHA-256, as in HKDF-Expand (RFC 5869). */
  private static byte[] derived(byte[] secret, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(("vestibule template " + purpose).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "TemplateKey[" + id + "]";
  }
}
