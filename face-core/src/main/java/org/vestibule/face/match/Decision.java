package org.vestibule.face.match;

import java.util.List;
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

  /**
   * One of several people whom staff told apart by name because their faces do not: twins,
   * siblings. Staff must say who it is, so none of them is said to be the likelier one.
   *
   * @param references the people, at least two, in the order of their ids
   */
  record OneOf(List<String> references) implements Decision {
    public OneOf {
      references = references.stream().sorted().toList();
      if (references.size() < 2) {
        throw new IllegalArgumentException("one person is nobody's look-alike");
      }
    }

    @Override
    public String toString() {
      return "OneOf[" + references.size() + "]";
    }
  }
}
