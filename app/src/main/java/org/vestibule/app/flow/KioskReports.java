package org.vestibule.app.flow;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the desk is told of the kiosk. Called on the flow thread. */
interface KioskReports {

  /** Somebody began or goes on; a track of 0 is somebody without a face. */
  void answering(int track);

  /** Nobody is at the kiosk any more. */
  void free();

  /**
   * Two factors match.
   *
   * @param how the checks that were made, in sentences
   * @return the ticket
   */
  String arrived(Visit visit, int track, CheckIn how);

  /** The phone number on record is not right any more. */
  void phoneChanged(Visit visit);

  /** The person greeted says to be somebody else. */
  void notMe(Visit visit);

  /**
   * Whether to ask if the face may be known next time: only who never said, and only while somebody
   * of staff is signed in who can confirm the answer.
   */
  CompletionStage<Boolean> neverSaidAboutFace(Visit visit);

  /** The person greeted said whether the face may be known; staff confirm before it counts. */
  void saidAboutFace(Visit visit, boolean agrees);

  /**
   * A birth date did not fit, or nobody was known to compare it with.
   *
   * @param proposed whom it was compared with
   */
  void sentToDesk(int track, Optional<LocalDate> said, List<String> proposed);

  /** Somebody asks for help. */
  void help(int track);

  /** How somebody checked in. */
  enum CheckIn {
    FACE_AND_BIRTH_DATE,
    NUMBER_AND_BIRTH_DATE
  }
}
