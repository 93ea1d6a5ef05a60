package org.vestibule.app.desk;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.ui.UiTasks;

/**
 * Who is here and their passphrase. Serves both the first opening of the day and unlocking.
 *
 * @param <T> what signing in gives
 */
final class SignInModel<T> {

  /** Signs in; slow, since the passphrase is stretched. */
  interface Gate<T> {
    /**
     * @param passphrase wiped before this returns
     */
    T enter(String user, char[] passphrase) throws Exception;
  }

  private final Gate<T> gate;
  private final UiTasks tasks;
  private final Consumer<? super T> onEntered;
  private final StringProperty user = new SimpleStringProperty("");
  private final StringProperty passphrase = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  SignInModel(Gate<T> gate, UiTasks tasks, Consumer<? super T> onEntered) {
    this.gate = gate;
    this.tasks = tasks;
    this.onEntered = onEntered;
  }

  StringProperty user() {
    return user;
  }

  StringProperty passphrase() {
    return passphrase;
  }

  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  boolean ready() {
    return !busy.get() && !user.get().isBlank() && !passphrase.get().isEmpty();
  }

  void enter() {
    if (!ready()) {
      return;
    }
    String who = user.get().strip();
    char[] secret = passphrase.get().toCharArray();
    passphrase.set("");
    busy.set(true);
    trouble.set(Optional.empty());
    tasks.run(
        () -> gate.enter(who, secret),
        entered -> {
          busy.set(false);
          onEntered.accept(entered);
        },
        failure -> {
          busy.set(false);
          trouble.set(Optional.of(Trouble.of(failure)));
        });
  }
}
