package org.vestibule.app.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.Registration;
import org.vestibule.app.flow.Registration.ConsentChoice;
import org.vestibule.app.flow.Registration.Form;
import org.vestibule.app.flow.Registration.Possible;
import org.vestibule.app.ui.UiTasks;

/**
 * Registering a person: what is typed, what they agree to, and the records they may have already.
 * Nothing is chosen or ticked for anybody. Used on the FX thread only.
 */
final class RegistrationModel {

  /** The fields of the form. */
  enum Field {
    NAME,
    BORN,
    SEX,
    PHONE,
    LANGUAGE,
    ADDRESS,
    MOTHER,
    NATIONAL_ID
  }

  private final DeskFlow flow;
  private final UiTasks tasks;
  private final Clock clock;
  private final Map<Field, StringProperty> fields = new EnumMap<>(Field.class);
  private final Map<ConsentChoice, BooleanProperty> consents = new EnumMap<>(ConsentChoice.class);
  private final ReadOnlyObjectWrapper<Optional<Registration>> open =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Possible>> possible =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private Consumer<String> onDone = number -> {};
  private int request;

  RegistrationModel(DeskFlow flow, UiTasks tasks, Clock clock) {
    this.flow = flow;
    this.tasks = tasks;
    this.clock = clock;
    for (Field field : Field.values()) {
      fields.put(field, new SimpleStringProperty(""));
    }
    for (ConsentChoice choice : ConsentChoice.values()) {
      consents.put(choice, new SimpleBooleanProperty());
    }
  }

  StringProperty field(Field field) {
    return fields.get(field);
  }

  /** Whether the person agrees; false until somebody ticks it. */
  BooleanProperty consent(ConsentChoice choice) {
    return consents.get(choice);
  }

  /** The registration in progress. */
  ReadOnlyObjectProperty<Optional<Registration>> open() {
    return open.getReadOnlyProperty();
  }

  /** Records that may be the same person, closest first; none is chosen. */
  ReadOnlyObjectProperty<List<Possible>> possible() {
    return possible.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  /** Something is being written. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /**
   * @param done gets the record's number once the person is registered
   */
  void onDone(Consumer<String> done) {
    onDone = done;
  }

  /** Begins with the person of an alert. */
  void beginWith(String stranger) {
    begin(() -> flow.register(stranger), "");
  }

  /** Begins without a face. */
  void begin(String name) {
    begin(flow::register, name);
  }

  private void begin(Callable<Registration> start, String name) {
    cancel();
    int mine = ++request;
    fields.get(Field.NAME).set(name);
    trouble.set(Optional.empty());
    tasks.run(
        start,
        begun -> {
          if (mine == request) {
            open.set(Optional.of(begun));
          } else {
            begun.close();
          }
        },
        failure -> fail(mine, failure));
  }

  /** Throws away what was typed and, in the flow, the samples. */
  void cancel() {
    request++;
    open.get().ifPresent(Registration::close);
    open.set(Optional.empty());
    possible.set(List.of());
    trouble.set(Optional.empty());
    busy.set(false);
    fields.values().forEach(field -> field.set(""));
    consents.values().forEach(choice -> choice.set(false));
  }

  /** The birth date, if what is typed is one that has been. */
  Optional<LocalDate> born() {
    return BirthDate.read(field(Field.BORN).get(), LocalDate.now(clock));
  }

  /** Something stands in the birth date's field and is no date that has been. */
  boolean bornIsWrong() {
    return !field(Field.BORN).get().isBlank() && born().isEmpty();
  }

  Form form() {
    Form named = Form.named(typed(Field.NAME), LocalDate.now(clock));
    return new Form(
        named.family(),
        named.given(),
        born(),
        typed(Field.SEX),
        typed(Field.PHONE),
        typed(Field.LANGUAGE),
        typed(Field.ADDRESS),
        typed(Field.MOTHER),
        typed(Field.NATIONAL_ID));
  }

  /** The form has settled: looks for records that may be the same person. */
  void settled() {
    if (busy.get()) {
      return;
    }
    if (open.get().isEmpty() || typed(Field.NAME).isEmpty() && typed(Field.PHONE).isEmpty()) {
      possible.set(List.of());
      return;
    }
    Registration registration = open.get().orElseThrow();
    Form form = form();
    int mine = ++request;
    tasks.run(
        () -> registration.duplicates(form),
        close -> {
          if (mine == request) {
            possible.set(close);
          }
        },
        failure -> fail(mine, failure));
  }

  /** What still stands in the way of a new record, in one sentence; empty when nothing does. */
  String missing() {
    if (open.get().isEmpty()) {
      return "Start a registration first.";
    }
    if (typed(Field.NAME).isEmpty()) {
      return "Type the full name.";
    }
    if (born().isEmpty()) {
      return "Type the birth date as day, month, year.";
    }
    if (!consent(ConsentChoice.CARE_RECORD).get()) {
      return "Ask whether we may keep a care record.";
    }
    return "";
  }

  /** Makes a new record; it is marked "check for a double" when close ones were on the screen. */
  void create() {
    if (busy.get() || !missing().isEmpty()) {
      return;
    }
    Registration registration = open.get().orElseThrow();
    Form form = form();
    Set<ConsentChoice> agreed = agreed();
    boolean check = !possible.get().isEmpty();
    finish(() -> registration.create(form, agreed, check));
  }

  /** It is the {@code index}th of the possible ones, from 0. */
  void useExisting(int index) {
    if (busy.get() || open.get().isEmpty() || index >= possible.get().size()) {
      return;
    }
    Registration registration = open.get().orElseThrow();
    String number = possible.get().get(index).patientNumber();
    Set<ConsentChoice> agreed = agreed();
    finish(() -> registration.useExisting(number, agreed));
  }

  private void finish(Callable<String> work) {
    int mine = ++request;
    busy.set(true);
    trouble.set(Optional.empty());
    tasks.run(
        work,
        number -> {
          if (mine == request) {
            cancel();
            onDone.accept(number);
          }
        },
        failure -> fail(mine, failure));
  }

  private void fail(int mine, Throwable failure) {
    if (mine == request) {
      busy.set(false);
      trouble.set(Optional.of(Trouble.of(failure)));
    }
  }

  private Set<ConsentChoice> agreed() {
    Set<ConsentChoice> agreed = EnumSet.noneOf(ConsentChoice.class);
    consents.forEach(
        (choice, ticked) -> {
          if (ticked.get()) {
            agreed.add(choice);
          }
        });
    return agreed;
  }

  private String typed(Field field) {
    return fields.get(field).get().strip();
  }
}
