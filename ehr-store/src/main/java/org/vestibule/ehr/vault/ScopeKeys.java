package org.vestibule.ehr.vault;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Wrapping and unwrapping the keysets of a scope. */
final class ScopeKeys {
  private static final int KEY_BYTES = 32;

  private ScopeKeys() {}

  /** The same keysets under a fresh wrapping key; {@code version} counts the wrapping keys. */
  static OpenScope underNewKey(int version, Map<String, KeysetHandle> keysets) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      return new OpenScope(version, key, keysets);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  static Roster.WrappedScope wrap(UUID vault, KeyScope scope, OpenScope keys) {
    Map<String, String> wrapped = new TreeMap<>();
    keys.keysets()
        .forEach((name, keyset) -> wrapped.put(name, wrap(vault, scope, keys, name, keyset)));
    return new Roster.WrappedScope(scope, keys.version(), wrapped);
  }

  private static String wrap(
      UUID vault, KeyScope scope, OpenScope keys, String name, KeysetHandle keyset) {
    byte[] plain = Keysets.secretBytes(keyset);
    try {
      byte[] context = Context.keyset(vault, scope, keys.version(), name);
      return Base64Text.encode(new AesGcmJce(keys.wrappingKey()).encrypt(plain, context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to wrap", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  static OpenScope unwrap(UUID vault, Roster.WrappedScope wrapped, byte[] wrappingKey) {
    Map<String, KeysetHandle> keysets = new TreeMap<>();
    for (Map.Entry<String, String> entry : wrapped.keysets().entrySet()) {
      byte[] context = Context.keyset(vault, wrapped.scope(), wrapped.version(), entry.getKey());
      byte[] plain = new byte[0];
      try {
        plain = new AesGcmJce(wrappingKey).decrypt(Base64Text.decode(entry.getValue()), context);
        keysets.put(entry.getKey(), Keysets.fromSecretBytes(plain));
      } catch (GeneralSecurityException e) {
        throw VaultFiles.damaged(e);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    }
    return new OpenScope(wrapped.version(), wrappingKey, keysets);
  }
}
