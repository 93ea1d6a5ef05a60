package org.vestibule.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where the shared test data are. A test that needs them is skipped, and says so, without. */
final class TestData {
  private TestData() {}

  static Path require(String path) {
    String named = System.getenv("VESTIBULE_TEST_DATA");
    Path root =
        named == null
            ? Path.of("").toAbsolutePath().resolve("../../shared/data").normalize()
            : Path.of(named);
    Path data = root.resolve(path);
    Assumptions.assumeTrue(
        Files.exists(data), "skipped: the shared test data (" + path + ") are not on this machine");
    return data;
  }
}
