package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a large clinic's opening is rehearsed; how much that helps, {@link SpeedTest} prints. */
class OpeningRehearsalTest {
  @Test
  void endsWhenItIsEnoughAndLeavesNothing() throws IOException {
    List<String> before = left();
    AtomicInteger asked = new AtomicInteger();
    assertEquals(2, new OpeningRehearsal(() -> asked.incrementAndGet() > 2).run());
    assertEquals(before, left());
  }

  private static List<String> left() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("vestibule-rehearsal"))
          .sorted()
          .toList();
    }
  }
}
