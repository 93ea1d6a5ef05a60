package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The record of the open chart's patient as a whole: consents, and earlier versions. Thread-safe;
 * may take long: call it off the JavaFX thread. Every method refuses ({@code D-19}) when the
 * patient's chart is not the open one.
 */
public interface DeskRecord {

  /** The open chart read anew, after something beside it was changed. */
  Chart chart(String patientNumber) throws FlowException;

  /** What the patient agreed to or refused, the latest first. */
  List<RecordWork.ConsentLine> consents(String patientNumber) throws FlowException;

  /**
   * Takes a consent back. For the face, everything kept of it is gone when this returns: in the
   * store, here and at the kiosk.
   *
   * @param purpose {@link RecordWork.ConsentLine#purpose}
   */
  Receipt withdraw(String patientNumber, String purpose) throws FlowException;

  /** Writes a receipt to a file that is not there yet, for its owner alone. */
  void saveReceipt(Receipt receipt, Path to) throws FlowException;

  /** Every version of everything in the record, entry by entry, the newest version first. */
  List<Version> history(String patientNumber) throws FlowException;

  /**
   * One version of an entry.
   *
   * @param entry numbers the entries of this answer from 1
   * @param type FHIR type
   * @param why in words: {@code treatment}
   * @param words what it says, in a line
   * @param gone what the version before said and this one does not
   * @param come what this version says and the one before did not; empty for the first
   */
  record Version(
      int entry,
      String type,
      int version,
      boolean latest,
      String by,
      Instant at,
      String why,
      String words,
      List<String> gone,
      List<String> come) {
    public Version {
      gone = List.copyOf(gone);
      come = List.copyOf(come);
    }

    @Override
    public String toString() {
      return "Version[" + type + "]";
    }
  }
}
