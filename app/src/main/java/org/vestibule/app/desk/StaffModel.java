package org.vestibule.app.desk;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.PeopleWork.Person;
import org.vestibule.app.ui.UiTasks;

/** Who can sign in, and what an administrator does about it. Used on the FX thread only. */
final class StaffModel {
  static final List<String> ROLES =
      List.of("receptionist", "clinician", "administrator", "auditor", "researcher");

  /** What the form beside the list is for. */
  enum Form {
    ADD,
    PASSWORD,
    /** The first step of removing; the second does it. */
    REMOVE
  }

  private final DeskFlow flow;
  private final Loaded<List<Person>> staff;
  private final Deed deed;
  private final StringProperty user = new SimpleStringProperty("");
  private final StringProperty password = new SimpleStringProperty("");
  private final StringProperty again = new SimpleStringProperty("");
  private final Set<String> roles = new LinkedHashSet<>();
  private final ReadOnlyObjectWrapper<Form> form = new ReadOnlyObjectWrapper<>(Form.ADD);
  private final ReadOnlyObjectWrapper<Optional<Person>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

  StaffModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.staff = new Loaded<>(tasks);
    this.deed = new Deed(tasks);
  }

  Loaded<List<Person>> staff() {
    return staff;
  }

  Deed deed() {
    return deed;
  }

  StringProperty user() {
    return user;
  }

  StringProperty password() {
    return password;
  }

  StringProperty again() {
    return again;
  }

  ReadOnlyObjectProperty<Form> form() {
    return form.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Person>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  /** What was done last, in a sentence; empty for nothing. */
  ReadOnlyStringProperty said() {
    return said.getReadOnlyProperty();
  }

  List<Person> all() {
    return staff.value().get().orElse(List.of());
  }

  void refresh() {
    staff.load(flow.people()::staff);
  }

  void choose(Person person) {
    chosen.set(Optional.of(person));
    show(Form.ADD);
  }

  void move(int by) {
    Neighbour.of(all(), chosen.get(), by).ifPresent(this::choose);
  }

  /** Brings another form up, with nothing of the last one in it. */
  void show(Form next) {
    if (next == Form.ADD || chosen.get().isPresent()) {
      clear();
      form.set(next);
    }
  }

  void role(String role, boolean given) {
    if (given) {
      roles.add(role);
    } else {
      roles.remove(role);
    }
  }

  boolean has(String role) {
    return roles.contains(role);
  }

  /** Does what the form in front is for. */
  void act() {
    switch (form.get()) {
      case ADD -> add();
      case PASSWORD -> setPassword();
      case REMOVE -> remove();
    }
  }

  private void add() {
    String name = user.get().strip();
    if (name.isEmpty()) {
      deed.refuse("Type the name to sign in with.", "D-25");
    } else if (roles.isEmpty()) {
      deed.refuse("Choose at least one role.", "D-26");
    } else if (sameTwice()) {
      Set<String> given = Set.copyOf(roles);
      run(secret -> flow.people().add(name, given, secret), name + " can sign in now.");
    }
  }

  private void setPassword() {
    if (sameTwice()) {
      String name = chosen.get().orElseThrow().user();
      run(
          secret -> flow.people().resetPassword(name, secret),
          "The new password of " + name + " holds from now on.");
    }
  }

  private void remove() {
    String name = chosen.get().orElseThrow().user();
    run(secret -> flow.people().remove(name), name + " cannot sign in any more.");
  }

  private boolean sameTwice() {
    boolean same = password.get().equals(again.get());
    if (!same) {
      deed.refuse("The two passwords are not the same: type both again.", "D-27");
    } else if (password.get().isEmpty()) {
      deed.refuse("Type the new password twice.", "D-28");
    }
    return same && !password.get().isEmpty();
  }

  /** Work with the typed password. */
  private interface Work {
    void with(char[] secret) throws FlowException;
  }

  private void run(Work work, String done) {
    char[] secret = password.get().toCharArray();
    password.set("");
    again.set("");
    deed.run(
        () -> {
          try {
            work.with(secret);
          } finally {
            Arrays.fill(secret, '\0');
          }
          return true;
        },
        finished -> {
          chosen.set(Optional.empty());
          clear();
          form.set(Form.ADD);
          said.set(done);
          refresh();
        });
  }

  private void clear() {
    deed.forget();
    user.set("");
    password.set("");
    again.set("");
    roles.clear();
    said.set("");
  }

  void forget() {
    staff.forget();
    chosen.set(Optional.empty());
    clear();
    form.set(Form.ADD);
  }
}
