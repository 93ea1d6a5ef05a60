package org.vestibule.ehr.vault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The key slots of a vault: who can unlock what. Every change is one writing of {@code vault.json},
 * so a power cut leaves either state. Thread-safe: one change at a time.
 */
public interface KeySlots {
  /** All key slots, in order of creation. */
  List<SlotInfo> all();

  /** The slot that this name would sign in to, whether or not the password fits. */
  Optional<SlotInfo> of(String user);

  /**
   * Adds a slot. Needs {@link KeyScope#ADMINISTRATION} and every scope that the slot shall have.
   *
   * @throws IllegalArgumentException if the name has a slot already
   */
  SlotInfo add(Credentials credentials, Set<KeyScope> scopes);

  /**
   * Removes a slot and puts what it could open under new wrapping keys, so that it no longer opens
   * this file. Values that its owner copied together with their keys stay readable to her. Needs
   * {@link KeyScope#ADMINISTRATION} and every scope of the slot.
   *
   * @throws IllegalArgumentException if there is no such slot, or it is the last password slot of
   *     an administrator
   */
  void remove(UUID slot);

  /**
   * Gives a slot other scopes. What it could open and no longer shall is put under new wrapping
   * keys. Needs {@link KeyScope#ADMINISTRATION} and every scope before and after.
   *
   * @throws IllegalArgumentException if there is no such slot, or nobody would be left with {@link
   *     KeyScope#ADMINISTRATION}
   */
  void changeScopes(UUID slot, Set<KeyScope> scopes);

  /**
   * Gives a slot a new password, key file and key pair without knowing the old ones; what they
   * could open is put under new wrapping keys. Needs {@link KeyScope#ADMINISTRATION} and every
   * scope of the slot.
   *
   * @throws IllegalArgumentException if the name has no slot
   */
  void resetPassword(Credentials next);

  /**
   * Changes password and key file of a person's own slot. While {@link KeyScope#ADMINISTRATION} and
   * the slot's scopes are unlocked, the slot gets new keys too, so that an older copy of the file
   * with the old password opens nothing of the new file. Otherwise it keeps its key pair: after a
   * password leaked, an administrator should be there, or remove the slot and add it anew.
   *
   * @throws WrongSecretException if {@code now} does not open it
   * @throws IllegalArgumentException if {@code next} has another name
   */
  void changePassword(Credentials now, Credentials next);

  /**
   * Replaces the printed recovery key; the old one opens nothing from now on. Needs every scope.
   *
   * @return the new one, to be printed and closed
   */
  RecoveryKey renewRecoveryKey();
}
