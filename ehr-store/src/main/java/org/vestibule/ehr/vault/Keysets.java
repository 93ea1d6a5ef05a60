package org.vestibule.ehr.vault;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.SignatureConfig;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which Tink keysets a scope consists of, and their bytes. */
final class Keysets {
  /** AES-256-GCM with Tink's five-byte key id prefix, so that rotated keys are told apart. */
  static final String AEAD = "aead";

  /** HKDF-SHA256 as a pseudo-random function. */
  static final String PRF = "prf";

  /** Ed25519 with Tink's key id prefix. */
  static final String SIGN = "ed25519";

  /** HPKE: X25519, HKDF-SHA256, AES-256-GCM. */
  static final String HPKE = "hpke";

  /** Ed25519 with which administrators sign the roster of key slots; without prefix. */
  static final String ROOT = "root";

  /** Tink 1.24 makes, reads and writes keysets through its registry only. */
  static final Configuration TINK = registered();

  private Keysets() {}

  private static Configuration registered() {
    try {
      AeadConfig.register();
      HybridConfig.register();
      PrfConfig.register();
      SignatureConfig.register();
      return RegistryConfiguration.get();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink does not start", e);
    }
  }

  static Map<String, KeysetHandle> create(KeyScope scope) {
    Map<String, KeysetHandle> made = new TreeMap<>();
    switch (scope) {
      case DIRECTORY, CLINICAL -> made.put(AEAD, generate(PredefinedAeadParameters.AES256_GCM));
      case ADMINISTRATION -> {
        made.put(AEAD, generate(PredefinedAeadParameters.AES256_GCM));
        made.put(ROOT, generate(Ed25519Parameters.create(Ed25519Parameters.Variant.NO_PREFIX)));
      }
      case SIGNING -> {
        made.put(SIGN, generate(Ed25519Parameters.create(Ed25519Parameters.Variant.TINK)));
        made.put(HPKE, generate(hpke(HpkeParameters.Variant.TINK)));
      }
      case INDEX -> made.put(PRF, generate(PredefinedPrfParameters.HKDF_SHA256));
    }
    return made;
  }

  static KeysetHandle generate(Parameters parameters) {
    try {
      return KeysetHandle.generateNew(parameters, TINK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key could not be generated", e);
    }
  }

  static Parameters hpke(HpkeParameters.Variant variant) {
    try {
      return HpkeParameters.builder()
          .setVariant(variant)
          .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
          .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
          .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink refuses its own HPKE parameters", e);
    }
  }

  /**
   * The keysets of a scope with a new primary key each; the old keys stay to open with. The root
   * key is replaced: the roster records how the old one hands over.
   */
  static Map<String, KeysetHandle> withNewPrimaries(
      KeyScope scope, Map<String, KeysetHandle> keysets) {
    Map<String, KeysetHandle> next = new TreeMap<>(create(scope));
    next.replaceAll(
        (name, fresh) -> name.equals(ROOT) ? fresh : together(keysets.get(name), fresh));
    return next;
  }

  /** The keys of both keysets, the second's primary being primary. */
  static KeysetHandle together(KeysetHandle old, KeysetHandle fresh) {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder();
    Set<Integer> ids = new HashSet<>();
    KeysetHandle.Entry primary = fresh.getPrimary();
    ids.add(primary.getId());
    builder.addEntry(
        KeysetHandle.importKey(primary.getKey()).withFixedId(primary.getId()).makePrimary());
    for (KeysetHandle keyset : List.of(old, fresh)) {
      for (int i = 0; i < keyset.size(); i++) {
        KeysetHandle.Entry entry = keyset.getAt(i);
        if (ids.add(entry.getId())) {
          builder.addEntry(KeysetHandle.importKey(entry.getKey()).withFixedId(entry.getId()));
        }
      }
    }
    return build(builder);
  }

  /** The primary key alone. */
  static KeysetHandle primaryOnly(KeysetHandle keyset) {
    KeysetHandle.Entry primary = keyset.getPrimary();
    return build(
        KeysetHandle.newBuilder()
            .addEntry(
                KeysetHandle.importKey(primary.getKey())
                    .withFixedId(primary.getId())
                    .makePrimary()));
  }

  private static KeysetHandle build(KeysetHandle.Builder builder) {
    try {
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset could not be put together", e);
    }
  }

  /** Plain bytes of a keyset: secret. The caller wipes them. */
  static byte[] secretBytes(KeysetHandle keyset) {
    try {
      return TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get(), TINK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset could not be written", e);
    }
  }

  static KeysetHandle fromSecretBytes(byte[] bytes) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseKeyset(bytes, InsecureSecretKeyAccess.get(), TINK);
  }

  static byte[] publicBytes(KeysetHandle privateKeyset) {
    try {
      return publicBytesOf(privateKeyset.getPublicKeysetHandle());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset has no public half", e);
    }
  }

  static byte[] publicBytesOf(KeysetHandle publicKeyset) {
    try {
      return TinkProtoKeysetFormat.serializeKeysetWithoutSecret(publicKeyset, TINK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a public keyset could not be written", e);
    }
  }

  static KeysetHandle fromPublicBytes(byte[] bytes) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseKeysetWithoutSecret(bytes, TINK);
  }
}
