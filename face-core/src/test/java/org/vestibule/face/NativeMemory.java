package org.vestibule.face;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Shows that Mats are released: the process's resident memory must not grow with the rounds. */
public final class NativeMemory {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE_BYTES = 4096;
  private static final int SPELLS = 3;

  private NativeMemory() {}

  /** What is done over and over. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Runs the work {@code rounds} times to warm up and as often again to measure, up to three times:
   * a leak grows in every spell, while Java's own heap, which is resident too, grows in one.
   *
   * @param mostGrowth bytes by which resident memory may grow in a spell; choose it far below what
   *     one leaked picture a round would add
   */
  public static void assertNoGrowth(int rounds, long mostGrowth, Work work) throws Exception {
    Assumptions.assumeTrue(Files.exists(STATM), "skipped: needs /proc to read the memory in use");
    repeat(rounds, work);
    long growth = mostGrowth;
    for (int spell = 0; spell < SPELLS && growth >= mostGrowth; spell++) {
      long before = resident();
      repeat(rounds, work);
      growth = resident() - before;
    }
    assertTrue(growth < mostGrowth, "grew by " + growth / 1e6 + " MB in " + rounds + " rounds");
  }

  private static void repeat(int rounds, Work work) throws Exception {
    for (int i = 0; i < rounds; i++) {
      work.run();
    }
  }

  /** Bytes; the second field of statm counts pages (proc(5)). */
  private static long resident() throws IOException {
    return Long.parseLong(Files.readString(STATM).split(" ", -1)[1]) * PAGE_BYTES;
  }
}
