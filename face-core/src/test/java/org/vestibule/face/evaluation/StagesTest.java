package org.vestibule.face.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the stages under JMH, each in a process of its own, and prints them; asserts no time. */
@Tag("measure")
class StagesTest {
  @Test
  void printsEveryStage() throws Exception {
    Path results = Files.createDirectories(Path.of("target", "benchmark"));
    Options options =
        new OptionsBuilder()
            .include(Stages.class.getName() + "\\..*")
            .jvmArgsAppend("--add-modules", "jdk.incubator.vector")
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .shouldFailOnError(true)
            .result(results.resolve("stages.txt").toString())
            .build();
    Collection<RunResult> measured = new Runner(options).run();
    long stages =
        Arrays.stream(Stages.class.getDeclaredMethods()).filter(method -> isStage(method)).count();
    assertEquals(stages, measured.size());
    assertTrue(measured.stream().allMatch(run -> run.getPrimaryResult().getScore() > 0));
  }

  private static boolean isStage(Method method) {
    return method.isAnnotationPresent(Benchmark.class);
  }
}
