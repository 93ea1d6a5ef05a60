package org.vestibule.app.desk;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vestibule.app.ui.UiTasks;

/** Something done to the store for a screen, one at a time. Used on the FX thread only. */
final class Deed {
  private final UiTasks tasks;
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private int request;

  Deed(UiTasks tasks) {
    this.tasks = tasks;
  }

  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  /** Says what is missing before anything is done. */
  void refuse(String sentence, String code) {
    trouble.set(Optional.of(new Trouble(sentence, code)));
  }

  /** Does it, unless something is being done already. */
  <T> void run(Callable<T> work, Consumer<? super T> onDone) {
    if (busy.get()) {
      return;
    }
    int mine = ++request;
    busy.set(true);
    trouble.set(Optional.empty());
    tasks.run(
        work,
        done -> {
          if (mine == request) {
            busy.set(false);
            onDone.accept(done);
          }
        },
        failure -> {
          if (mine == request) {
            busy.set(false);
            trouble.set(Optional.of(Trouble.of(failure)));
          }
        });
  }

  /** Forgets what is said and what is still to come; the desk is locked. */
  void forget() {
    request++;
    busy.set(false);
    trouble.set(Optional.empty());
  }
}
