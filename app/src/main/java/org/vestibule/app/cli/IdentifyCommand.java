package org.vestibule.app.cli;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.WalkUp;
import org.vestibule.app.flow.WalkUp.Seen;
import org.vestibule.app.flow.WalkUp.Summary;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.StageTimings.Percentiles;
import org.vestibule.face.pipeline.StageTimings.Stage;
import org.vestibule.face.quality.PadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "identify",
    description = {
      "Runs the walk-up pipeline over a camera, clip or folder of frames.",
      "Exit 1 when nobody is recognised, or the birth date does not fit.",
      "An unknown face with \"oneOf\" is one of these people, whom staff must tell apart."
    })
final class IdentifyCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--camera",
      required = true,
      paramLabel = "SRC",
      description = "A camera's index, an MJPG AVI, or a folder of frames.")
  private String camera;

  @Option(
      names = "--dob",
      paramLabel = "YYYY-MM-DD",
      description = "The second identifier, checked on whoever is recognised.")
  private Optional<LocalDate> born = Optional.empty();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(true)) {
      Summary summary = work.identify(SourceSpec.parse(camera), born, new Printing(globals));
      print(globals, summary);
      if (summary.brokenOff()) {
        globals.tell("The recording breaks off and was looked at as far as it goes. (CLIP-3)");
      }
      if (summary.frames() == 0 && summary.unread() > 0) {
        return Kind.UNREADABLE.exit();
      }
      return summary.matched() ? 0 : Kind.NO_MATCH.exit();
    }
  }

  /** Prints events as they come. */
  private record Printing(Globals globals) implements WalkUp.Listener {
    @Override
    public void seen(Seen seen) {
      print(globals, seen);
    }

    @Override
    public void unread(String file, FlowException why) {
      globals.tell(file, why);
    }
  }

  private static void print(Globals globals, Seen seen) {
    JsonLine line =
        new JsonLine()
            .with("event", seen.event())
            .with("track", seen.track())
            .with("frame", seen.frame())
            .with("patient", seen.patient().orElse(null))
            .with("seconds", seen.time().toMillis() / 1000.0);
    seen.birthDateMatches().ifPresent(fits -> line.with("birthDateMatches", fits));
    if (!seen.oneOf().isEmpty()) {
      line.with("oneOf", seen.oneOf());
    }
    seen.eigenfaces().ifPresent(words -> line.with("eigenfaces", words));
    seen.pad().ifPresent(pad -> challenge(line, pad));
    String words =
        seen.event()
            + " track "
            + seen.track()
            + " frame "
            + seen.frame()
            + seen.patient().map(number -> " patient " + number).orElse("")
            + seen.birthDateMatches()
                .map(fits -> fits ? ", birth date fits" : ", birth date does not fit")
                .orElse("")
            + seen.pad()
                .map(pad -> " " + pad.prompt().map(Enum::name).orElse(pad.status().name()))
                .orElse("")
            + (seen.oneOf().isEmpty() ? "" : ", one of " + String.join(", ", seen.oneOf()))
            + seen.eigenfaces().map(said -> "; " + said).orElse("");
    globals.print(line, words);
  }

  private static void challenge(JsonLine line, PadResult pad) {
    line.with("status", label(pad.status()))
        .with("prompt", pad.prompt().map(IdentifyCommand::label).orElse(null))
        .with("cues", pad.cues().stream().map(IdentifyCommand::label).sorted().toList());
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void print(Globals globals, Summary summary) {
    Map<Stage, Percentiles> stages = new EnumMap<>(Stage.class);
    stages.putAll(summary.timings().stages());
    Map<String, Object> timings = new LinkedHashMap<>();
    StringBuilder words = new StringBuilder("summary " + summary.frames() + " frames");
    stages.forEach(
        (stage, p) -> {
          timings.put(
              stage.label(),
              new JsonLine()
                  .with("count", p.count())
                  .with("p50", rounded(p.p50()))
                  .with("p95", rounded(p.p95()))
                  .with("p99", rounded(p.p99()))
                  .fields());
          words.append(
              String.format(
                  java.util.Locale.ROOT,
                  "%n  %-24s p50 %7.2f  p95 %7.2f  p99 %7.2f ms",
                  stage.label(),
                  p.p50(),
                  p.p95(),
                  p.p99()));
        });
    globals.print(
        new JsonLine()
            .with("event", "summary")
            .with("frames", summary.frames())
            .with("unread", summary.unread())
            .with("recognised", summary.recognised())
            .with("unit", "ms")
            .with("stages", timings),
        words.toString());
  }

  private static double rounded(double millis) {
    return Math.round(millis * 1000) / 1000.0;
  }
}
