package org.vestibule.app.flow;

import java.time.LocalDate;

/**
 * A patient's check-in at the kiosk.
 *
 * <p>Every action returns at once and may be called from any thread; what comes of it is seen in
 * {@link #view()}. An action that does not fit the present state is ignored, so that a late touch
 * does no harm. Known and unknown people see the same screens with the same timing; a mismatch, a
 * second face and a lock all end in {@link KioskView.State#FRONT_DESK}.
 */
public interface KioskFlow {

  Published<KioskView> view();

  /** ATTRACT: start, looking at the camera (or asking the birth date when there is none). */
  void begin();

  /** ATTRACT, LOOKING: check in by birth date and number; the same three steps. */
  void withoutFace();

  /** BORN: the birth date. Takes the same time whoever asks and whatever the answer. */
  void answerBirthDate(LocalDate born);

  /** NUMBER: the record number typed, or the text of a QR card. */
  void answerNumber(String number);

  /** WELCOME: go on to the ticket; the phone number on record is still right or was not asked. */
  void confirm();

  /** WELCOME: go on to the ticket; the desk is told to ask for the new phone number. */
  void phoneChanged();

  /**
   * CONSENT: whether the face may be known next time; goes on to the ticket either way. It counts
   * once staff have confirmed who it is.
   */
  void answerConsent(boolean agrees);

  /** WELCOME: this is not me. Leads to FRONT_DESK, and the desk is told. */
  void notMe();

  /** Any: wipe everything and go to ATTRACT. */
  void startAgain();

  /** Any: the desk is told that somebody at the kiosk wants help; goes to FRONT_DESK. */
  void askForHelp();

  /** Answers "Still there?". */
  void moreTime();

  /** TICKET, FRONT_DESK: wipe at once. */
  void finish();

  /** Any touch or key: restarts the idle clock. */
  void touched();
}
