package org.vestibule.ehr.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The part of {@code vault.json} that administrators make and sign: which slots there are and what
 * each may open. All byte strings are Base64.
 *
 * @param vault random identity
 * @param generation counts the signed changes from 1
 * @param nameSalt key of the HMAC that hides sign-in names
 * @param cost what new slots cost, and what an unknown name is made to cost
 * @param root public Ed25519 keyset that signs this roster
 * @param rootSteps how earlier roots handed over to later ones, oldest first
 * @param signing public Ed25519 keyset of ledger heads
 * @param sharing public HPKE keyset for bundles from other clinics
 * @param scopes the wrapped keysets
 * @param slots the key slots, oldest first
 */
record Roster(
    UUID vault,
    long generation,
    String nameSalt,
    KdfCost cost,
    String root,
    List<RootStep> rootSteps,
    String signing,
    String sharing,
    List<WrappedScope> scopes,
    List<Slot> slots) {

  Roster {
    rootSteps = List.copyOf(rootSteps);
    scopes = List.copyOf(scopes);
    slots = List.copyOf(slots);
  }

  /**
   * One root handing over to the next.
   *
   * @param from public keyset
   * @param to public keyset
   * @param signature by {@code from} over both
   */
  record RootStep(String from, String to, String signature) {}

  /**
   * The keysets of one scope.
   *
   * @param version counts the wrapping keys from 1
   * @param keysets each keyset's bytes under the wrapping key, by name
   */
  record WrappedScope(KeyScope scope, int version, Map<String, String> keysets) {
    WrappedScope {
      keysets = Map.copyOf(keysets);
    }
  }

  /**
   * One key slot.
   *
   * @param created ISO 8601 instant
   * @param name HMAC of the sign-in name; empty for the recovery slot
   * @param publicKey HPKE public keyset to which the scopes' wrapping keys are sealed
   * @param keys the sealed wrapping keys
   */
  record Slot(
      UUID id,
      SlotInfo.Kind kind,
      String created,
      String name,
      String publicKey,
      List<SlotKey> keys) {
    Slot {
      keys = List.copyOf(keys);
    }
  }

  /**
   * The wrapping key of one scope, sealed to one slot.
   *
   * @param sealed HPKE ciphertext
   */
  record SlotKey(KeyScope scope, int version, String sealed) {}

  Optional<Slot> slotNamed(String nameHash) {
    return slots.stream()
        .filter(s -> s.kind() == SlotInfo.Kind.PASSWORD && s.name().equals(nameHash))
        .findFirst();
  }

  Optional<Slot> recoverySlot() {
    return slots.stream().filter(s -> s.kind() == SlotInfo.Kind.RECOVERY).findFirst();
  }

  Optional<WrappedScope> scope(KeyScope scope) {
    return scopes.stream().filter(s -> s.scope() == scope).findFirst();
  }

  @Override
  public String toString() {
    return "Roster[" + generation + "]";
  }
}
