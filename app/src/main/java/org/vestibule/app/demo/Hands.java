package org.vestibule.app.demo;

import java.time.LocalDate;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.Registration;

/**
 * What the people of the demo do: through the windows, or, where nothing can be drawn, at the
 * flows.
 */
interface Hands extends AutoCloseable {

  /** The patient touches the kiosk to begin. */
  void begin();

  /** The patient types the date of birth and presses Next. */
  void answerBirthDate(LocalDate born);

  /** The patient goes on from the greeting to the ticket. */
  void acceptGreeting();

  /** The patient takes the ticket and goes. */
  void finishAtKiosk();

  /** The receptionist presses the one key that opens the chart of the arrival on top. */
  void openTopArrival() throws FlowException;

  /** The receptionist goes back to the day. */
  void closeChart();

  /** The receptionist registers the person of the alert, who agrees to everything. */
  void register(String stranger, Registration.Form form) throws FlowException;

  /** Writes a picture of both windows, if there are any. */
  void picture(String name);

  @Override
  void close();
}
