package org.vestibule.ehr.vault;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A change of the roster in the making: slots and scopes are changed here, and {@link #sign} makes
 * the next document. Not thread-safe; the keyring is changed by the caller once the document is on
 * disk.
 */
final class RosterEdit {
  private final Roster before;
  private final List<Roster.Slot> slots;
  private final List<SlotSecret> secrets;
  private final List<Roster.RootStep> rootSteps;
  private final Map<KeyScope, OpenScope> changed = new EnumMap<>(KeyScope.class);

  RosterEdit(VaultDocument document) {
    this.before = document.roster();
    this.slots = new ArrayList<>(before.slots());
    this.secrets = new ArrayList<>(document.secrets());
    this.rootSteps = new ArrayList<>(before.rootSteps());
  }

  /** Adds a slot that opens {@code scopes}. */
  void add(Roster.Slot empty, SlotSecret secret, Map<KeyScope, OpenScope> scopes) {
    slots.add(withKeys(empty, scopes));
    secrets.add(secret);
  }

  /** Takes in the scopes of a vault that is being made. */
  void adopt(Map<KeyScope, OpenScope> scopes) {
    changed.putAll(scopes);
  }

  void remove(UUID slot) {
    slots.removeIf(s -> s.id().equals(slot));
    secrets.removeIf(s -> s.slot().equals(slot));
  }

  /** Lets a slot open {@code scopes} too. */
  void give(UUID slot, Map<KeyScope, OpenScope> scopes) {
    slots.replaceAll(s -> s.id().equals(slot) ? withKeys(s, scopes) : s);
  }

  /** Takes a scope from a slot; the scope must then be {@link #replace replaced}. */
  void take(UUID slot, KeyScope scope) {
    slots.replaceAll(s -> s.id().equals(slot) ? without(s, scope) : s);
  }

  private static Roster.Slot without(Roster.Slot slot, KeyScope scope) {
    List<Roster.SlotKey> keys = new ArrayList<>(slot.keys());
    keys.removeIf(k -> k.scope() == scope);
    return new Roster.Slot(
        slot.id(), slot.kind(), slot.created(), slot.name(), slot.publicKey(), keys);
  }

  /**
   * Puts a scope's keysets under a fresh wrapping key, sealed to every slot that has the scope.
   * What a removed slot knew no longer opens the file.
   *
   * @param keysets the keysets from now on
   */
  void replace(KeyScope scope, OpenScope now, Map<String, KeysetHandle> keysets) {
    changed.put(scope, ScopeKeys.underNewKey(now.version() + 1, keysets));
    if (scope == KeyScope.ADMINISTRATION) {
      KeysetHandle from = now.keysets().get(Keysets.ROOT);
      KeysetHandle to = keysets.get(Keysets.ROOT);
      if (!from.equalsKeyset(to)) {
        rootSteps.add(Roots.step(before.vault(), from, to));
      }
    }
    Map<KeyScope, OpenScope> one = Map.of(scope, changed.get(scope));
    slots.replaceAll(slot -> opens(slot, scope) ? withKeys(slot, one) : slot);
  }

  /**
   * Gives a slot a new key pair and secret. Its scopes must have been replaced before, or what was
   * known of the old pair would still open them.
   */
  void rekey(UUID slot, String publicKey, SlotSecret secret) {
    secrets.replaceAll(s -> s.slot().equals(slot) ? secret : s);
    slots.replaceAll(
        s -> {
          if (!s.id().equals(slot)) {
            return s;
          }
          Map<KeyScope, OpenScope> scopes = new EnumMap<>(changed);
          scopes.keySet().removeIf(scope -> !opens(s, scope));
          return withKeys(
              new Roster.Slot(s.id(), s.kind(), s.created(), s.name(), publicKey, s.keys()),
              scopes);
        });
  }

  /** The scopes under their new wrapping keys, for the keyring. */
  Map<KeyScope, OpenScope> changed() {
    return changed;
  }

  private static boolean opens(Roster.Slot slot, KeyScope scope) {
    return slot.keys().stream().anyMatch(k -> k.scope() == scope);
  }

  private Roster.Slot withKeys(Roster.Slot slot, Map<KeyScope, OpenScope> scopes) {
    List<Roster.SlotKey> keys = new ArrayList<>(slot.keys());
    keys.removeIf(k -> scopes.containsKey(k.scope()));
    new EnumMap<>(scopes)
        .forEach((scope, open) -> keys.add(SlotKeys.seal(before.vault(), slot, scope, open)));
    keys.sort((a, b) -> a.scope().compareTo(b.scope()));
    return new Roster.Slot(
        slot.id(), slot.kind(), slot.created(), slot.name(), slot.publicKey(), keys);
  }

  /**
   * The next document.
   *
   * @param administration the administrators' keys as they will be
   * @param signing the signing keys if they change with this edit, else null
   */
  VaultDocument sign(OpenScope administration, OpenScope signing) {
    KeysetHandle root = administration.keysets().get(Keysets.ROOT);
    String heads = before.signing();
    String sharing = before.sharing();
    if (signing != null) {
      heads = publicKeys(before.signing(), signing.keysets().get(Keysets.SIGN));
      sharing = publicKeys(before.sharing(), signing.keysets().get(Keysets.HPKE));
    }
    Roster next =
        new Roster(
            before.vault(),
            before.generation() + 1,
            before.nameSalt(),
            before.cost(),
            Base64Text.encode(Keysets.publicBytes(root)),
            rootSteps,
            heads,
            sharing,
            scopes(),
            slots);
    return VaultDocument.of(next, Roots.sign(root, VaultDocument.signedBytes(next)), secrets);
  }

  /** Old public keys stay: what was signed before a rotation is still to be verified. */
  private static String publicKeys(String earlier, KeysetHandle privateKeyset) {
    try {
      KeysetHandle now = privateKeyset.getPublicKeysetHandle();
      KeysetHandle all =
          earlier.isEmpty()
              ? now
              : Keysets.together(Keysets.fromPublicBytes(Base64Text.decode(earlier)), now);
      return Base64Text.encode(Keysets.publicBytesOf(all));
    } catch (GeneralSecurityException e) {
      throw VaultFiles.damaged(e);
    }
  }

  private List<Roster.WrappedScope> scopes() {
    List<Roster.WrappedScope> all = new ArrayList<>(before.scopes());
    all.removeIf(s -> changed.containsKey(s.scope()));
    changed.forEach((scope, keys) -> all.add(ScopeKeys.wrap(before.vault(), scope, keys)));
    all.sort((a, b) -> a.scope().compareTo(b.scope()));
    return all;
  }
}
