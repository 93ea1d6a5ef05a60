package org.vestibule.app.flow;

import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.store.StoreException;

/**
 * Opens the clinic: first start, and signing in afterwards. Methods that throw {@link
 * FlowException} take long (the password is stretched): call them off the JavaFX thread.
 */
public interface ClinicDoor extends AutoCloseable {

  /** Whether there is a vault already; if not, the first-start wizard is next. */
  boolean exists();

  /**
   * Makes the vault and its first administrator.
   *
   * @return the recovery key, groups of four characters; to be shown or printed once, never kept
   */
  RecoveryKey create(NewClinic clinic) throws FlowException;

  /** The clinic's name, readable before anybody signs in. */
  String clinicName() throws FlowException;

  /** The first administrator's user name, to be offered on the unlock screen, unless they left. */
  Optional<String> firstUser() throws FlowException;

  /** What staff should be told about this opening, one sentence each; usually nothing. */
  List<String> notices() throws FlowException;

  /** Begins to load the networks in the background. Returns at once. */
  void warmUp();

  /** Goes on from {@link #create} without asking for the password again; once. */
  FrontDoor enter() throws FlowException;

  /**
   * Opens the vault and starts the flows; the desk is unlocked for this person.
   *
   * @param password wiped before this returns
   */
  FrontDoor open(String user, char[] password, Optional<String> secondFactor) throws FlowException;

  /**
   * Opens the vault by the printed recovery key, for the first administrator, with a new password.
   *
   * @param recoveryKey wiped before this returns
   * @param next the new password, wiped before this returns
   */
  FrontDoor openWithRecoveryKey(char[] recoveryKey, char[] next) throws FlowException;

  /**
   * Whether a recovery key as typed can be one at all; quick, and says nothing of whose it is.
   *
   * @param typed not kept; the caller wipes it
   * @throws FlowException naming the group that cannot be right
   */
  static void checkRecoveryKey(char[] typed) throws FlowException {
    try {
      org.vestibule.ehr.store.RecoveryKey.check(typed);
    } catch (StoreException e) {
      throw Troubles.of(e);
    }
  }

  /** Lets the folder go if nobody went in; else {@link FrontDoor#close} does. */
  @Override
  void close();

  /**
   * @param clinic the clinic's name
   * @param user the first administrator's sign-in name
   * @param name the name to show
   * @param password wiped by {@link #create}
   */
  record NewClinic(String clinic, String user, String name, char[] password) {
    @Override
    public String toString() {
      return "NewClinic";
    }
  }

  /** The printed recovery key: eight groups or more. */
  record RecoveryKey(List<String> groups) {
    public RecoveryKey {
      groups = List.copyOf(groups);
    }

    @Override
    public String toString() {
      return "RecoveryKey";
    }
  }
}
