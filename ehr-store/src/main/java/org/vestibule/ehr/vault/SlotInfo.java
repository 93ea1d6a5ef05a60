package org.vestibule.ehr.vault;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What {@code vault.json} says in the open about one key slot. Names are not among it: the store
 * keeps which slot is whose.
 *
 * @param id random, for the life of the slot
 * @param kind how it is opened
 * @param keyFile whether a key file or a key in a token is mixed into the key
 * @param scopes the keys it opens
 * @param created when it was made
 */
public record SlotInfo(UUID id, Kind kind, boolean keyFile, Set<KeyScope> scopes, Instant created) {

  /** How a slot is opened. */
  public enum Kind {
    /** By a person's password. */
    PASSWORD,
    /** By the printed recovery key. */
    RECOVERY
  }

  public SlotInfo {
    scopes = Set.copyOf(scopes);
  }
}
