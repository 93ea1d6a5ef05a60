package org.vestibule.app.desk;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.ClinicDoor;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.ui.UiTasks;

/**
 * The way in by the printed recovery key: the key as it is typed, and the new passphrase that the
 * first administrator has from then on. Used on the FX thread only.
 *
 * @param <T> what getting in gives
 */
final class RecoveryModel<T> {
  private static final int GROUP = 5;
  private static final int GROUPS = 8;

  /** Gets in; slow, since the keys are stretched. Wipes both. */
  interface Gate<T> {
    T enter(char[] recoveryKey, char[] next) throws Exception;
  }

  private final Gate<T> gate;
  private final UiTasks tasks;
  private final Consumer<? super T> onEntered;
  private final StringProperty key = new SimpleStringProperty("");
  private final StringProperty next = new SimpleStringProperty("");
  private final StringProperty again = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper fits = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper advice = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  RecoveryModel(Gate<T> gate, UiTasks tasks, Consumer<? super T> onEntered) {
    this.gate = gate;
    this.tasks = tasks;
    this.onEntered = onEntered;
    key.addListener((property, old, now) -> read(now));
    next.addListener((property, old, now) -> advise());
    again.addListener((property, old, now) -> advise());
    advise();
  }

  /** As typed or pasted: any case and spacing, O for 0, I and L for 1. */
  StringProperty key() {
    return key;
  }

  /** The new passphrase. */
  StringProperty next() {
    return next;
  }

  /** The new passphrase once more. */
  StringProperty again() {
    return again;
  }

  /** Whether the key has no slip of the pen; whose it is shows only when it is used. */
  ReadOnlyBooleanProperty fits() {
    return fits.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** What is still to be done, in a sentence; empty when nothing is. */
  ReadOnlyStringProperty advice() {
    return advice.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  boolean ready() {
    return fits.get() && advice.get().isEmpty() && !busy.get();
  }

  /** Nothing that was typed stays. */
  void forget() {
    key.set("");
    next.set("");
    again.set("");
    trouble.set(Optional.empty());
  }

  private void read(String typed) {
    trouble.set(Optional.empty());
    fits.set(false);
    if (characters(typed) >= GROUP * GROUPS) {
      try {
        ClinicDoor.checkRecoveryKey(typed.toCharArray());
        fits.set(true);
      } catch (FlowException e) {
        trouble.set(Optional.of(Trouble.of(e)));
      }
    }
    advise();
  }

  private static int characters(String typed) {
    return (int) typed.chars().filter(Character::isLetterOrDigit).count();
  }

  private void advise() {
    advice.set(missing());
  }

  private String missing() {
    if (!fits.get()) {
      int typed = characters(key.get());
      return trouble.get().isPresent()
          ? ""
          : typed == 0
              ? "Eight groups of five, as printed. Spaces and capitals do not matter."
              : typed / GROUP + " of " + GROUPS + " groups are typed.";
    } else if (next.get().length() < WizardModel.SHORTEST) {
      return "The new passphrase needs at least " + WizardModel.SHORTEST + " characters.";
    }
    return next.get().equals(again.get()) ? "" : "Type the new passphrase twice, the same.";
  }

  void enter() {
    if (!ready()) {
      return;
    }
    char[] typed = key.get().toCharArray();
    char[] chosen = next.get().toCharArray();
    busy.set(true);
    trouble.set(Optional.empty());
    tasks.run(
        () -> gate.enter(typed, chosen),
        entered -> {
          busy.set(false);
          forget();
          onEntered.accept(entered);
        },
        failure -> {
          busy.set(false);
          trouble.set(Optional.of(Trouble.of(failure)));
        });
  }
}
