package org.vestibule.ehr.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The keys of one data folder. A vault starts locked; {@link #unlock} adds the scopes that a
 * person's slot wraps, {@link #lock} takes scopes away, {@link #close} all.
 *
 * <p>Thread-safe. Everything that needs keys throws {@link KeysLockedException} while their scope
 * is locked and for ever after {@link #close}. Losing the file and its backup loses the data.
 */
public final class Vault implements AutoCloseable {
  private final Keyring keyring = new Keyring();

  private Vault() {}

  /** A vault just made: unlocked in every scope. Closing it is the receiver's duty. */
  public record Created(Vault vault, SlotInfo administrator, RecoveryKey recoveryKey) {
    @Override
    public String toString() {
      return "Created[...]";
    }
  }

  /** Whether {@code folder} holds {@code vault.json} or its backup. */
  public static boolean exists(Path folder) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes keys, the first administrator's slot (all scopes) and the recovery slot (all scopes), and
   * writes {@code vault.json} and its backup (mode 0600) durably.
   *
   * @param folder an existing folder
   * @param cost what a guess at a password of this vault costs
   * @throws VaultExistsException if there is one already
   * @throws VaultIoException if it cannot be written
   */
  public static Created create(Path folder, KdfCost cost, Credentials administrator) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads {@code vault.json}, or its backup where that is missing, cut or damaged ({@link
   * #notices}). No scope is unlocked yet.
   *
   * @throws VaultMissingException if neither file is there
   * @throws VaultDamagedException if neither file is whole
   * @throws VaultIoException if a file cannot be read
   */
  public static Vault open(Path folder) {
    throw new UnsupportedOperationException();
  }

  /** What staff must be told about this opening; empty when all was well. */
  public List<VaultNotice> notices() {
    throw new UnsupportedOperationException();
  }

  /** Random identity of this vault. */
  public UUID id() {
    throw new UnsupportedOperationException();
  }

  /**
   * How often {@code vault.json} was written, from 1. Kept in the database by the store, it shows
   * that an older file was put back.
   */
  public long generation() {
    throw new UnsupportedOperationException();
  }

  /**
   * Unlocks the scopes of a person's slot besides those already unlocked. Takes a quarter of a
   * second or more, whether or not the name exists.
   *
   * @throws WrongSecretException if name, password or key file do not fit
   * @throws VaultDamagedException if the file was changed by somebody without the right to
   */
  public SlotInfo unlock(Credentials credentials) {
    throw new UnsupportedOperationException();
  }

  /**
   * Unlocks every scope by the printed recovery key.
   *
   * @throws WrongSecretException if it is another vault's
   */
  public SlotInfo unlock(RecoveryKey recoveryKey) {
    throw new UnsupportedOperationException();
  }

  /** Whether the keys of {@code scope} are in memory. */
  public boolean isOpen(KeyScope scope) {
    return keyring.isOpen(scope);
  }

  /** Wipes the keys of {@code scopes}; every patient key and index taken from them ends too. */
  public void lock(Set<KeyScope> scopes) {
    scopes.forEach(keyring::lock);
  }

  /**
   * Makes a new data key for a patient, wrapped by the keys of {@code scope} and bound to both.
   * Keep the bytes in the database; destroying every copy of them erases the patient's values.
   *
   * @param scope {@link KeyScope#DIRECTORY} or {@link KeyScope#CLINICAL}
   */
  public byte[] newPatientKey(KeyScope scope, UUID patient) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens what {@link #newPatientKey} made.
   *
   * @throws SealBrokenException if the bytes were changed or belong to another patient or scope
   */
  public PatientKey patientKey(KeyScope scope, UUID patient, byte[] wrapped) {
    throw new UnsupportedOperationException();
  }

  /**
   * Seals a value that is about no patient (settings, staff, models) by the keys of {@code scope}:
   * {@code DIRECTORY}, {@code CLINICAL} or {@code ADMINISTRATION}.
   */
  public byte[] seal(KeyScope scope, Place place, byte[] plain) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens what {@link #seal} made at the same place.
   *
   * @throws SealBrokenException if a byte was changed, or the value was sealed elsewhere
   */
  public byte[] open(KeyScope scope, Place place, byte[] sealed) {
    throw new UnsupportedOperationException();
  }

  /** The blind index; needs {@link KeyScope#INDEX}. */
  public BlindIndex blindIndex() {
    return new BlindIndex(keyring.get(KeyScope.INDEX));
  }

  /**
   * A secret for one named purpose, for example the template transform: always the same for the
   * same purpose and vault, unrelated to any other. Needs {@link KeyScope#INDEX}.
   *
   * @param length 16 to 64 bytes
   */
  public byte[] secret(String purpose, int length) {
    throw new UnsupportedOperationException();
  }

  /**
   * Signs by Ed25519; needs {@link KeyScope#SIGNING}. Result: 5 bytes key id, 64 bytes signature.
   */
  public byte[] sign(byte[] message) {
    throw new UnsupportedOperationException();
  }

  /** Whether {@link #sign} of this vault, now or before a rotation, made {@code signature}. */
  public boolean verify(byte[] message, byte[] signature) {
    throw new UnsupportedOperationException();
  }

  /** All key slots, in order of creation. */
  public List<SlotInfo> slots() {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds a slot. Needs {@link KeyScope#ADMINISTRATION} and every scope that the slot shall have.
   *
   * @throws IllegalArgumentException if the name has a slot already
   */
  public SlotInfo addSlot(Credentials credentials, Set<KeyScope> scopes) {
    throw new UnsupportedOperationException();
  }

  /** Removes a slot; needs {@link KeyScope#ADMINISTRATION}. The last administrator's stays. */
  public void removeSlot(UUID slot) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes password and key file of a person's own slot.
   *
   * @throws WrongSecretException if {@code now} does not open it
   */
  public void changePassword(Credentials now, Credentials next) {
    throw new UnsupportedOperationException();
  }

  /** Wipes everything. A second call does nothing. */
  @Override
  public void close() {
    keyring.close();
  }

  @Override
  public String toString() {
    return "Vault[...]";
  }
}
