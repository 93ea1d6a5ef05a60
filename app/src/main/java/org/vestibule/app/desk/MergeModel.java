package org.vestibule.app.desk;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskFlow.Found;
import org.vestibule.app.flow.DeskIdentity.Beside;
import org.vestibule.app.ui.UiTasks;

/** Two records found to be one person's. Used on the FX thread only. */
final class MergeModel {
  private final DeskFlow flow;
  private final Runnable onMerged;
  private final PersonChoice from;
  private final PersonChoice into;
  private final Loaded<Beside> beside;
  private final Deed deed;
  private final StringProperty reason = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

  /**
   * @param onMerged told after every merge: what is open may be of one of the two
   */
  MergeModel(DeskFlow flow, UiTasks tasks, Runnable onMerged) {
    this.flow = flow;
    this.onMerged = onMerged;
    this.beside = new Loaded<>(tasks);
    this.deed = new Deed(tasks);
    this.from = new PersonChoice(flow, tasks, this::otherPerson);
    this.into = new PersonChoice(flow, tasks, this::otherPerson);
  }

  /** Whose record becomes part of the other. */
  PersonChoice from() {
    return from;
  }

  /** Whose record stands for both. */
  PersonChoice into() {
    return into;
  }

  /** The two side by side, once they were compared. */
  Loaded<Beside> beside() {
    return beside;
  }

  Deed deed() {
    return deed;
  }

  StringProperty reason() {
    return reason;
  }

  /** What was done last, in a sentence. */
  ReadOnlyStringProperty said() {
    return said.getReadOnlyProperty();
  }

  /** What was seen side by side was other people. */
  private void otherPerson() {
    beside.forget();
    deed.forget();
    said.set("");
  }

  boolean compared() {
    return beside.value().get().isPresent();
  }

  /** Puts the two side by side; charts are opened for that, so only when it is asked for. */
  void compare() {
    Optional<String> one = number(from);
    Optional<String> other = number(into);
    if (one.isEmpty() || other.isEmpty()) {
      deed.refuse("Choose both records first.", "D-34");
    } else {
      deed.forget();
      beside.load(() -> flow.identity().compare(one.get(), other.get()));
    }
  }

  private static Optional<String> number(PersonChoice choice) {
    return choice.chosen().get().map(Found::patientNumber);
  }

  /** The two are one person from now on, once they were compared and for a reason. */
  void merge() {
    String why = reason.get().strip();
    if (!compared()) {
      deed.refuse("Put the two side by side first.", "D-35");
      return;
    }
    if (why.isEmpty()) {
      deed.refuse("Say in a few words how you know that they are one person.", "D-36");
      return;
    }
    String part = beside.value().get().orElseThrow().one().number();
    String whole = beside.value().get().orElseThrow().other().number();
    deed.run(
        () -> flow.identity().merge(part, whole, why),
        number -> {
          forget();
          said.set(
              part + " is part of " + number + " now. The history of the chart (H) undoes it.");
          onMerged.run();
        });
  }

  void forget() {
    otherPerson();
    from.forget();
    into.forget();
    reason.set("");
  }
}
