package org.vestibule.ehr.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The Tink keysets of one unlocked scope and the key that wraps them in {@code vault.json}. After
 * {@link #close} the wrapping key is zero and the keysets are unreachable; Tink and the Java
 * runtime offer no way to overwrite the copies inside their ciphers before these are collected.
 */
final class OpenScope {
  private volatile Contents contents;

  OpenScope(int version, byte[] wrappingKey, Map<String, KeysetHandle> keysets) {
    this.contents =
        new Contents(
            version,
            wrappingKey.clone(),
            Map.copyOf(keysets),
            primitive(keysets, Keysets.AEAD, Aead.class),
            primitive(keysets, Keysets.PRF, PrfSet.class));
  }

  /** All that changes together at a rotation. */
  @SuppressWarnings("ArrayRecordComponent") // a key must be wipeable, and is never compared here
  private record Contents(
      int version,
      byte[] wrappingKey,
      Map<String, KeysetHandle> keysets,
      Optional<Aead> aead,
      Optional<PrfSet> prf) {}

  /** Takes over the keys of {@code next}; whoever holds this scope goes on with those. */
  void become(OpenScope next) {
    Contents before = contents();
    contents = next.contents();
    Arrays.fill(before.wrappingKey, (byte) 0);
  }

  /** Counts the wrapping keys of the scope from 1. */
  int version() {
    return contents().version;
  }

  byte[] wrappingKey() {
    return contents().wrappingKey;
  }

  Map<String, KeysetHandle> keysets() {
    return contents().keysets;
  }

  byte[] seal(byte[] plain, byte[] associated) {
    try {
      return aead().encrypt(plain, associated);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to seal", e);
    }
  }

  byte[] open(byte[] sealed, byte[] associated) {
    try {
      return aead().decrypt(sealed, associated);
    } catch (GeneralSecurityException e) {
      throw Keyring.broken(e);
    }
  }

  private Aead aead() {
    return contents()
        .aead
        .orElseThrow(() -> new IllegalArgumentException("this scope seals no values"));
  }

  /** Whether keys from before a rotation are still there to open with. */
  boolean isRotating() {
    return keysets().entrySet().stream()
        .anyMatch(e -> !e.getKey().equals(Keysets.HPKE) && e.getValue().size() > 1);
  }

  /** Whether the newest key sealed this; Tink puts 1 and the key's id first. */
  boolean isCurrent(byte[] sealed) {
    int id = keysets().get(Keysets.AEAD).getPrimary().getId();
    return sealed.length >= 5 && sealed[0] == 1 && ByteBuffer.wrap(sealed, 1, 4).getInt() == id;
  }

  PrfSet prf() {
    return contents()
        .prf
        .orElseThrow(() -> new IllegalArgumentException("this scope has no index key"));
  }

  byte[] sign(String keyset, byte[] message) {
    return Roots.sign(keysets().get(keyset), message);
  }

  /**
   * @throws KeysLockedException after {@link #close}
   */
  void checkOpen() {
    contents();
  }

  private Contents contents() {
    Contents now = contents;
    if (now == null) {
      throw Keyring.locked(null);
    }
    return now;
  }

  private static <P> Optional<P> primitive(
      Map<String, KeysetHandle> keysets, String name, Class<P> type) {
    KeysetHandle keyset = keysets.get(name);
    if (keyset == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(keyset.getPrimitive(Keysets.TINK, type));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset does not give its primitive", e);
    }
  }

  void close() {
    Contents before = contents;
    contents = null;
    if (before != null) {
      Arrays.fill(before.wrappingKey, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "OpenScope[...]";
  }
}
