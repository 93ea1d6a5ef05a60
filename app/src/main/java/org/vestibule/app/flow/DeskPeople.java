package org.vestibule.app.flow;

import java.util.List;
import java.util.Set;
import org.vestibule.app.flow.PeopleWork.Card;
import org.vestibule.app.flow.PeopleWork.Person;
import org.vestibule.app.flow.PeopleWork.Waiting;
import org.vestibule.ehr.store.Emergencies;

/**
 * Staff and emergency access at the desk, with the rights of whoever is signed in. Thread-safe; may
 * take long: call it off the JavaFX thread.
 */
public interface DeskPeople {
  /** Fewest characters of a reason for {@link #emergency}. */
  int REASON_LENGTH = Emergencies.REASON_LENGTH;

  /** Everybody who can sign in; for administrators and auditors. */
  List<Person> staff() throws FlowException;

  /**
   * Adds somebody; for administrators.
   *
   * @param roles as {@link Person#roles} has them
   * @param password wiped before this returns
   */
  void add(String user, Set<String> roles, char[] password) throws FlowException;

  /** Removes somebody and renews every key that person knew; for administrators. */
  void remove(String user) throws FlowException;

  /**
   * Gives somebody a new password; for administrators.
   *
   * @param next wiped before this returns
   */
  void resetPassword(String user, char[] next) throws FlowException;

  /** The own second factor. */
  DeskFactor factor();

  /**
   * Opens the emergency card of a patient, for anybody of staff; it waits to be signed off.
   *
   * @param reason in words, at least {@value Emergencies#REASON_LENGTH} characters
   */
  Card emergency(String patientNumber, String reason) throws FlowException;

  /** What waits to be signed off, oldest first; for administrators and auditors. */
  List<Waiting> waiting() throws FlowException;

  /**
   * Signs one off; never one's own.
   *
   * @param use {@link Waiting#use}
   * @param remark in words; needed when it was not justified
   */
  void review(String use, boolean justified, String remark) throws FlowException;
}
