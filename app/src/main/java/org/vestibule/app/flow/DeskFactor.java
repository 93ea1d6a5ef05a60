package org.vestibule.app.flow;

import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.app.flow.FactorWork.NewCodes;

/**
 * The second factor of whoever is signed in. Thread-safe; may take long, since passwords are
 * stretched: call it off the JavaFX thread, but for {@link #newCodes}.
 */
public interface DeskFactor {

  /** The kinds there are. */
  enum Kind {
    NONE,
    /** Codes of the moment: they guard the screen, not the disk. */
    CODES,
    /** A key file, or a key in a token: part of the key, so it guards the disk too. */
    KEY
  }

  /** What is asked for beside the password now. */
  Kind present() throws FlowException;

  /** A secret for codes, not in use yet; at once. */
  NewCodes newCodes();

  /**
   * Asks for codes at the own sign-in from now on, once this one is right.
   *
   * @param digits six, as the telephone shows them
   */
  void useCodes(NewCodes codes, String digits) throws FlowException;

  /**
   * Makes a key file and has it needed beside the own password; codes are no longer asked for.
   *
   * @param password wiped before this returns
   * @param present the name of the present key file or token, if there is one
   * @param file where there is none yet
   */
  void makeKeyFile(char[] password, Optional<String> present, Path file) throws FlowException;

  /**
   * Ends the own second factor.
   *
   * @param password wiped before this returns
   * @param present the name of the present key file or token, if there is one
   */
  void useNone(char[] password, Optional<String> present) throws FlowException;
}
