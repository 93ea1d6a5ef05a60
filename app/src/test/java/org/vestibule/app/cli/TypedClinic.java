package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A clinic in a folder, and the commands that its first administrator types.
 *
 * @param folder holds the data folder, the password and the recovery key
 */
record TypedClinic(Path folder) {
  /** Makes a clinic called Lakeside. */
  static TypedClinic init(Path folder) throws IOException {
    TypedClinic clinic = new TypedClinic(folder);
    Files.writeString(folder.resolve("password"), "a long enough passphrase\n");
    Typed made =
        clinic.run("init", "--clinic", "Lakeside", "--recovery-key-file", clinic.recoveryKey());
    assertEquals(0, made.exit(), made.err());
    return clinic;
  }

  /** The file with the printed recovery key. */
  String recoveryKey() {
    return folder.resolve("recovery").toString();
  }

  Typed run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "--json",
            "--data",
            folder.resolve("clinic").toString(),
            "--password-file",
            folder.resolve("password").toString()));
    return Typed.run(all.toArray(String[]::new));
  }
}
