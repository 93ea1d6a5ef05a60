package org.vestibule.app.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Coverage-guided fuzzing (Jazzer) of everything that reads bytes from outside: a few seconds each
 * in the everyday build, ten minutes each in the measure profile. Each target runs in a process of
 * its own on the small corpus in {@code src/test/resources/fuzz}; anything it throws fails here and
 * the input is printed by Jazzer in Base64.
 */
class FuzzTest {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;

  static List<Class<?>> targets() {
    return List.of(
        FhirTarget.class,
        DocumentTarget.class,
        VaultFileTarget.class,
        TemplateTarget.class,
        LedgerTarget.class);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void survivesAFewSeconds(Class<?> target) throws Exception {
    fuzz(target, SHORT);
  }

  @ParameterizedTest
  @MethodSource("targets")
  @Tag("measure")
  void survivesTenMinutes(Class<?> target) throws Exception {
    fuzz(target, LONG);
  }

  private void fuzz(Class<?> target, Duration time) throws Exception {
    Path corpus = copyOfCorpus(target);
    Path log = folder.resolve("fuzz.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=org.vestibule.**",
                "--custom_hook_includes=org.vestibule.**",
                "-seed=1",
                "-timeout=20",
                "-rss_limit_mb=0",
                "-print_final_stats=1",
                "-max_total_time=" + time.toSeconds(),
                "-artifact_prefix=" + folder + "/",
                corpus.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> end(log));
    String said = Files.readString(log);
    assertTrue(said.contains("stat::number_of_executed_units"), () -> end(log));
    said.lines().filter(l -> l.startsWith("stat::number")).forEach(System.out::println);
  }

  /** Jazzer adds what it learns to the folder it is given. */
  private Path copyOfCorpus(Class<?> target) throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    String name = target.getSimpleName().replace("Target", "").toLowerCase(java.util.Locale.ROOT);
    Path seeds = Path.of(FuzzTest.class.getResource("/fuzz/" + name).toURI());
    try (Stream<Path> files = Files.list(seeds)) {
      for (Path seed : files.toList()) {
        Files.copy(seed, corpus.resolve(seed.getFileName()));
      }
    }
    return corpus;
  }

  private static String end(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
