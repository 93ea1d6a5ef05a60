package org.vestibule.app.desk;

import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vestibule.app.ui.UiTasks;

/**
 * Something read from the store for a screen: not there yet, being read, there, or failed. Used on
 * the FX thread only.
 */
final class Loaded<T> {
  private final UiTasks tasks;
  private final ReadOnlyObjectWrapper<Optional<T>> value =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private int request;

  Loaded(UiTasks tasks) {
    this.tasks = tasks;
  }

  ReadOnlyObjectProperty<Optional<T>> value() {
    return value.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty loading() {
    return loading.getReadOnlyProperty();
  }

  /** Reads again; what is there stays until the new one comes, an earlier reading is dropped. */
  void load(Callable<T> work) {
    int mine = ++request;
    loading.set(true);
    trouble.set(Optional.empty());
    tasks.run(
        work,
        read -> {
          if (mine == request) {
            loading.set(false);
            value.set(Optional.of(read));
          }
        },
        failure -> {
          if (mine == request) {
            loading.set(false);
            trouble.set(Optional.of(Trouble.of(failure)));
          }
        });
  }

  /** Forgets everything; the desk is locked. */
  void forget() {
    request++;
    loading.set(false);
    value.set(Optional.empty());
    trouble.set(Optional.empty());
  }
}
