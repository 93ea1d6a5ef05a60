package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskFlow.Found;
import org.vestibule.app.ui.UiTasks;

/**
 * Finding somebody and saying who of the people found it is. One found alone is chosen; of several
 * nobody is, since the wrong person can come to harm. Used on the FX thread only.
 */
final class PersonChoice {
  private final SearchModel search;
  private final Runnable onOther;
  private final ReadOnlyObjectWrapper<Optional<Found>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /**
   * @param onOther told before somebody else, or nobody, is chosen
   */
  PersonChoice(DeskFlow flow, UiTasks tasks, Runnable onOther) {
    this.search = new SearchModel(flow, tasks);
    this.onOther = onOther;
    search.answers().addListener((property, old, now) -> answered());
  }

  SearchModel search() {
    return search;
  }

  ReadOnlyObjectProperty<Optional<Found>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  private void answered() {
    List<Found> people = search.found().get();
    onOther.run();
    chosen.set(people.size() == 1 ? Optional.of(people.get(0)) : Optional.empty());
  }

  void choose(Found person) {
    if (!chosen.get().equals(Optional.of(person))) {
      onOther.run();
    }
    chosen.set(Optional.of(person));
  }

  void move(int by) {
    Neighbour.of(search.found().get(), chosen.get(), by).ifPresent(this::choose);
  }

  void forget() {
    search.clear();
    chosen.set(Optional.empty());
  }
}
