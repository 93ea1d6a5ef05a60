package org.vestibule.natives;

import java.util.Optional;

/**
 * One line of {@link ModelCatalogue#entries()}.
 *
 * @param file its name, without a path
 * @param sha256 what the file must have, 64 digits of lower-case hex; of a file that the clinic put
 *     in a shipped one's place, and listed, what it has
 * @param trouble why the file is refused, one sentence; empty for any other state
 */
public record ModelEntry(String file, State state, String sha256, Optional<String> trouble) {
  /** Where a model comes from. */
  public enum State {
    /** Comes with the program. */
    SHIPPED,
    /** Lies in the clinic's model folder and is the file it should be. */
    SUPPLIED,
    /** Would be used if the clinic supplied it. */
    NOT_SUPPLIED,
    /** Is there, or should be, and cannot be used. */
    REFUSED
  }
}
