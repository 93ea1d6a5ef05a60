package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.List;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.PatientId;

/** The day's appointments and who has come. Needs the directory keys. */
public final class Queue {
  Queue() {}

  /** Books an appointment, or changes the one with the same id. */
  public Appointment book(Appointment appointment) {
    throw new UnsupportedOperationException();
  }

  /**
   * Notes that the patient is here: the day's first open appointment becomes ARRIVED, or a walk-in
   * is made. A patient who is here already stays as is.
   */
  public Arrival arrive(PatientId id) {
    throw new UnsupportedOperationException();
  }

  /** Everything due on a day in this machine's time zone, by time. */
  public List<Arrival> day(LocalDate day) {
    throw new UnsupportedOperationException();
  }
}
