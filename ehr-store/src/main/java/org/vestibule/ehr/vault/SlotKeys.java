package org.vestibule.ehr.vault;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The cryptography of one slot. A slot is an HPKE key pair: the private half lies under the
 * password (or recovery key), the scopes' wrapping keys are sealed to the public half. So an
 * administrator can give a slot new keys at a rotation without knowing anybody's password.
 */
final class SlotKeys {
  private static final int SALT_BYTES = 16;
  private static final int MOST_PART_BYTES = 4096;

  private SlotKeys() {}

  /**
   * What the owner alone knows.
   *
   * @param privateKeyset HPKE
   * @param trustedRoot public root keyset, Base64, as it was when the secret was written
   */
  record Opened(KeysetHandle privateKeyset, String trustedRoot) {
    @Override
    public String toString() {
      return "Opened[...]";
    }
  }

  static KeysetHandle newKeyPair() {
    return Keysets.generate(Keysets.hpke(HpkeParameters.Variant.NO_PREFIX));
  }

  /** Puts a slot's private half under a password, with a fresh salt. */
  static SlotSecret protect(
      UUID vault,
      UUID slot,
      Opened content,
      KdfCost cost,
      char[] password,
      Optional<KeyFactor> factor) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    String saltText = Base64Text.encode(salt);
    SlotSecret open = new SlotSecret(slot, cost, saltText, factor.isPresent(), "");
    byte[] key = Argon2.derive(cost, salt, password, mixedIn(factor, salt));
    byte[] plain = write(content);
    try {
      byte[] wrapped = new AesGcmJce(key).encrypt(plain, Context.slotSecret(vault, open));
      return new SlotSecret(slot, cost, saltText, open.keyFile(), Base64Text.encode(wrapped));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to wrap", e);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * @throws WrongSecretException if it does not open
   * @throws TokenException if a token was named and does not answer
   */
  static Opened open(UUID vault, SlotSecret secret, char[] password, Optional<KeyFactor> factor) {
    byte[] salt = Base64Text.decode(secret.salt());
    byte[] mixedIn = mixedIn(secret.keyFile() ? factor : Optional.empty(), salt);
    byte[] key = Argon2.derive(secret.cost(), salt, password, mixedIn);
    byte[] plain = new byte[0];
    try {
      plain =
          new AesGcmJce(key)
              .decrypt(Base64Text.decode(secret.wrapped()), Context.slotSecret(vault, secret));
      return read(plain);
    } catch (GeneralSecurityException e) {
      throw wrong();
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Takes as long as opening a slot and fails: nobody learns that the name is unknown. */
  static WrongSecretException wasteTime(KdfCost cost, char[] password) {
    byte[] key = Argon2.derive(cost, new byte[SALT_BYTES], password, new byte[0]);
    Arrays.fill(key, (byte) 0);
    return wrong();
  }

  static WrongSecretException wrong() {
    return new WrongSecretException("The name or the password is not right: try again.", null);
  }

  /** Seals a scope's wrapping key to a slot's public half. */
  static Roster.SlotKey seal(UUID vault, Roster.Slot slot, KeyScope scope, OpenScope keys) {
    try {
      HybridEncrypt seal =
          Keysets.fromPublicBytes(Base64Text.decode(slot.publicKey()))
              .getPrimitive(Keysets.TINK, HybridEncrypt.class);
      byte[] context = Context.slotKey(vault, slot.id(), scope, keys.version());
      String sealed = Base64Text.encode(seal.encrypt(keys.wrappingKey(), context));
      return new Roster.SlotKey(scope, keys.version(), sealed);
    } catch (GeneralSecurityException e) {
      throw VaultFiles.damaged(e);
    }
  }

  /** Opens what {@link #seal} made; the caller wipes it. */
  static byte[] unseal(UUID vault, Roster.Slot slot, Roster.SlotKey key, Opened opened) {
    try {
      HybridDecrypt open = opened.privateKeyset().getPrimitive(Keysets.TINK, HybridDecrypt.class);
      byte[] context = Context.slotKey(vault, slot.id(), key.scope(), key.version());
      return open.decrypt(Base64Text.decode(key.sealed()), context);
    } catch (GeneralSecurityException e) {
      throw VaultFiles.damaged(e);
    }
  }

  private static byte[] mixedIn(Optional<KeyFactor> factor, byte[] salt) {
    return factor.map(f -> f.mixedIn(salt)).orElseGet(() -> new byte[0]);
  }

  private static byte[] write(Opened content) {
    byte[] keyset = Keysets.secretBytes(content.privateKeyset());
    byte[] root = Base64Text.decode(content.trustedRoot());
    byte[] plain =
        ByteBuffer.allocate(8 + keyset.length + root.length)
            .putInt(keyset.length)
            .put(keyset)
            .putInt(root.length)
            .put(root)
            .array();
    Arrays.fill(keyset, (byte) 0);
    return plain;
  }

  private static Opened read(byte[] plain) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(plain);
    byte[] keyset = part(in);
    byte[] root = part(in);
    try {
      return new Opened(Keysets.fromSecretBytes(keyset), Base64Text.encode(root));
    } finally {
      Arrays.fill(keyset, (byte) 0);
    }
  }

  private static byte[] part(ByteBuffer in) throws GeneralSecurityException {
    try {
      int length = in.getInt();
      if (length < 0 || length > MOST_PART_BYTES) {
        throw new GeneralSecurityException("a slot's secret has the wrong length");
      }
      byte[] part = new byte[length];
      in.get(part);
      return part;
    } catch (BufferUnderflowException e) {
      throw new GeneralSecurityException("a slot's secret was cut", e);
    }
  }
}
