package org.vestibule.face.evaluation;

import java.util.List;
import java.util.Optional;
import org.vestibule.face.template.Template;

/**
 * The templates of a set, by person in the order of the names and file in the order of theirs;
 * empty where none could be acquired.
 */
record Gallery(List<List<Optional<Template>>> people) {
  int size() {
    return people.size();
  }

  /** How many files gave a template. */
  int acquired() {
    return (int) people.stream().flatMap(List::stream).flatMap(Optional::stream).count();
  }

  @Override
  public String toString() {
    return "Gallery[" + people.size() + " people]";
  }
}
