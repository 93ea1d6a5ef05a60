package org.vestibule.app.desk;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.ui.UiTasks;

/**
 * The day as the desk works it: the queue, what is chosen in it, and what may be done with the
 * chosen row. Used on the FX thread only.
 */
final class DayModel {

  /** Which rows of the queue are shown. */
  enum Filter {
    ALL("All", EnumSet.complementOf(EnumSet.of(State.DONE))),
    CONFIRM("Confirm", EnumSet.of(State.SUGGESTED, State.ONE_OF, State.CONFIRM, State.HELP)),
    WAITING("Waiting", EnumSet.of(State.WAITING, State.LATE)),
    WITH_DOCTOR("With a doctor", EnumSet.of(State.WITH_DOCTOR)),
    DONE("Done", EnumSet.of(State.DONE));

    private final String title;
    private final Set<State> states;

    Filter(String title, Set<State> states) {
      this.title = title;
      this.states = states;
    }

    String title() {
      return title;
    }

    Predicate<Arrival> test() {
      return arrival -> states.contains(arrival.state());
    }
  }

  private static final Set<State> TO_DECIDE =
      EnumSet.of(State.SUGGESTED, State.ONE_OF, State.CONFIRM);
  private static final Set<State> WITH_CHART =
      EnumSet.of(State.CONFIRM, State.LATE, State.WAITING, State.WITH_DOCTOR, State.DONE);

  private final DeskFlow flow;
  private final UiTasks tasks;
  private final ReadOnlyObjectWrapper<DeskView> view;
  private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.ALL);
  private final ReadOnlyObjectWrapper<Optional<Arrival>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private boolean chosenByHand;

  DayModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.tasks = tasks;
    this.view = new ReadOnlyObjectWrapper<>(flow.view().now());
    chooseAgain();
  }

  /** Takes a newer snapshot. The chosen row stays chosen unless it went, or a decision is due. */
  void take(DeskView next) {
    view.set(next);
    chooseAgain();
  }

  ReadOnlyObjectProperty<DeskView> view() {
    return view.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Filter> filter() {
    return filter.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Arrival>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  /** An action is being written; a second one waits for it. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  List<Arrival> rows() {
    return view.get().arrivals().stream().filter(filter.get().test()).toList();
  }

  /** How many rows the filter would show; done rows are counted over the whole day. */
  long count(Filter of) {
    long shown = view.get().arrivals().stream().filter(of.test()).count();
    return of == Filter.DONE ? Math.max(shown, view.get().doneToday()) : shown;
  }

  void show(Filter next) {
    filter.set(next);
    chosenByHand = false;
    chooseAgain();
  }

  void choose(String arrival) {
    chosenByHand = true;
    chosen.set(rows().stream().filter(row -> row.id().equals(arrival)).findFirst());
  }

  /** Goes to the row of this patient, if there is one. */
  boolean choosePatient(String patientNumber) {
    Optional<Arrival> row =
        view.get().arrivals().stream()
            .filter(arrival -> arrival.patientNumber().equals(patientNumber))
            .findFirst();
    row.ifPresent(
        found -> {
          if (!filter.get().test().test(found)) {
            filter.set(Filter.ALL);
          }
          choose(found.id());
        });
    return row.isPresent();
  }

  /** Moves the choice down (1) or up (-1) and stops at the ends. */
  void move(int by) {
    List<Arrival> rows = rows();
    if (rows.isEmpty()) {
      return;
    }
    int at = chosen.get().map(row -> indexOf(rows, row.id())).orElse(-1);
    choose(rows.get(Math.max(0, Math.min(rows.size() - 1, at + by))).id());
  }

  boolean canConfirm() {
    return chosenIs(TO_DECIDE) && hasRecord();
  }

  /** Whether the chosen row may be so many people that this one is among them, from 0. */
  boolean canTell(int which) {
    return chosenIs(EnumSet.of(State.ONE_OF))
        && which < chosen.get().orElseThrow().choices().size();
  }

  boolean canRefuse() {
    return chosenIs(TO_DECIDE);
  }

  /**
   * A row's chart may be opened once two factors speak for the person: opening it says that staff
   * have looked, as confirming does. A face alone opens nothing.
   */
  boolean canOpenChart() {
    return chosenIs(WITH_CHART) && hasRecord();
  }

  boolean canCallNext() {
    return !busy.get() && next().isPresent();
  }

  /** HELP rows and visits that are over are finished by the same key. */
  boolean canFinish() {
    return chosenIs(EnumSet.of(State.WITH_DOCTOR, State.HELP));
  }

  boolean hasStranger() {
    return view.get().stranger().isPresent();
  }

  void confirm() {
    if (canConfirm()) {
      act(chosen.get().orElseThrow().id(), flow::confirm);
    }
  }

  /** Of the people whom the face of the chosen row does not tell apart it is this one, from 0. */
  void tell(int which) {
    if (canTell(which)) {
      String number = chosen.get().orElseThrow().choices().get(which).patientNumber();
      act(chosen.get().orElseThrow().id(), row -> flow.confirm(row, number));
    }
  }

  void refuse() {
    if (canRefuse()) {
      act(chosen.get().orElseThrow().id(), flow::notThem);
    }
  }

  void finish() {
    if (canFinish()) {
      act(chosen.get().orElseThrow().id(), flow::done);
    }
  }

  /** Calls the chosen person in if they wait, else whoever has waited longest. */
  void callNext() {
    if (canCallNext()) {
      act(next().orElseThrow().id(), flow::callIn);
    }
  }

  void notAPatient() {
    view.get().stranger().ifPresent(stranger -> flow.notAPatient(stranger.id()));
  }

  void later() {
    view.get().stranger().ifPresent(stranger -> flow.later(stranger.id()));
  }

  void forgetTrouble() {
    trouble.set(Optional.empty());
  }

  private Optional<Arrival> next() {
    Predicate<Arrival> waits = Filter.WAITING.test();
    Optional<Arrival> byHand = chosen.get().filter(waits).filter(row -> chosenByHand);
    return byHand.or(
        () ->
            view.get().arrivals().stream()
                .filter(waits)
                .min((a, b) -> a.since().compareTo(b.since())));
  }

  private boolean hasRecord() {
    return chosen.get().map(row -> !row.patientNumber().isEmpty()).orElse(false);
  }

  private boolean chosenIs(Set<State> states) {
    return !busy.get() && chosen.get().map(row -> states.contains(row.state())).orElse(false);
  }

  private void chooseAgain() {
    List<Arrival> rows = rows();
    Optional<Arrival> kept =
        chosen
            .get()
            .flatMap(old -> rows.stream().filter(row -> row.id().equals(old.id())).findFirst());
    if (kept.isEmpty()) {
      chosenByHand = false;
    }
    Optional<Arrival> first = rows.stream().findFirst();
    boolean decisionDue = first.map(row -> TO_DECIDE.contains(row.state())).orElse(false);
    boolean keep = kept.isPresent() && (chosenByHand || !decisionDue);
    chosen.set(keep ? kept : first);
  }

  private static int indexOf(List<Arrival> rows, String id) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** An action of the flow on one row. */
  private interface RowAction {
    void on(String arrival) throws Exception;
  }

  private void act(String arrival, RowAction action) {
    busy.set(true);
    trouble.set(Optional.empty());
    Callable<Boolean> work =
        () -> {
          action.on(arrival);
          return true;
        };
    tasks.run(
        work,
        done -> {
          busy.set(false);
          chosenByHand = false;
          chooseAgain();
        },
        failure -> {
          busy.set(false);
          trouble.set(Optional.of(Trouble.of(failure)));
        });
  }
}
