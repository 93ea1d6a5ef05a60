package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.Benchmarks;
import org.vestibule.app.flow.FlowException;
import org.vestibule.face.evaluation.Figure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "bench", description = "Measures speed and memory on this machine.")
final class BenchCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Parameters(
      paramLabel = "NAME",
      description =
          "pipeline (stages, and face to proposal with 1,000 enrolled), search (1:N among 10,000"
              + " and 1,000,000 beside one pass over the memory), preview (pictures a second for"
              + " the windows), soak (resident memory over a long clip), documents (attach and"
              + " fetch beside a plain copy), import (a FHIR bundle of 30 MB). Default: pipeline"
              + " and preview.")
  private List<Benchmarks.Name> names = List.of(Benchmarks.Name.PIPELINE, Benchmarks.Name.PREVIEW);

  @Option(
      names = "--clip",
      paramLabel = "FILE",
      description = "MJPG AVI for preview and soak (default: the demo's).")
  private Optional<Path> clip = Optional.empty();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Minutes of video that soak works through, as fast as it can (default: 60).")
  private int minutes = 60;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      description = "Size of the documents (default: 512; up to 2147).")
  private int megabytes = 512;

  @Override
  public Integer call() throws FlowException {
    Benchmarks benchmarks = new Benchmarks(clip, minutes, megabytes);
    for (Benchmarks.Name name : names) {
      benchmarks.run(name, this::timed, this::counted);
    }
    return 0;
  }

  private void timed(Figure figure) {
    cli.globals()
        .print(
            new JsonLine()
                .with("name", figure.name())
                .with("runs", figure.runs())
                .with("p50", figure.p50())
                .with("p95", figure.p95())
                .with("p99", figure.p99())
                .with("unit", "ms")
                .with("baseline", figure.baseline())
                .with("ratio", figure.ratio()),
            String.format(
                java.util.Locale.ROOT,
                "%-44s p50 %8.2f  p95 %8.2f  p99 %8.2f ms  %7.2f x %s",
                figure.name(),
                figure.p50(),
                figure.p95(),
                figure.p99(),
                figure.ratio(),
                figure.baseline()));
  }

  private void counted(Benchmarks.Count count) {
    cli.globals()
        .print(
            new JsonLine()
                .with("name", count.name())
                .with("value", count.value())
                .with("unit", count.unit()),
            String.format(
                java.util.Locale.ROOT,
                "%-44s %8.1f %s",
                count.name(),
                count.value(),
                count.unit()));
  }
}
