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

  /** The store's code for: the passphrase is not all that is needed. */
  private static final String FACTOR_NEEDED = "EHR-43";

  /** Signs in; slow, since the passphrase is stretched. */
  interface Gate<T> {
    /**
     * @param passphrase wiped before this returns
     * @param factor a code or the name of a key file, once it was asked for
     */
    T enter(String user, char[] passphrase, Optional<String> factor) throws Exception;
  }

  private final Gate<T> gate;
  private final UiTasks tasks;
  private final Consumer<? super T> onEntered;
  private final StringProperty user = new SimpleStringProperty("");
  private final StringProperty passphrase = new SimpleStringProperty("");
  private final StringProperty factor = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper asksForFactor = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  SignInModel(Gate<T> gate, UiTasks tasks, Consumer<? super T> onEntered) {
    this.gate = gate;
    this.tasks = tasks;
    this.onEntered = onEntered;
    // Another person may have no second factor.
    user.addListener((property, old, now) -> forgetFactor());
  }

  private void forgetFactor() {
    factor.set("");
    asksForFactor.set(false);
  }

  StringProperty user() {
    return user;
  }

  StringProperty passphrase() {
    return passphrase;
  }

  /** A code, or the name of a key file. */
  StringProperty factor() {
    return factor;
  }

  /** Whether this person has a second factor, known once the passphrase was tried. */
  ReadOnlyBooleanProperty asksForFactor() {
    return asksForFactor.getReadOnlyProperty();
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
    String typed = passphrase.get();
    char[] secret = typed.toCharArray();
    String beside = factor.get().strip();
    Optional<String> second = beside.isEmpty() ? Optional.empty() : Optional.of(beside);
    passphrase.set("");
    busy.set(true);
    trouble.set(Optional.empty());
    tasks.run(
        () -> gate.enter(who, secret, second),
        entered -> {
          busy.set(false);
          forgetFactor();
          onEntered.accept(entered);
        },
        failure -> {
          busy.set(false);
          Trouble sad = Trouble.of(failure);
          factor.set("");
          if (sad.code().equals(FACTOR_NEEDED)) {
            passphrase.set(typed);
            asksForFactor.set(true);
          }
          trouble.set(Optional.of(sad));
        });
  }
}
