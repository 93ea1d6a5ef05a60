package org.vestibule.face.match;

import java.util.Optional;

/** What 1:N identification says of a track. It proposes; it never opens a record. */
public sealed interface Decision {

  /** Not enough good frames yet. */
  record Undecided() implements Decision {}

  /** Nobody enrolled is alike enough: a normal answer. */
  record Unknown() implements Decision {}

  /**
   * One enrolled person stands out.
   *
   * @param candidate the first candidate, above the threshold for the number enrolled
   * @param runnerUp the best other person, if anybody else is enrolled
   */
  record Proposed(Candidate candidate, Optional<Candidate> runnerUp) implements Decision {}
}
