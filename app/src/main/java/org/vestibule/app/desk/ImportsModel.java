package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskIdentity.Decision;
import org.vestibule.app.flow.DeskIdentity.Held;
import org.vestibule.app.flow.ImportReviews.Waiting;
import org.vestibule.app.ui.UiTasks;

/** People of imported files who wait for a decision. Used on the FX thread only. */
final class ImportsModel {
  private final DeskFlow flow;
  private final Loaded<List<Waiting>> waiting;
  private final Loaded<Held> held;
  private final Deed deed;
  private final StringProperty reason = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<Waiting>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

  ImportsModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.waiting = new Loaded<>(tasks);
    this.held = new Loaded<>(tasks);
    this.deed = new Deed(tasks);
    waiting.value().addListener((property, old, now) -> chooseAgain());
  }

  Loaded<List<Waiting>> waiting() {
    return waiting;
  }

  /** The chosen one beside the record that has the identifier, once they were compared. */
  Loaded<Held> held() {
    return held;
  }

  Deed deed() {
    return deed;
  }

  StringProperty reason() {
    return reason;
  }

  ReadOnlyObjectProperty<Optional<Waiting>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  /** What was done last, in a sentence. */
  ReadOnlyStringProperty said() {
    return said.getReadOnlyProperty();
  }

  List<Waiting> all() {
    return waiting.value().get().orElse(List.of());
  }

  void refresh() {
    waiting.load(flow.identity()::waiting);
  }

  void choose(Waiting next) {
    if (!chosen.get().equals(Optional.of(next))) {
      said.set("");
      choose(Optional.of(next));
    }
  }

  private void choose(Optional<Waiting> next) {
    reason.set("");
    deed.forget();
    held.forget();
    chosen.set(next);
  }

  void move(int by) {
    Neighbour.of(all(), chosen.get(), by).ifPresent(this::choose);
  }

  private void chooseAgain() {
    if (chosen.get().filter(all()::contains).isEmpty()) {
      choose(all().stream().findFirst());
    }
  }

  boolean compared() {
    return held.value().get().isPresent();
  }

  /** Puts the chosen one beside the chart here, which is opened for that. */
  void compare() {
    chosen.get().ifPresent(each -> held.load(() -> flow.identity().held(each.id())));
  }

  /** Decides about the chosen one, once it was compared and for a reason. */
  void decide(Decision decision) {
    Optional<Waiting> one = chosen.get();
    String why = reason.get().strip();
    if (one.isEmpty()) {
      return;
    }
    if (!compared()) {
      deed.refuse("Put the two side by side first.", "D-35");
      return;
    }
    if (why.isEmpty()) {
      deed.refuse("Say in a few words how you know.", "D-37");
      return;
    }
    deed.run(
        () -> flow.identity().decide(one.get().id(), decision, why),
        number -> {
          refresh();
          said.set(words(decision, number.orElse("")));
        });
  }

  private static String words(Decision decision, String number) {
    return switch (decision) {
      case SAME -> "The file's entries are in " + number + " now.";
      case SEPARATE -> "A new record was made: " + number + ".";
      case DISCARD -> "Nothing of it was taken.";
    };
  }

  void forget() {
    waiting.forget();
    choose(Optional.empty());
    said.set("");
  }
}
