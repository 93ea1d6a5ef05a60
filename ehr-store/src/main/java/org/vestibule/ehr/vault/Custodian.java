package org.vestibule.ehr.vault;

import com.google.crypto.tink.KeysetHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the document of one vault: opens slots and changes them. Thread-safe: one change at a time,
 * and nothing waits for somebody else's password to be stretched.
 */
final class Custodian implements KeySlots {
  private static final Logger LOG = LoggerFactory.getLogger(Custodian.class);

  private final VaultShelf files;
  private final Keyring keyring;
  private final UUID vault;
  private volatile VaultDocument document;

  /** Whether the files on disk are to be written anew once somebody has proved who she is. */
  private boolean mend;

  Custodian(VaultShelf files, Keyring keyring, VaultDocument document, boolean mend) {
    this.files = files;
    this.keyring = keyring;
    this.vault = document.roster().vault();
    this.document = document;
    this.mend = mend;
  }

  VaultDocument document() {
    return document;
  }

  /**
   * Takes over what another machine wrote. Keys that it put others in the place of are given up
   * here. While any are open, the document must follow from the one that they came from.
   */
  synchronized VaultDocument refreshed() {
    VaultDocument newest = files.newest(document);
    List<KeyScope> open = Arrays.stream(KeyScope.values()).filter(keyring::isOpen).toList();
    if (!open.isEmpty()) {
      Roots.check(newest, document.roster().root());
    }
    open.forEach(scope -> giveUp(scope, newest));
    document = newest;
    return newest;
  }

  private void giveUp(KeyScope scope, VaultDocument newest) {
    try {
      int version = keyring.get(scope).version();
      if (newest.roster().scope(scope).filter(s -> s.version() == version).isEmpty()) {
        keyring.lock(scope);
      }
    } catch (KeysLockedException e) {
      LOG.debug("given up meanwhile by whoever locked the screen", e);
    }
  }

  SlotInfo unlock(Credentials credentials) {
    VaultDocument now = refreshed();
    Optional<Roster.Slot> slot = slotOf(now, credentials.user());
    if (slot.isEmpty()) {
      throw SlotKeys.wasteTime(now.roster().cost(), credentials.password());
    }
    return unlock(now, slot.get(), credentials.password(), credentials.factor());
  }

  SlotInfo unlock(RecoveryKey recoveryKey) {
    VaultDocument now = refreshed();
    Roster.Slot slot = now.roster().recoverySlot().orElseThrow(SlotKeys::wrong);
    try {
      return unlock(now, slot, recoveryKey.secret(), Optional.empty());
    } catch (WrongSecretException e) {
      throw new WrongSecretException(
          "This recovery key does not fit: use the one that was printed last for these records.",
          e);
    }
  }

  private SlotInfo unlock(
      VaultDocument now, Roster.Slot slot, char[] password, Optional<KeyFactor> factor) {
    SlotSecret secret = now.secret(slot.id()).orElseThrow(SlotKeys::wrong);
    SlotKeys.Opened opened = SlotKeys.open(vault, secret, password, factor);
    Roots.check(now, opened.trustedRoot());
    Map<KeyScope, OpenScope> scopes = new EnumMap<>(KeyScope.class);
    for (Roster.SlotKey key : slot.keys()) {
      if (!keyring.isOpen(key.scope())) {
        scopes.put(key.scope(), unwrap(now, slot, key, opened));
      }
    }
    scopes.forEach(keyring::put);
    String root = now.roster().root();
    if (!opened.trustedRoot().equals(root)) {
      SlotKeys.Opened trusting = new SlotKeys.Opened(opened.privateKeyset(), root);
      Optional<KeyFactor> mixed = secret.keyFile() ? factor : Optional.empty();
      replaceSecret(SlotKeys.protect(vault, slot.id(), trusting, secret.cost(), password, mixed));
    }
    mendFiles();
    return info(slot);
  }

  private OpenScope unwrap(
      VaultDocument now, Roster.Slot slot, Roster.SlotKey key, SlotKeys.Opened opened) {
    Roster.WrappedScope wrapped =
        now.roster()
            .scope(key.scope())
            .filter(s -> s.version() == key.version())
            .orElseThrow(() -> VaultFiles.damaged(null));
    byte[] wrappingKey = SlotKeys.unseal(vault, slot, key, opened);
    try {
      return ScopeKeys.unwrap(vault, wrapped, wrappingKey);
    } finally {
      Arrays.fill(wrappingKey, (byte) 0);
    }
  }

  /** Only after an unlocking, when the document is known to be genuine. */
  private synchronized void mendFiles() {
    if (!mend) {
      return;
    }
    try {
      files.write(document);
      mend = false;
    } catch (VaultIoException e) {
      LOG.warn("the key file could not be mended; tried again at the next unlocking", e);
    }
  }

