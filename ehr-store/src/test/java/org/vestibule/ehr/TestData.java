package org.vestibule.ehr;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The shared test data, which is on developers' machines and in CI but not in the repository. */
public final class TestData {
  private TestData() {}

  /**
   * A folder of the shared data. The test is skipped, with the reason, where it is missing.
   *
   * @param name for example {@code fhir}
   */
  public static Path folder(String name) {
    String given = System.getenv("VESTIBULE_TEST_DATA");
    Path root = given != null ? Path.of(given) : Path.of("..", "..", "shared", "data");
    Path folder = root.resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        "skipped: no shared test data at " + root + " (set VESTIBULE_TEST_DATA)");
    return folder;
  }
}
