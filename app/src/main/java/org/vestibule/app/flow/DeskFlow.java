package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The receptionist's and the clinician's work at the desk.
 *
 * <p>Thread-safe. Methods that throw {@link FlowException} read or write the store and may take
 * long: call them off the JavaFX thread. The others return at once. What changes is seen in {@link
 * #view()}.
 */
public interface DeskFlow {

  Published<DeskView> view();

  /**
   * The boxes on the live picture, at the pace of the camera. {@link DeskView#boxes()} has the same
   * faces, but moves only when the rest of the view changes; draw these.
   */
  Published<List<DeskView.TrackBox>> boxes();

  /** Staff say the person is who the row says: the row waits with a ticket. */
  void confirm(String arrival) throws FlowException;

  /**
   * Staff say which of the people in a row it is whom a face does not tell apart ({@link
   * DeskView.Arrival#choices}): that person waits with a ticket.
   *
   * @param patientNumber the number of the chosen record
   */
  void confirm(String arrival, String patientNumber) throws FlowException;

  /** Staff say it is not this person: the row goes, the face counts as not known. */
  void notThem(String arrival) throws FlowException;

  /** Calls a waiting person in: with the doctor from now on. */
  void callIn(String arrival) throws FlowException;

  /** The visit is over. */
  void done(String arrival) throws FlowException;

  /**
   * Opens the chart of a confirmed arrival. One that still needs confirming is refused ({@code
   * LOCKED}, code {@code D-11}).
   */
  Chart openChart(String arrival) throws FlowException;

  /**
   * Opens the chart of somebody found by search, for a stated reason. A reason that begins with the
   * word emergency breaks the glass: whatever the role, it opens the emergency card only, and
   * somebody else must sign that off.
   *
   * @param patientNumber the number of the record
   * @param reason in words, not empty
   */
  Chart openChart(String patientNumber, String reason) throws FlowException;

  /** Wipes what the desk holds of the open chart. */
  void closeChart();

  /** Writes a note into the open chart and returns the chart as it now is. */
  Chart writeNote(String patientNumber, String text) throws FlowException;

  /**
   * Writes a document of the open chart to a file that is not there yet.
   *
   * @param document {@link Chart.Document#id}
   * @param reason in words, not empty; kept in the ledger
   */
  void saveDocument(String patientNumber, String document, Path to, String reason)
      throws FlowException;

  /** Begins to register the person of an alert, whose samples are kept until it ends. */
  Registration register(String stranger) throws FlowException;

  /** Begins to register somebody without a face. */
  Registration register() throws FlowException;

  /** A visitor, not a patient: the alert goes and does not come back for this track. */
  void notAPatient(String stranger);

  /** The alert goes and comes back after two minutes if the person is still there. */
  void later(String stranger);

  /** Finds people by name, number or phone. An empty text finds nobody. */
  List<Found> search(String text) throws FlowException;

  /**
   * Keeps a half-written note of the open chart, sealed, over a lock; an empty one is dropped.
   * Returns at once.
   */
  void keepNote(String patientNumber, String text);

  /**
   * Shows the unlock screen and wipes the clinical keys; the kiosk runs on. It happens by itself
   * after {@link QuietTimes#screen}.
   */
  void lock();

  /**
   * Locks, and wipes every key: the kiosk stops until somebody signs in. It happens by itself after
   * {@link QuietTimes#keys}.
   */
  void wipeKeys();

  /**
   * What the person who is signed in left when the screen was locked, the open chart opened anew;
   * nothing when it was another person, or the keys were wiped. Gives it once.
   */
  Left comeBack() throws FlowException;

  /**
   * Signs in.
   *
   * @param password wiped before this returns
   */
  void unlock(String user, char[] password, Optional<String> secondFactor) throws FlowException;

  /**
   * Signs the first administrator in by the printed recovery key, with a new password.
   *
   * @param recoveryKey wiped before this returns
   * @param next the new password, wiped before this returns
   */
  void unlockWithRecoveryKey(char[] recoveryKey, char[] next) throws FlowException;

  /** Staff and emergency access. */
  DeskPeople people();

  /** Consents and earlier versions of the open chart's record. */
  DeskRecord record();

  /** Whether two records are one person's: merging, and imports that wait. */
  DeskIdentity identity();

  /** Backups of everything. */
  DeskBackup backup();

  /** Whether whoever is signed in has a right; at once. The work itself asks again. */
  boolean may(DeskRight right);

  /** Any key or pointer: restarts the desk's idle clock. */
  void touched();

  /** The newest entries of the audit ledger that fit, newest first, at most 500. */
  LedgerPage ledger(String filter) throws FlowException;

  /** Checks the whole ledger and every seal. Takes seconds. */
  LedgerPage.Checked checkLedger() throws FlowException;

  /** What is known of how well faces are recognised here. */
  Accuracy accuracy() throws FlowException;

  /**
   * A person found by search.
   *
   * @param patientNumber the number of the record
   * @param why which part matched: {@code name}, {@code phone}, {@code number}
   */
  record Found(String patientNumber, String name, LocalDate born, String why) {
    @Override
    public String toString() {
      return "Found";
    }
  }

  /**
   * What lay behind a locked screen.
   *
   * @param notes half-written notes by patient number
   */
  record Left(Optional<Chart> chart, Map<String, String> notes) {
    public Left {
      notes = Map.copyOf(notes);
    }

    @Override
    public String toString() {
      return "Left";
    }
  }
}
