package org.vestibule.app.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.Receipt;
import org.vestibule.app.flow.RecordWork.ConsentLine;
import org.vestibule.app.ui.UiTasks;

/** What a patient agreed to, taking a consent back, and the receipt. Used on the FX thread only. */
final class ConsentsModel {
  private final DeskFlow flow;
  private final Loaded<List<ConsentLine>> consents;
  private final Deed deed;
  private final ReadOnlyObjectWrapper<Optional<ConsentLine>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Receipt>> receipt =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
  private String patientNumber = "";

  ConsentsModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.consents = new Loaded<>(tasks);
    this.deed = new Deed(tasks);
    consents.value().addListener((property, old, now) -> chooseFirst());
  }

  Loaded<List<ConsentLine>> consents() {
    return consents;
  }

  Deed deed() {
    return deed;
  }

  ReadOnlyObjectProperty<Optional<ConsentLine>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  /** What a withdrawal did, until another is chosen. */
  ReadOnlyObjectProperty<Optional<Receipt>> receipt() {
    return receipt.getReadOnlyProperty();
  }

  /** What became of the receipt, in a sentence. */
  ReadOnlyStringProperty said() {
    return said.getReadOnlyProperty();
  }

  List<ConsentLine> all() {
    return consents.value().get().orElse(List.of());
  }

  /** Reads the consents of the open chart's patient. */
  void begin(String number) {
    forget();
    patientNumber = number;
    refresh();
  }

  private void refresh() {
    String number = patientNumber;
    consents.load(() -> flow.record().consents(number));
  }

  private void chooseFirst() {
    if (chosen.get().filter(all()::contains).isEmpty()) {
      chosen.set(
          all().stream().filter(ConsentsModel::canBeTakenBack).findFirst().or(() -> first()));
    }
  }

  private Optional<ConsentLine> first() {
    return all().stream().findFirst();
  }

  void choose(ConsentLine consent) {
    deed.forget();
    said.set("");
    receipt.set(Optional.empty());
    chosen.set(Optional.of(consent));
  }

  void move(int by) {
    Neighbour.of(all(), chosen.get(), by).ifPresent(this::choose);
  }

  static boolean canBeTakenBack(ConsentLine consent) {
    return consent.inForce() && consent.decision().equals("PERMIT");
  }

  boolean ready() {
    return receipt.get().isEmpty()
        && !deed.busy().get()
        && chosen.get().filter(ConsentsModel::canBeTakenBack).isPresent();
  }

  /** The patient takes the chosen consent back. */
  void withdraw() {
    if (!ready()) {
      return;
    }
    String purpose = chosen.get().orElseThrow().purpose();
    String number = patientNumber;
    deed.run(
        () -> flow.record().withdraw(number, purpose),
        done -> {
          receipt.set(Optional.of(done));
          refresh();
        });
  }

  void print() {
    receipt
        .get()
        .ifPresent(
            done ->
                said.set(
                    switch (Paper.print(String.join("\n", done.lines()))) {
                      case PRINTED -> "Printed.";
                      case NO_PRINTER -> "There is no printer here. Save the receipt instead.";
                      case REFUSED -> "The printer did not take it. Save the receipt instead.";
                    }));
  }

  void save(Path to) {
    receipt
        .get()
        .ifPresent(
            done ->
                deed.run(
                    () -> {
                      flow.record().saveReceipt(done, to);
                      return true;
                    },
                    saved -> said.set("Saved.")));
  }

  void forget() {
    deed.forget();
    consents.forget();
    chosen.set(Optional.empty());
    receipt.set(Optional.empty());
    said.set("");
    patientNumber = "";
  }
}
