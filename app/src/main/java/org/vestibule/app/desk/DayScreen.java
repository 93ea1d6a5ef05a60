package org.vestibule.app.desk;

import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Stranger;
import org.vestibule.app.flow.DeskView.TrackBox;
import org.vestibule.app.flow.LivePicture;

/** The day: the front door, the queue, the doctors. */
final class DayScreen implements DeskScreen, AutoCloseable {

  /** Where the day leads. */
  interface Ways {
    void openChart(Arrival arrival);

    void register(Optional<Stranger> stranger);

    void allKeys();
  }

  /** More people who look alike are chosen by a click. */
  private static final int MOST_ALIKE = 9;

  private final DayModel model;
  private final Ways ways;
  private final Clock clock;
  private final FrontDoorPane door;
  private final ArrivalsPane arrivals;
  private final DoctorsPane doctors = new DoctorsPane();
  private final HBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  DayScreen(DayModel model, Ways ways, LivePicture picture, Executor fxThread, Clock clock) {
    this.model = model;
    this.ways = ways;
    this.clock = clock;
    this.door =
        new FrontDoorPane(
            picture,
            fxThread,
            new FrontDoorPane.Actions(this::register, model::notAPatient, model::later));
    this.arrivals = new ArrivalsPane(model);
    this.root = new HBox(door, arrivals, doctors);
    HBox.setHgrow(arrivals, Priority.ALWAYS);
    model.view().addListener((property, old, now) -> show());
    model.chosen().addListener((property, old, now) -> show());
    model.filter().addListener((property, old, now) -> show());
    model.busy().addListener((property, old, now) -> show());
    show();
  }

  void showTrouble(Optional<String> sentence) {
    door.showTrouble(sentence);
  }

  void showBoxes(List<TrackBox> boxes) {
    door.showBoxes(boxes);
  }

  /** A minute has passed. */
  void tick() {
    doctors.show(model.view().get().doctors(), LocalTime.now(clock));
  }

  private void show() {
    door.show(model.view().get());
    arrivals.show();
    tick();
    changes.set(changes.get() + 1);
  }

  private void register() {
    ways.register(model.view().get().stranger());
  }

  private void openChart() {
    model.chosen().get().ifPresent(ways::openChart);
  }

  private void toggleDone() {
    boolean done = model.filter().get() == DayModel.Filter.DONE;
    model.show(done ? DayModel.Filter.ALL : DayModel.Filter.DONE);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    List<KeyAction> keys = new ArrayList<>(rowKeys());
    for (int which = 0; which < MOST_ALIKE; which++) {
      keys.add(tell(which));
    }
    return keys;
  }

  /** One of the people whom the face of the chosen row does not tell apart, by their number. */
  private KeyAction tell(int which) {
    String number = Integer.toString(which + 1);
    return KeyAction.of(number, "it is " + number, "DIGIT" + number, () -> model.tell(which))
        .when(() -> model.canTell(which));
  }

  private List<KeyAction> rowKeys() {
    return List.of(
        KeyAction.of("↑ ↓", "move", "DOWN", () -> model.move(1)),
        KeyAction.of("", "", "UP", () -> model.move(-1)),
        KeyAction.of("Enter", "confirm", "ENTER", model::confirm).when(model::canConfirm),
        KeyAction.of("N", "not them", "N", model::refuse).when(model::canRefuse),
        KeyAction.of("O", "open chart", "O", this::openChart).when(model::canOpenChart),
        KeyAction.of("C", "call next", "C", model::callNext).when(model::canCallNext),
        KeyAction.of("V", "visit over", "V", model::finish).when(model::canFinish),
        KeyAction.of("R", "register", "R", this::register),
        KeyAction.of("", "", "X", model::notAPatient).when(model::hasStranger),
        KeyAction.of("", "", "D", this::toggleDone),
        KeyAction.of("?", "all keys", "Shift+SLASH", ways::allKeys));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    arrivals.focus();
  }

  @Override
  public void close() {
    door.close();
  }
}
