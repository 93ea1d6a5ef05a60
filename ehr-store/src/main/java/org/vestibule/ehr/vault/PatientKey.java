package org.vestibule.ehr.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The data key of one patient and one scope: seals and opens that patient's values with AES-256-GCM
 * under random 96-bit nonces. Far fewer than the 2^32 values allowed per key are ever sealed for
 * one patient (NIST SP 800-38D, section 8.3).
 *
 * <p>Thread-safe. Usable until it or the vault's scope is closed; then every call throws {@link
 * KeysLockedException}. Keep one for a piece of work, not for a session.
 */
public final class PatientKey {
  /** First byte of everything sealed by a patient's key. */
  private static final byte FORMAT = 1;

  private static final byte[] FORMAT_PREFIX = {FORMAT};
  static final int SEALING_BYTES = 32;

  /** Sealing key, then the key from which document streams derive theirs. */
  static final int KEY_BYTES = 64;

  private final UUID patient;
  private final KeyScope scope;
  private final OpenScope keys;
  private final AesGcmJce aead;
  private final byte[] streaming;

  PatientKey(UUID patient, KeyScope scope, OpenScope keys, byte[] material) {
    this.patient = patient;
    this.scope = scope;
    this.keys = keys;
    this.streaming = Arrays.copyOfRange(material, SEALING_BYTES, KEY_BYTES);
    byte[] sealing = Arrays.copyOf(material, SEALING_BYTES);
    try {
      this.aead = new AesGcmJce(sealing);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is missing from this Java runtime", e);
    } finally {
      Arrays.fill(sealing, (byte) 0);
    }
  }

  /** The patient whose values this key seals. */
  public UUID patient() {
    return patient;
  }

  /** {@link KeyScope#DIRECTORY} or {@link KeyScope#CLINICAL}. */
  public KeyScope scope() {
    return scope;
  }

  /**
   * Seals {@code plain} so that it opens at {@code place} only. The result is 29 bytes longer.
   *
   * @throws IllegalArgumentException if {@code place} is about another patient
   * @throws KeysLockedException if the scope was locked meanwhile
   */
  public byte[] seal(Place place, byte[] plain) {
    check(place);
    try {
      byte[] sealed = aead.encrypt(plain, place.associatedData());
      return concat(FORMAT_PREFIX, sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to seal", e);
    }
  }

  /**
   * Opens what {@link #seal} made at the same place.
   *
   * @throws SealBrokenException if a byte was changed, or the value was sealed elsewhere
   * @throws IllegalArgumentException if {@code place} is about another patient
   * @throws KeysLockedException if the scope was locked meanwhile
   */
  public byte[] open(Place place, byte[] sealed) {
    check(place);
    if (sealed.length < 1 || sealed[0] != FORMAT) {
      throw Keyring.broken(null);
    }
    try {
      return aead.decrypt(Arrays.copyOfRange(sealed, 1, sealed.length), place.associatedData());
    } catch (GeneralSecurityException e) {
      throw Keyring.broken(e);
    }
  }

  /** Seals and opens this patient's documents; its places are this patient's. */
  public StreamKey streams() {
    keys.checkOpen();
    return new StreamKey(keys, streaming);
  }

  private void check(Place place) {
    if (place.patient().isEmpty() || !place.patient().get().equals(patient)) {
      throw new IllegalArgumentException("the place is about another patient than the key");
    }
    keys.checkOpen();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Override
  public String toString() {
    return "PatientKey[" + scope + "]";
  }
}
