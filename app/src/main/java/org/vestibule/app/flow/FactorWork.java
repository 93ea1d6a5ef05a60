package org.vestibule.app.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.PeopleWork.Rights;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.SecondFactor;
import org.vestibule.ehr.store.StaffMember;
import org.vestibule.ehr.store.Totp;

/** The own second factor, at the desk and on the command line. */
public final class FactorWork {
  private static final Logger LOG = LoggerFactory.getLogger(FactorWork.class);

  /** As many random bytes as a key of Argon2id's hash can use, twice over. */
  private static final int KEY_BYTES = 64;

  private final Rights work;

  FactorWork(Rights work) {
    this.work = work;
  }

  /** What stands beside the own password now. */
  public StaffMember.Factor present() throws FlowException {
    return work.with(Purpose.ADMINISTRATION, access -> access.keys().own().secondFactor());
  }

  /**
   * Makes a key file and has it needed beside the own password; wipes the password. When that is
   * refused there is no file.
   *
   * @param present the name of the present key file or token
   * @param file where there is none yet, for its owner alone
   */
  public void makeKeyFile(char[] now, Optional<String> present, Path file) throws FlowException {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    try {
      try (OutFile out = OutFile.create(file)) {
        out.out().write(random);
        out.keep();
      } catch (IOException e) {
        throw OutFile.unwritable(e);
      }
      useMade(now, present, file);
    } finally {
      Arrays.fill(random, (byte) 0);
      Arrays.fill(now, '\0');
    }
  }

  /**
   * What was written is read back and used: a file that cannot be read would lock its owner out.
   */
  private void useMade(char[] now, Optional<String> present, Path file) throws FlowException {
    boolean used = false;
    try {
      useKey(now, present, file.toString());
      used = true;
    } finally {
      if (!used) {
        discard(file);
      }
    }
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("A key file that is not in use stays: {}", e.getClass().getName());
    }
  }

  /**
   * Makes a key file, or a key in a token, part of the own key; wipes the password.
   *
   * @param next the file, or {@code pkcs11:LIBRARY[:SLOT]#LABEL?pin-source=FILE}
   */
  public void useKey(char[] now, Optional<String> present, String next) throws FlowException {
    try {
      var secret = SecondFactors.secret(now, present);
      SecondFactor.Key key = SecondFactors.key(next);
      work.with(
          Purpose.ADMINISTRATION,
          access -> {
            access.keys().useKey(secret, key);
            return null;
          });
    } finally {
      Arrays.fill(now, '\0');
    }
  }

  /**
   * A secret for codes, not in use yet.
   *
   * @param uri what an authenticator reads from a QR code
   */
  public record NewCodes(String secret, String uri) {
    /** The QR code of the URI, row by row: {@code #} is dark. */
    public List<String> modules() {
      return QrCode.modules(uri);
    }

    /** The QR code of the URI for a terminal. */
    public String qrInWords() {
      return QrCode.inWords(uri);
    }

    @Override
    public String toString() {
      return "NewCodes";
    }
  }

  /**
   * Makes a secret for codes; {@link #useCodes} puts it to use.
   *
   * @param clinic and {@code user}: what the authenticator shows beside the code
   */
  public NewCodes newCodes(String clinic, String user) {
    Totp totp = Totp.random();
    return new NewCodes(totp.secret(), totp.uri(clinic, user));
  }

  /** Asks for codes at the own sign-in from now on, once this one is right. */
  public void useCodes(NewCodes codes, String digits) throws FlowException {
    work.with(
        Purpose.ADMINISTRATION,
        access -> {
          access.keys().useCodes(Totp.parse(codes.secret()), digits);
          return null;
        });
  }

  /** Ends the own second factor; wipes the password. */
  public void useNoSecondFactor(char[] now, Optional<String> present) throws FlowException {
    try {
      var secret = SecondFactors.secret(now, present);
      work.with(
          Purpose.ADMINISTRATION,
          access -> {
            access.keys().useNoSecondFactor(secret);
            return null;
          });
    } finally {
      Arrays.fill(now, '\0');
    }
  }
}
