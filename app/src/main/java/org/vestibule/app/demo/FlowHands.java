package org.vestibule.app.demo;

import java.time.LocalDate;
import java.util.EnumSet;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FrontDoor;
import org.vestibule.app.flow.Registration;
import org.vestibule.app.flow.Registration.ConsentChoice;

/** Does at the flows what people would do at the windows, where no window can be drawn. */
final class FlowHands implements Hands {
  private final FrontDoor door;

  FlowHands(FrontDoor door) {
    this.door = door;
  }

  @Override
  public void begin() {
    door.kiosk().begin();
  }

  @Override
  public void answerBirthDate(LocalDate born) {
    door.kiosk().answerBirthDate(born);
  }

  @Override
  public void acceptGreeting() {
    door.kiosk().confirm();
  }

  @Override
  public void finishAtKiosk() {
    door.kiosk().finish();
  }

  @Override
  public void openTopArrival() throws FlowException {
    Arrival top = door.desk().view().now().arrivals().get(0);
    door.desk().confirm(top.id());
    door.desk().openChart(top.id());
  }

  @Override
  public void closeChart() {
    door.desk().closeChart();
  }

  @Override
  public void register(String stranger, Registration.Form form) throws FlowException {
    try (Registration registration = door.desk().register(stranger)) {
      registration.create(form, EnumSet.allOf(ConsentChoice.class), false);
    }
  }

  /** There is nothing to see. */
  @Override
  public void picture(String name) {}

  @Override
  public void close() {}
}