  private synchronized void replaceSecret(SlotSecret next) {
    List<SlotSecret> secrets = new ArrayList<>(document.secrets());
    secrets.replaceAll(s -> s.slot().equals(next.slot()) ? next : s);
    document = document.withSecrets(secrets);
    mend = true;
  }

  @Override
  public List<SlotInfo> all() {
    return document.roster().slots().stream().map(this::info).toList();
  }

  private SlotInfo info(Roster.Slot slot) {
    boolean keyFile = document.secret(slot.id()).map(SlotSecret::keyFile).orElse(false);
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    slot.keys().forEach(k -> scopes.add(k.scope()));
    return new SlotInfo(slot.id(), slot.kind(), keyFile, scopes, Instant.parse(slot.created()));
  }

  @Override
  public synchronized SlotInfo add(Credentials credentials, Set<KeyScope> scopes) {
    OpenScope administration = keyring.get(KeyScope.ADMINISTRATION);
    if (slotOf(document, credentials.user()).isPresent()) {
      throw new IllegalArgumentException("this name has a key slot already");
    }
    Map<KeyScope, OpenScope> open = new EnumMap<>(KeyScope.class);
    scopes.forEach(scope -> open.put(scope, keyring.get(scope)));
    Roster roster = document.roster();
    NewSlot slot =
        NewSlot.forPerson(vault, roster.nameSalt(), roster.root(), roster.cost(), credentials);
    RosterEdit edit = new RosterEdit(document);
    edit.add(slot.slot(), slot.secret(), open);
    commit(edit, administration);
    return all().get(all().size() - 1);
  }

  @Override
  public synchronized void remove(UUID slot) {
    OpenScope administration = keyring.get(KeyScope.ADMINISTRATION);
    SlotInfo gone = require(slot);
    requireAnotherAdministrator(slot);
    RosterEdit edit = new RosterEdit(document);
    edit.remove(slot);
    for (KeyScope scope : gone.scopes()) {
      underNewWrappingKey(edit, scope);
    }
    commit(edit, edit.changed().getOrDefault(KeyScope.ADMINISTRATION, administration));
  }

  @Override
  public synchronized void changeScopes(UUID slot, Set<KeyScope> scopes) {
    OpenScope administration = keyring.get(KeyScope.ADMINISTRATION);
    SlotInfo before = require(slot);
    if (!scopes.contains(KeyScope.ADMINISTRATION)) {
      requireAnotherAdministrator(slot);
    }
    RosterEdit edit = new RosterEdit(document);
    Map<KeyScope, OpenScope> given = new EnumMap<>(KeyScope.class);
    for (KeyScope scope : KeyScope.values()) {
      if (scopes.contains(scope) && !before.scopes().contains(scope)) {
        given.put(scope, keyring.get(scope));
      } else if (!scopes.contains(scope) && before.scopes().contains(scope)) {
        edit.take(slot, scope);
        underNewWrappingKey(edit, scope);
      }
    }
    edit.give(slot, given);
    commit(edit, edit.changed().getOrDefault(KeyScope.ADMINISTRATION, administration));
  }

  private SlotInfo require(UUID slot) {
    return all().stream()
        .filter(s -> s.id().equals(slot))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no such key slot"));
  }

  private void requireAnotherAdministrator(UUID slot) {
    if (all().stream().noneMatch(s -> !s.id().equals(slot) && isAdministrator(s))) {
      throw new IllegalArgumentException("the last administrator's key slot must stay");
    }
  }

  private void underNewWrappingKey(RosterEdit edit, KeyScope scope) {
    OpenScope now = keyring.get(scope);
    edit.replace(scope, now, scope == KeyScope.ADMINISTRATION ? withNewRoot(now) : now.keysets());
  }

  @Override
  public synchronized void resetPassword(Credentials next) {
    keyring.get(KeyScope.ADMINISTRATION);
    rekey(
        slotOf(document, next.user())
            .orElseThrow(() -> new IllegalArgumentException("this name has no key slot")),
        next);
  }

  @Override
  public Optional<SlotInfo> of(String user) {
    return slotOf(document, user).map(this::info);
  }

  synchronized void startRotation(Set<KeyScope> scopes) {
    OpenScope administration = keyring.get(KeyScope.ADMINISTRATION);
    RosterEdit edit = new RosterEdit(document);
    for (KeyScope scope : scopes) {
      OpenScope now = keyring.get(scope);
      if (!now.isRotating()) {
        edit.replace(scope, now, Keysets.withNewPrimaries(scope, now.keysets()));
      }
    }
    if (!edit.changed().isEmpty()) {
      commit(edit, edit.changed().getOrDefault(KeyScope.ADMINISTRATION, administration));
    }
  }

