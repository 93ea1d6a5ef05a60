package org.vestibule.app.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.store.SecondFactor;
import org.vestibule.ehr.store.Secret;
import org.vestibule.ehr.store.StoreException;

/** A second factor as it is typed: the digits of a code, the name of a key file or of a token. */
final class SecondFactors {
  private static final String TOKEN = "pkcs11:";
  private static final String PIN_VALUE = "pin-value=";
  private static final String PIN_SOURCE = "pin-source=";
  private static final int MOST_BYTES = 1 << 20;

  private SecondFactors() {}

  /** Password and what was typed beside it; nothing typed is no factor. */
  static Secret secret(char[] password, Optional<String> typed) throws FlowException {
    Optional<String> said = typed.map(String::strip).filter(t -> !t.isEmpty());
    return said.isEmpty()
        ? Secret.of(password)
        : new Secret(password, Optional.of(parse(said.get())));
  }

  static SecondFactor parse(String typed) throws FlowException {
    String digits = typed.replace(" ", "");
    return digits.matches("[0-9]{6}") ? new SecondFactor.Code(digits) : key(typed);
  }

  /** The key that {@code typed} names: in a token, or the content of a key file. */
  static SecondFactor.Key key(String typed) throws FlowException {
    return typed.startsWith(TOKEN) ? inToken(typed.substring(TOKEN.length())) : inFile(typed);
  }

  /** The PIN stands behind a question mark, with the names that RFC 7512 gives it. */
  private static SecondFactor.Key inToken(String typed) throws FlowException {
    String[] parts = typed.split("\\?", 2);
    String pin = parts.length == 2 ? parts[1] : "";
    char[] digits = {};
    try {
      if (pin.startsWith(PIN_VALUE)) {
        digits = pin.substring(PIN_VALUE.length()).toCharArray();
      } else if (pin.startsWith(PIN_SOURCE)) {
        Path file = Path.of(pin.substring(PIN_SOURCE.length()));
        digits = Files.readString(file).lines().findFirst().orElse("").strip().toCharArray();
      } else {
        throw new FlowException(
            Kind.USAGE, "D-42", "Say where the token's PIN is: add ?pin-source=FILE to its name.");
      }
      return SecondFactor.Key.inToken(parts[0], digits);
    } catch (IOException | InvalidPathException e) {
      throw new FlowException(
          Kind.UNREADABLE, "D-43", "The file with the token's PIN cannot be read.", e);
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(digits, '\0');
    }
  }

  /** At most 1 MiB is allowed. */
  private static SecondFactor.Key inFile(String file) throws FlowException {
    byte[] bytes = new byte[0];
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length == 0 || bytes.length > MOST_BYTES) {
        throw new FlowException(
            Kind.UNREADABLE, "D-41", "A key file has 1 byte to 1 MiB: choose the right one.");
      }
      return new SecondFactor.Key(bytes);
    } catch (IOException | InvalidPathException e) {
      throw new FlowException(
          Kind.UNREADABLE,
          "D-40",
          "The second factor is neither six digits nor a key file that can be read.",
          e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
