package org.vestibule.ehr.vault;

import java.util.UUID;

/**
 * The part of a slot that its owner alone makes, by the password. Not signed by an administrator:
 * it authenticates itself, since only the right password opens it.
 *
 * @param slot whose
 * @param cost parameters of Argon2id
 * @param salt 16 random bytes, Base64
 * @param keyFile whether a key file, or what a token answered, is mixed in; which of them is not
 *     said
 * @param wrapped AES-256-GCM, Base64: the slot's private HPKE keyset and the administrators' public
 *     root keyset that the owner trusts
 */
record SlotSecret(UUID slot, KdfCost cost, String salt, boolean keyFile, String wrapped) {
  @Override
  public String toString() {
    return "SlotSecret[" + slot + "]";
  }
}
