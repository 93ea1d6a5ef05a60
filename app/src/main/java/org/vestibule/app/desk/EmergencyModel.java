package org.vestibule.app.desk;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskFlow.Found;
import org.vestibule.app.flow.DeskPeople;
import org.vestibule.app.flow.PeopleWork.Card;
import org.vestibule.app.ui.UiTasks;

/** Whose emergency card is needed, why, and the card. Used on the FX thread only. */
final class EmergencyModel {
  private final DeskFlow flow;
  private final PersonChoice person;
  private final Deed opening;
  private final StringProperty reason = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<Card>> card =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  EmergencyModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.person = new PersonChoice(flow, tasks, this::close);
    this.opening = new Deed(tasks);
  }

  /** Whose card; a card of somebody else does not stay beside the one who is chosen now. */
  PersonChoice person() {
    return person;
  }

  Deed opening() {
    return opening;
  }

  StringProperty reason() {
    return reason;
  }

  ReadOnlyObjectProperty<Optional<Card>> card() {
    return card.getReadOnlyProperty();
  }

  void open() {
    Optional<String> number = number();
    if (number.isEmpty()) {
      opening.refuse("Choose whose card is needed.", "D-21");
    } else if (reason.get().strip().length() < DeskPeople.REASON_LENGTH) {
      opening.refuse(
          "Say in at least "
              + DeskPeople.REASON_LENGTH
              + " letters why you need this: it will be reviewed afterwards.",
          "D-22");
    } else {
      String why = reason.get().strip();
      opening.run(
          () -> flow.people().emergency(number.get(), why),
          opened -> {
            reason.set("");
            card.set(Optional.of(opened));
          });
    }
  }

  /** Who may not search may still type the number that stands on the patient's card. */
  private Optional<String> number() {
    SearchModel search = person.search();
    boolean typed = search.found().get().isEmpty() && !search.text().isEmpty();
    return typed ? Optional.of(search.text()) : person.chosen().get().map(Found::patientNumber);
  }

  /** Puts the card away. */
  void close() {
    opening.forget();
    card.set(Optional.empty());
  }

  void forget() {
    close();
    reason.set("");
    person.forget();
  }
}
