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

/** A second factor as it is typed: the digits of a code, or the name of a key file. */
final class SecondFactors {
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

  /** The content of a key file, at most 1 MiB of it being allowed. */
  static SecondFactor.Key key(String file) throws FlowException {
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
