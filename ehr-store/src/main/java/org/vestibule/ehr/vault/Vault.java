package org.vestibule.ehr.vault;

import com.google.crypto.tink.PublicKeyVerify;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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
  private static final byte[] NOTHING = {};

  private final Keyring keyring = new Keyring();
  private final Custodian custodian;
  private final List<VaultNotice> notices;
  private final UUID id;

  private Vault(
      VaultShelf files, VaultDocument document, Optional<VaultNotice> notice, boolean mend) {
    this.custodian = new Custodian(files, keyring, document, mend);
    this.notices = notice.stream().toList();
    this.id = document.roster().vault();
  }

  /**
   * A vault just made: unlocked in every scope. The receiver closes vault and recovery key.
   *
   * @param administrator the first administrator's slot
   */
  public record Created(Vault vault, SlotInfo administrator, RecoveryKey recoveryKey) {
    @Override
    public String toString() {
      return "Created[...]";
    }
  }

  /** Whether {@code folder} holds {@code vault.json} or its backup. */
  public static boolean exists(Path folder) {
    return new VaultFiles(folder).exist();
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
    return create(new VaultFiles(folder), cost, administrator);
  }

  /**
   * The same in a place that several machines share.
   *
   * @throws VaultExistsException if there is one already
   * @throws VaultIoException if it cannot be written
   */
  public static Created create(SharedVault place, KdfCost cost, Credentials administrator) {
    return create(new SharedShelf(place), cost, administrator);
  }

  private static Created create(VaultShelf files, KdfCost cost, Credentials administrator) {
    if (files.exist()) {
      throw new VaultExistsException("There is a clinic in this folder already.", null);
    }
    NewVault made = NewVault.make(cost, administrator);
    Vault vault = new Vault(files, made.document(), Optional.empty(), false);
    made.scopes().forEach(vault.keyring::put);
    try {
      files.write(made.document());
    } catch (VaultIoException e) {
      made.recoveryKey().close();
      vault.close();
      throw e;
    }
    return new Created(vault, vault.slots().all().get(0), made.recoveryKey());
  }

  /**
   * Reads {@code vault.json}, or its backup where that is missing, cut or damaged ({@link
   * #notices}). No scope is unlocked yet, and nothing is written before somebody unlocks one.
   *
   * @throws VaultMissingException if neither file is there
   * @throws VaultDamagedException if neither file is whole
   */
  public static Vault open(Path folder) {
    return open(new VaultFiles(folder));
  }

  /**
   * Reads the document from a place that several machines share; read anew at each unlocking.
   *
   * @throws VaultMissingException if there is none
   * @throws VaultDamagedException if it is not whole
   */
  public static Vault open(SharedVault place) {
    return open(new SharedShelf(place));
  }

  private static Vault open(VaultShelf files) {
    VaultFiles.Found found = files.read();
    return new Vault(files, found.document(), found.notice(), found.backupDiffers());
  }

  /**
   * The content of {@code vault.json} as it is now, for a backup. Nothing in it can be read without
   * a password or the recovery key.
   */
  public byte[] file() {
    return custodian.document().toJson();
  }

  /**
   * Writes {@code vault.json} and its backup from what {@link #file} gave.
   *
   * @param folder one without a vault
   * @throws VaultDamagedException if these bytes are no vault
   * @throws VaultExistsException if there is one already
   */
  public static void place(Path folder, byte[] file) {
    VaultFiles files = new VaultFiles(folder);
    if (files.exist()) {
      throw new VaultExistsException("There is a clinic in this folder already.", null);
    }
    try {
      files.write(VaultDocument.parse(file));
    } catch (java.io.IOException e) {
      throw VaultFiles.damaged(e);
    }
  }

  /** What staff must be told about this opening; empty when all was well. */
  public List<VaultNotice> notices() {
    return notices;
  }

  /** Random identity of this vault. */
  public UUID id() {
    return id;
  }

  /**
   * How often administrators changed slots or keys, from 1. Kept in the database by the store, it
   * shows that an older file was put back.
   */
  public long generation() {
    return custodian.document().roster().generation();
  }

  /**
   * Takes over what another machine that shares the vault changed. Scopes whose keys were replaced
   * there are locked here.
   *
   * @throws VaultDamagedException if that was done by somebody without the right to
   * @throws VaultIoException if the shared place cannot be reached
   */
  public void refresh() {
    custodian.refreshed();
  }

  /**
   * Unlocks the scopes of a person's slot besides those already unlocked. Takes a quarter of a
   * second or more, whether or not the name exists.
   *
   * @return her slot
   * @throws WrongSecretException if name, password or key file do not fit
   * @throws TokenException if the token does not answer
   * @throws VaultDamagedException if the file was changed by somebody without the right to
   */
  public SlotInfo unlock(Credentials credentials) {
    return custodian.unlock(credentials);
  }

  /**
   * Unlocks every scope by the printed recovery key.
   *
   * @throws WrongSecretException if it is another vault's
   * @throws VaultDamagedException if the file was changed by somebody without the right to
   */
  public SlotInfo unlock(RecoveryKey recoveryKey) {
    return custodian.unlock(recoveryKey);
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
    byte[] material = new byte[PatientKey.KEY_BYTES];
    new SecureRandom().nextBytes(material);
    try {
      return keyring.get(scope).seal(material, Context.patientKey(id(), scope, patient));
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  /**
   * Opens what {@link #newPatientKey} made.
   *
   * @throws SealBrokenException if the bytes were changed or belong to another patient or scope
   */
  public PatientKey patientKey(KeyScope scope, UUID patient, byte[] wrapped) {
    OpenScope keys = keyring.get(scope);
    byte[] material = keys.open(wrapped, Context.patientKey(id(), scope, patient));
    try {
      return new PatientKey(patient, scope, keys, material);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  /**
   * Seals a value that is about no patient (settings, staff, models) by the keys of {@code scope}:
   * {@code DIRECTORY}, {@code CLINICAL} or {@code ADMINISTRATION}.
   */
  public byte[] seal(KeyScope scope, Place place, byte[] plain) {
    return keyring.get(scope).seal(plain, place.associatedData());
  }

  /**
   * Opens what {@link #seal} made at the same place.
   *
   * @throws SealBrokenException if a byte was changed, or the value was sealed elsewhere
   */
  public byte[] open(KeyScope scope, Place place, byte[] sealed) {
    return keyring.get(scope).open(sealed, place.associatedData());
  }

  /**
   * Makes a key for one stream, wrapped by the keys of {@code scope} and bound to {@code place}.
   * Keep the bytes beside the stream.
   */
  public byte[] newStreamKey(KeyScope scope, Place place) {
    byte[] material = new byte[StreamKey.KEY_BYTES];
    new SecureRandom().nextBytes(material);
    try {
      return seal(scope, place, material);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  /**
   * Opens what {@link #newStreamKey} made for the same place.
   *
   * @throws SealBrokenException if the bytes were changed or are another place's or vault's
   */
  public StreamKey streamKey(KeyScope scope, Place place, byte[] wrapped) {
    byte[] material = open(scope, place, wrapped);
    try {
      return new StreamKey(keyring.get(scope), material);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
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
    if (length < 16 || length > 64) {
      throw new IllegalArgumentException("a secret has 16 to 64 bytes");
    }
    return BlindIndex.derive(keyring.get(KeyScope.INDEX), "secret", purpose, NOTHING, length);
  }

  /**
   * Signs by Ed25519; needs {@link KeyScope#SIGNING}. Result: 5 bytes key id, 64 bytes signature.
   */
  public byte[] sign(byte[] message) {
    return keyring.get(KeyScope.SIGNING).sign(Keysets.SIGN, message);
  }

  /** Whether {@link #sign} of this vault, now or before a rotation, made {@code signature}. */
  public boolean verify(byte[] message, byte[] signature) {
    byte[] keyset = Base64Text.decode(custodian.document().roster().signing());
    try {
      Keysets.fromPublicBytes(keyset)
          .getPrimitive(Keysets.TINK, PublicKeyVerify.class)
          .verify(signature, message);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Who can unlock what. */
  public KeySlots slots() {
    return custodian;
  }

  /** What stands for a sign-in name in the open: equal for equal names, of this vault only. */
  public String nameHash(String user) {
    return NewSlot.hashOf(custodian.document().roster().nameSalt(), user);
  }

  /**
   * Gives scopes new keys: from now on everything is sealed by them, and what was sealed before
   * still opens. One writing of {@code vault.json} each, so a power cut leaves either state;
   * calling it again before {@link #finishRotation} does nothing. Needs {@link
   * KeyScope#ADMINISTRATION} and the scopes.
   *
   * <p>The store then re-wraps what is not {@link #isCurrent} in steps of its own, in any order and
   * interrupted as it may be, and finishes. {@link #secret} changes at once with {@link
   * KeyScope#INDEX}: what was made with it is to be made anew.
   */
  public void startRotation(Set<KeyScope> scopes) {
    custodian.startRotation(scopes);
  }

  /** The unlocked scopes whose rotation was started and not finished. */
  public Set<KeyScope> rotating() {
    Set<KeyScope> all = EnumSet.noneOf(KeyScope.class);
    for (KeyScope scope : KeyScope.values()) {
      if (keyring.isOpen(scope) && keyring.get(scope).isRotating()) {
        all.add(scope);
      }
    }
    return all;
  }

  /** Whether the newest key of {@code scope} sealed this value or wrapped this patient key. */
  public boolean isCurrent(KeyScope scope, byte[] sealed) {
    return keyring.get(scope).isCurrent(sealed);
  }

  /**
   * The same patient key under the newest key of its scope.
   *
   * @throws SealBrokenException as {@link #patientKey}
   */
  public byte[] rewrapPatientKey(KeyScope scope, UUID patient, byte[] wrapped) {
    byte[] context = Context.patientKey(id, scope, patient);
    OpenScope keys = keyring.get(scope);
    byte[] material = keys.open(wrapped, context);
    try {
      return keys.seal(material, context);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  /**
   * Destroys the old keys of a scope; whatever they alone sealed is lost, so everything must be
   * {@link #isCurrent} before. Heads signed before stay verifiable. Does nothing for a scope that
   * is not rotating.
   */
  public void finishRotation(KeyScope scope) {
    custodian.finishRotation(scope);
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
