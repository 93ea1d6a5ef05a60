package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskView.Staff;
import org.vestibule.app.flow.PeopleWork.Waiting;
import org.vestibule.app.ui.UiTasks;

/** Emergency access that waits to be signed off. Used on the FX thread only. */
final class ReviewsModel {
  private final DeskFlow flow;
  private final Loaded<List<Waiting>> waiting;
  private final Deed signing;
  private final StringProperty remark = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<Waiting>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  ReviewsModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.waiting = new Loaded<>(tasks);
    this.signing = new Deed(tasks);
    waiting.value().addListener((property, old, now) -> chooseAgain());
  }

  Loaded<List<Waiting>> waiting() {
    return waiting;
  }

  Deed signing() {
    return signing;
  }

  StringProperty remark() {
    return remark;
  }

  ReadOnlyObjectProperty<Optional<Waiting>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  List<Waiting> all() {
    return waiting.value().get().orElse(List.of());
  }

  void refresh() {
    waiting.load(flow.people()::waiting);
  }

  /** Whether it is the access of whoever is signed in, which somebody else signs off. */
  boolean own(Waiting use) {
    return flow.view().now().staff().map(Staff::user).equals(Optional.of(use.user()));
  }

  void choose(Waiting use) {
    if (!chosen.get().equals(Optional.of(use))) {
      remark.set("");
      signing.forget();
      chosen.set(Optional.of(use));
    }
  }

  void move(int by) {
    Neighbour.of(all(), chosen.get(), by).ifPresent(this::choose);
  }

  private void chooseAgain() {
    boolean there = chosen.get().filter(all()::contains).isPresent();
    if (!there) {
      remark.set("");
      chosen.set(all().stream().findFirst());
    }
  }

  void sign(boolean justified) {
    Optional<Waiting> use = chosen.get();
    if (use.isEmpty()) {
      return;
    }
    String words = remark.get().strip();
    if (own(use.get())) {
      signing.refuse(
          "Nobody signs off the own emergency access: ask another administrator or the auditor.",
          "D-23");
    } else if (!justified && words.isEmpty()) {
      signing.refuse("Say in a few words what was wrong with this access.", "D-24");
    } else {
      signing.run(
          () -> {
            flow.people().review(use.get().use(), justified, words);
            return true;
          },
          done -> {
            remark.set("");
            refresh();
          });
    }
  }

  void forget() {
    signing.forget();
    waiting.forget();
    remark.set("");
    chosen.set(Optional.empty());
  }
}
