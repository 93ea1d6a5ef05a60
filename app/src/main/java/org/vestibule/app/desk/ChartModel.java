package org.vestibule.app.desk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskRight;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.app.ui.UiTasks;

/**
 * The open chart, the note being written into it, and the doubt whether it is the right one. Used
 * on the FX thread only.
 */
final class ChartModel {
  private final DeskFlow flow;
  private final UiTasks tasks;
  private final ReadOnlyObjectWrapper<Optional<Chart>> chart =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Arrival>> doubt =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final StringProperty note = new SimpleStringProperty("");
  private final Map<String, String> heldNotes = new HashMap<>();
  private Optional<String> answeredDoubt = Optional.empty();
  private int request;

  ChartModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.tasks = tasks;
    note.addListener((property, old, now) -> keep(now));
  }

  /** The flow keeps what is typed sealed, so that a lock does not lose it. */
  private void keep(String text) {
    chart.get().filter(Chart::clinical).ifPresent(open -> flow.keepNote(open.number(), text));
  }

  /** The same person unlocked: the chart and the notes that the lock hid. */
  void comeBack(DeskFlow.Left left) {
    heldNotes.putAll(left.notes());
    left.chart().ifPresent(this::show);
  }

  ReadOnlyObjectProperty<Optional<Chart>> chart() {
    return chart.getReadOnlyProperty();
  }

  /** The row that says the open chart may be the wrong person's; empty when nothing does. */
  ReadOnlyObjectProperty<Optional<Arrival>> doubt() {
    return doubt.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty loading() {
    return loading.getReadOnlyProperty();
  }

  /** What is typed and not yet written. */
  StringProperty note() {
    return note;
  }

  /** Opens the chart of a row; one that has to be confirmed is confirmed by the same key. */
  void openArrival(Arrival row) {
    boolean confirmFirst = row.state() == Arrival.State.CONFIRM;
    load(
        () -> {
          if (confirmFirst) {
            flow.confirm(row.id());
          }
          return flow.openChart(row.id());
        });
  }

  void openFound(String patientNumber, String reason) {
    load(() -> flow.openChart(patientNumber, reason));
  }

  /** Lets go of the chart. A note that was not written is held for this patient. */
  void close() {
    request++;
    loading.set(false);
    chart.get().ifPresent(this::hold);
    chart.set(Optional.empty());
    doubt.set(Optional.empty());
    note.set("");
    flow.closeChart();
  }

  /** The desk is locked: nothing of anybody stays here. */
  void forget() {
    request++;
    loading.set(false);
    heldNotes.clear();
    chart.set(Optional.empty());
    note.set("");
    doubt.set(Optional.empty());
    trouble.set(Optional.empty());
    answeredDoubt = Optional.empty();
  }

  /** Reads the open chart anew; what is being written stays. */
  void readAgain() {
    chart
        .get()
        .map(Chart::number)
        .ifPresent(
            number -> {
              hold(chart.get().orElseThrow());
              load(() -> flow.record().chart(number));
            });
  }

  /** Whether whoever is signed in may read earlier versions, or undo a merge. */
  boolean hasHistory() {
    return chart
        .get()
        .map(open -> open.clinical() || flow.may(DeskRight.MERGE_RECORDS))
        .orElse(false);
  }

  boolean canWrite() {
    return chart.get().map(Chart::clinical).orElse(false)
        && !note.get().isBlank()
        && doubt.get().isEmpty()
        && !loading.get();
  }

  void writeNote() {
    if (!canWrite()) {
      return;
    }
    String number = chart.get().orElseThrow().number();
    String text = note.get().strip();
    load(() -> flow.writeNote(number, text));
  }

  /**
   * Writes a document of the open chart to a file.
   *
   * @param reason kept in the ledger
   * @param saved told once it is there
   */
  void saveDocument(String document, Path to, String reason, Runnable saved) {
    if (chart.get().isEmpty()) {
      return;
    }
    String number = chart.get().orElseThrow().number();
    tasks.run(
        () -> {
          flow.saveDocument(number, document, to, reason);
          return number;
        },
        done -> saved.run(),
        failure -> trouble.set(Optional.of(Trouble.of(failure))));
  }

  /** Looks in a newer snapshot for a reason to doubt the open chart. */
  void take(DeskView view) {
    boolean settled =
        view.arrivals().stream()
            .filter(row -> answeredDoubt.equals(Optional.of(row.id())))
            .noneMatch(ChartModel::contradicted);
    answeredDoubt = settled ? Optional.empty() : answeredDoubt;
    Optional<Arrival> doubtful =
        chart
            .get()
            .flatMap(
                open ->
                    view.arrivals().stream()
                        .filter(row -> row.patientNumber().equals(open.number()))
                        .filter(ChartModel::contradicted)
                        .filter(row -> !answeredDoubt.equals(Optional.of(row.id())))
                        .findFirst());
    doubt.set(doubtful);
  }

  /** The answer "close this chart": it is not this person. */
  void closeAsWrong() {
    doubt
        .get()
        .ifPresent(
            row -> {
              close();
              answer(() -> flow.notThem(row.id()));
            });
  }

  /** The answer "it is them, I asked". */
  void keepAsRight() {
    doubt
        .get()
        .ifPresent(
            row -> {
              answeredDoubt = Optional.of(row.id());
              doubt.set(Optional.empty());
              answer(() -> flow.confirm(row.id()));
            });
  }

  void sayTrouble(Throwable failure) {
    trouble.set(Optional.of(Trouble.of(failure)));
  }

  void forgetTrouble() {
    trouble.set(Optional.empty());
  }

  private static boolean contradicted(Arrival row) {
    return row.checks().stream().anyMatch(check -> check.mark() == Check.Mark.BAD);
  }

  /** An answer that the flow is told. */
  private interface Answer {
    void give() throws Exception;
  }

  private void answer(Answer answer) {
    tasks.run(
        () -> {
          answer.give();
          return true;
        },
        done -> {},
        failure -> trouble.set(Optional.of(Trouble.of(failure))));
  }

  private void load(Callable<Chart> work) {
    int mine = ++request;
    loading.set(true);
    trouble.set(Optional.empty());
    tasks.run(
        work,
        opened -> {
          if (mine == request) {
            loading.set(false);
            show(opened);
          }
        },
        failure -> {
          if (mine == request) {
            loading.set(false);
            trouble.set(Optional.of(Trouble.of(failure)));
          }
        });
  }

  private void show(Chart opened) {
    boolean sameChart = chart.get().map(Chart::number).equals(Optional.of(opened.number()));
    if (!sameChart) {
      chart.get().ifPresent(this::hold);
    }
    answeredDoubt = sameChart ? answeredDoubt : Optional.empty();
    chart.set(Optional.of(opened));
    String held = heldNotes.remove(opened.number());
    note.set(held == null ? "" : held);
  }

  private void hold(Chart open) {
    if (!note.get().isBlank()) {
      heldNotes.put(open.number(), note.get());
    }
  }
}
