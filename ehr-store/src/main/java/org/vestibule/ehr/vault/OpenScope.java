package org.vestibule.ehr.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.ConfigurationV0;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;

/**
 * The Tink keysets of one unlocked scope and the key that wraps them in {@code vault.json}. After
 * {@link #close} the wrapping key is zero and the keysets are unreachable; Tink and the Java
 * runtime offer no way to overwrite the copies inside their ciphers before these are collected.
 */
final class OpenScope {
  private final int version;
  private final byte[] wrappingKey;
  private volatile Map<String, KeysetHandle> keysets;
  private volatile Aead aead;
  private volatile PrfSet prf;

  OpenScope(int version, byte[] wrappingKey, Map<String, KeysetHandle> keysets) {
    this.version = version;
    this.wrappingKey = wrappingKey.clone();
    this.keysets = Map.copyOf(keysets);
    this.aead = keysets.containsKey(Keysets.AEAD) ? primitive(Keysets.AEAD, Aead.class) : null;
    this.prf = keysets.containsKey(Keysets.PRF) ? primitive(Keysets.PRF, PrfSet.class) : null;
  }

  /** Counts the wrapping keys of the scope from 1. */
  int version() {
    return version;
  }

  byte[] wrappingKey() {
    checkOpen();
    return wrappingKey;
  }

  Map<String, KeysetHandle> keysets() {
    return checkOpen();
  }

  Aead aead() {
    checkOpen();
    return aead;
  }

  PrfSet prf() {
    checkOpen();
    return prf;
  }

  PublicKeySign signer(String keyset) {
    return primitive(keyset, PublicKeySign.class);
  }

  HybridDecrypt decrypter(String keyset) {
    return primitive(keyset, HybridDecrypt.class);
  }

  /**
   * @throws KeysLockedException after {@link #close}
   */
  final Map<String, KeysetHandle> checkOpen() {
    Map<String, KeysetHandle> now = keysets;
    if (now == null) {
      throw Keyring.locked(null);
    }
    return now;
  }

  private <P> P primitive(String keyset, Class<P> type) {
    try {
      return checkOpen().get(keyset).getPrimitive(ConfigurationV0.get(), type);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset does not give its primitive", e);
    }
  }

  void close() {
    Arrays.fill(wrappingKey, (byte) 0);
    keysets = null;
    aead = null;
    prf = null;
  }

  @Override
  public String toString() {
    return "OpenScope[" + version + "]";
  }
}