  synchronized void finishRotation(KeyScope scope) {
    OpenScope administration = keyring.get(KeyScope.ADMINISTRATION);
    OpenScope now = keyring.get(scope);
    if (!now.isRotating()) {
      return;
    }
    Map<String, KeysetHandle> keysets = new TreeMap<>(now.keysets());
    // Bundles from other clinics may still be under way to an old HPKE key.
    keysets.replaceAll((n, k) -> n.equals(Keysets.HPKE) ? k : Keysets.primaryOnly(k));
    RosterEdit edit = new RosterEdit(document);
    edit.replace(scope, now, keysets);
    commit(edit, edit.changed().getOrDefault(KeyScope.ADMINISTRATION, administration));
  }

  @Override
  public synchronized RecoveryKey renewRecoveryKey() {
    Map<KeyScope, OpenScope> open = new EnumMap<>(KeyScope.class);
    for (KeyScope scope : KeyScope.values()) {
      open.put(scope, keyring.get(scope));
    }
    RosterEdit edit = new RosterEdit(document);
    document.roster().recoverySlot().map(Roster.Slot::id).ifPresent(edit::remove);
    // New wrapping keys and a new root: the old recovery key knew the present ones.
    open.forEach(
        (scope, now) ->
            edit.replace(
                scope, now, scope == KeyScope.ADMINISTRATION ? withNewRoot(now) : now.keysets()));
    OpenScope administration = edit.changed().get(KeyScope.ADMINISTRATION);
    String root =
        Base64Text.encode(Keysets.publicBytes(administration.keysets().get(Keysets.ROOT)));
    RecoveryKey key = RecoveryKey.random();
    NewSlot slot = NewSlot.forRecovery(vault, root, document.roster().cost(), key);
    edit.add(slot.slot(), slot.secret(), edit.changed());
    commit(edit, administration);
    return key;
  }

  private static boolean isAdministrator(SlotInfo slot) {
    return slot.kind() == SlotInfo.Kind.PASSWORD && slot.scopes().contains(KeyScope.ADMINISTRATION);
  }

  private static Map<String, KeysetHandle> withNewRoot(OpenScope administration) {
    Map<String, KeysetHandle> keysets = new TreeMap<>(administration.keysets());
    keysets.put(Keysets.ROOT, Keysets.create(KeyScope.ADMINISTRATION).get(Keysets.ROOT));
    return keysets;
  }

  private void commit(RosterEdit edit, OpenScope administration) {
    VaultDocument next = edit.sign(administration, edit.changed().get(KeyScope.SIGNING));
    files.write(next);
    document = next;
    mend = false;
    edit.changed().forEach(keyring::put);
  }

  @Override
  public synchronized void changePassword(Credentials now, Credentials next) {
    VaultDocument before = document;
    KdfCost cost = before.roster().cost();
    Optional<Roster.Slot> slot = slotOf(before, now.user());
    if (slot.isEmpty()) {
      throw SlotKeys.wasteTime(cost, now.password());
    }
    if (!slot.equals(slotOf(before, next.user()))) {
      throw new IllegalArgumentException("a password is changed, not a name");
    }
    UUID id = slot.get().id();
    SlotSecret secret = before.secret(id).orElseThrow(SlotKeys::wrong);
    SlotKeys.Opened opened = SlotKeys.open(vault, secret, now.password(), now.factor());
    Roots.check(before, opened.trustedRoot());
    if (keyring.isOpen(KeyScope.ADMINISTRATION)
        && slot.get().keys().stream().allMatch(k -> keyring.isOpen(k.scope()))) {
      rekey(slot.get(), next);
      return;
    }
    SlotKeys.Opened trusting = new SlotKeys.Opened(opened.privateKeyset(), before.roster().root());
    replaceSecret(SlotKeys.protect(vault, id, trusting, cost, next.password(), next.factor()));
    try {
      files.write(document);
      mend = false;
    } catch (VaultIoException e) {
      document = before;
      throw e;
    }
  }

  /** A new key pair, and new wrapping keys for all that the old one could open. */
  private void rekey(Roster.Slot slot, Credentials next) {
    RosterEdit edit = new RosterEdit(document);
    for (Roster.SlotKey key : slot.keys()) {
      underNewWrappingKey(edit, key.scope());
    }
    OpenScope administration =
        edit.changed().getOrDefault(KeyScope.ADMINISTRATION, keyring.get(KeyScope.ADMINISTRATION));
    String root =
        Base64Text.encode(Keysets.publicBytes(administration.keysets().get(Keysets.ROOT)));
    KeysetHandle pair = SlotKeys.newKeyPair();
    SlotSecret secret =
        SlotKeys.protect(
            vault,
            slot.id(),
            new SlotKeys.Opened(pair, root),
            document.roster().cost(),
            next.password(),
            next.factor());
    edit.rekey(slot.id(), Base64Text.encode(Keysets.publicBytes(pair)), secret);
    commit(edit, administration);
  }

  private static Optional<Roster.Slot> slotOf(VaultDocument document, String user) {
    Roster roster = document.roster();
    return roster.slotNamed(NewSlot.hashOf(roster.nameSalt(), user));
  }
}
