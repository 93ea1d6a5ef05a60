package org.vestibule.natives;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A private folder that goes away again: at once where the system allows it, else at exit. */
final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  TemporaryFolder() throws IOException {
    path = Files.createTempDirectory("vestibule-");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    delete(path.toFile());
  }

  /** A library in use can be deleted on Linux and macOS; Windows refuses until the process ends. */
  private static void delete(File file) {
    File[] children = file.listFiles();
    if (!file.delete()) {
      file.deleteOnExit();
    }
    if (children != null) {
      for (File child : children) {
        delete(child);
      }
      if (!file.delete()) {
        file.deleteOnExit();
      }
    }
  }
}
