package org.vestibule.app.flow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.vestibule.app.flow.FactorWork.NewCodes;

/** The own second factor as tests of the screens script it; writes down what is asked. */
public final class ScriptedFactor implements DeskFactor {
  private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

  private final ScriptedPeople.Asking asking;
  private Kind present = Kind.NONE;

  ScriptedFactor(ScriptedPeople.Asking asking) {
    this.asking = asking;
  }

  public void has(Kind kind) {
    present = kind;
  }

  @Override
  public Kind present() throws FlowException {
    asking.ask("present");
    return present;
  }

  @Override
  public NewCodes newCodes() {
    return new NewCodes(
        SECRET, "otpauth://totp/Lakeside%20Clinic:menon?secret=" + SECRET + "&issuer=Lakeside");
  }

  @Override
  public void useCodes(NewCodes codes, String digits) throws FlowException {
    asking.ask("useCodes", digits);
    present = Kind.CODES;
  }

  @Override
  public void makeKeyFile(char[] password, Optional<String> key, Path file) throws FlowException {
    asking.ask("makeKeyFile", wiped(password), key.orElse("-"), file.getFileName().toString());
    present = Kind.KEY;
  }

  @Override
  public void useNone(char[] password, Optional<String> key) throws FlowException {
    asking.ask("useNone", wiped(password), key.orElse("-"));
    present = Kind.NONE;
  }

  private static String wiped(char[] password) {
    String secret = new String(password);
    Arrays.fill(password, '\0');
    return secret;
  }
}
