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

  @Override
  public String toString() {
    return "Gallery[" + people.size() + " people]";
  }
}
