package org.vestibule.app.desk;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.DeskFactor;
import org.vestibule.app.flow.DeskFactor.Kind;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.FactorWork.NewCodes;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.ui.UiTasks;

/** The own second factor: which one is in use, set up, replaced, removed. FX thread only. */
final class FactorModel {
  private final DeskFlow flow;
  private final Loaded<Kind> present;
  private final Deed deed;
  private final ReadOnlyObjectWrapper<Kind> choice = new ReadOnlyObjectWrapper<>(Kind.CODES);
  private final ReadOnlyObjectWrapper<Optional<NewCodes>> codes =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final StringProperty code = new SimpleStringProperty("");
  private final StringProperty passphrase = new SimpleStringProperty("");
  private final StringProperty key = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

  FactorModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.present = new Loaded<>(tasks);
    this.deed = new Deed(tasks);
  }

  /** Which one is in use. */
  Loaded<Kind> present() {
    return present;
  }

  Deed deed() {
    return deed;
  }

  /** Which one is to be in use. */
  ReadOnlyObjectProperty<Kind> choice() {
    return choice.getReadOnlyProperty();
  }

  /** What the telephone reads, until a code was right; never shown again. */
  ReadOnlyObjectProperty<Optional<NewCodes>> codes() {
    return codes.getReadOnlyProperty();
  }

  /** The six digits that the telephone shows. */
  StringProperty code() {
    return code;
  }

  StringProperty passphrase() {
    return passphrase;
  }

  /** The name of the key file or token in use; empty when there is none. */
  StringProperty key() {
    return key;
  }

  /** What was done last, in a sentence. */
  ReadOnlyStringProperty said() {
    return said.getReadOnlyProperty();
  }

  boolean keyInUse() {
    return present.value().get().equals(Optional.of(Kind.KEY));
  }

  /** Begins: reads which one is in use, and offers codes. */
  void begin() {
    forget();
    present.load(flow.people().factor()::present);
    choose(Kind.CODES);
  }

  void choose(Kind next) {
    clear();
    choice.set(next);
    if (next == Kind.CODES) {
      codes.set(Optional.of(flow.people().factor().newCodes()));
    }
  }

  void move(int by) {
    int next = choice.get().ordinal() + by;
    if (next >= 0 && next < Kind.values().length) {
      choose(Kind.values()[next]);
    }
  }

  /** Codes count once one of them was right. */
  void useCodes() {
    Optional<NewCodes> fresh = codes.get();
    String typed = code.get().replace(" ", "");
    if (fresh.isEmpty()) {
      return;
    }
    if (!typed.matches("[0-9]{6}")) {
      deed.refuse("Type the six digits that your telephone shows.", "D-29");
      return;
    }
    deed.run(
        () -> {
          flow.people().factor().useCodes(fresh.get(), typed);
          return true;
        },
        done -> finished("From now on you are asked for a code after your passphrase."));
  }

  /** Whether what a key file or its end needs was typed; says so if not. */
  boolean ready() {
    if (passphrase.get().isEmpty()) {
      deed.refuse("Type your passphrase first.", "D-30");
    } else if (keyInUse() && key.get().isBlank()) {
      deed.refuse("Type the name of the key file or token that you use now.", "D-38");
    } else {
      return !deed.busy().get();
    }
    return false;
  }

  /** Makes a key file at a place, for example a USB stick, and has it needed from now on. */
  void makeKeyFile(Path file) {
    withPassphrase(
        (factor, secret, used) -> factor.makeKeyFile(secret, used, file),
        "From now on you need this file beside your passphrase. Keep a copy somewhere safe.");
  }

  /** Ends the second factor. */
  void useNone() {
    withPassphrase(DeskFactor::useNone, "Your passphrase alone opens from now on.");
  }

  /** Work with the own passphrase and the key in use. */
  private interface Work {
    void with(DeskFactor factor, char[] secret, Optional<String> key) throws FlowException;
  }

  private void withPassphrase(Work work, String done) {
    if (!ready()) {
      return;
    }
    char[] secret = passphrase.get().toCharArray();
    String used = key.get().strip();
    passphrase.set("");
    deed.run(
        () -> {
          try {
            work.with(
                flow.people().factor(),
                secret,
                used.isEmpty() ? Optional.empty() : Optional.of(used));
          } finally {
            Arrays.fill(secret, '\0');
          }
          return true;
        },
        ended -> finished(done));
  }

  private void finished(String done) {
    clear();
    said.set(done);
    present.load(flow.people().factor()::present);
  }

  private void clear() {
    deed.forget();
    codes.set(Optional.empty());
    code.set("");
    passphrase.set("");
    key.set("");
    said.set("");
  }

  void forget() {
    clear();
    present.forget();
    choice.set(Kind.CODES);
  }
}
