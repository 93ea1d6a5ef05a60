package org.vestibule.app.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vestibule.ehr.vault.Vault;
import org.vestibule.ehr.vault.VaultException;

/** A {@code vault.json} that somebody with the disk has written: a locked vault or a refusal. */
public final class VaultFileTarget {
  private static final Path FOLDER = folder();

  private VaultFileTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] file) throws IOException {
    Files.write(FOLDER.resolve("vault.json"), file);
    try (Vault vault = Vault.open(FOLDER)) {
      if (vault.slots().all().isEmpty()) {
        throw new AssertionError("a vault that nobody can open");
      }
    } catch (VaultException refused) {
      if (refused.getMessage().isBlank()) {
        throw new AssertionError("a refusal without a sentence");
      }
    } finally {
      Files.deleteIfExists(FOLDER.resolve("vault.json.bak"));
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("vault");
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
