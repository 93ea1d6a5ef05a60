package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.Purpose;

/**
 * The n-th write or sync of one full {@link Cycle} fails, from outside the process ({@code strace
 * -e inject}): the step says so in a sentence, the rest goes on, and afterwards the store opens,
 * verifies and holds everything acknowledged.
 */
class FailingDiskTest {
  private static final List<String> CALLS = List.of("pwrite64", "fsync", "write");
  private static final int FEW = 1;

  @TempDir Path folder;

  @Test
  void someWritesAndSyncsFail() throws Exception {
    failing(FEW);
  }

  @Test
  @Tag("measure")
  void everyWriteAndEverySyncFails() throws Exception {
    failing(Integer.MAX_VALUE);
  }

  private void failing(int most) throws Exception {
    assumeTrue(mayTrace(), "strace is missing or not allowed here: apt-get install strace");
    Path fresh = folder.resolve("fresh");
    Clinic.create(fresh).close();
    Map<String, Integer> refused = new TreeMap<>();
    for (String call : CALLS) {
      List<Integer> which = callsOnData(call, copy(fresh));
      assertFalse(which.isEmpty(), call);
      int step = Math.max(1, which.size() / most);
      for (int i = 0; i < which.size(); i += step) {
        int n = which.get(i);
        Path data = copy(fresh);
        List<String> said = run(data, call, "inject=" + call + ":error=EIO:when=" + n);
        said.stream()
            .filter(line -> line.startsWith("refused"))
            .forEach(line -> refused.merge(call + " " + line, 1, Integer::sum));
        check(data, said, call + " " + n);
      }
      System.out.println("failed every " + step + " of " + which.size() + " " + call);
    }
    refused.forEach((line, times) -> System.out.println(times + " x " + line));
    assertFalse(refused.isEmpty(), "some failures are noticed");
  }

  private static void check(Path data, List<String> said, String when) {
    try (EhrStore store = Clinic.open(data);
        Session session = Clinic.unlock(store)) {
      assertEquals(List.of(), Cycle.missing(session, said), when);
      assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems(), when);
    } catch (StoreException e) {
      throw new AssertionError(when + ": " + e.getMessage(), e);
    }
  }

  /** Which of the process's calls, counted from 1, are on files in its data folder. */
  private List<Integer> callsOnData(String call, Path data) throws Exception {
    Path log = folder.resolve("calls-" + call);
    List<String> said = run(data, call, "trace=" + call, "-y", "-o", log.toString());
    assertEquals(Cycle.size(), said.stream().filter(s -> s.startsWith("done")).count(), "" + said);
    List<String> calls;
    try (Stream<String> lines = Files.lines(log)) {
      calls = lines.filter(line -> line.contains(call + "(")).toList();
    }
    return IntStream.rangeClosed(1, calls.size())
        .filter(n -> calls.get(n - 1).contains("<" + data))
        .boxed()
        .toList();
  }

  /** What the cycle said; its words are not to be had if the failure ended the process. */
  private List<String> run(Path data, String call, String expression, String... more)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-e", "trace=" + call));
    command.addAll(List.of("-e", expression, "-e", "signal=none"));
    command.addAll(more.length > 0 ? List.of(more) : List.of("-o", "/dev/null"));
    command.addAll(Child.java(Cycle.class, Files.createDirectories(folder.resolve("tmp")), data));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var lines = Child.lines(process)) {
      List<String> said = lines.lines().toList();
      process.waitFor();
      return said;
    }
  }

  private Path copy(Path fresh) throws IOException {
    Path data = Files.createTempDirectory(folder, "data");
    Everything.copy(fresh, data);
    return data;
  }

  private static boolean mayTrace() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
