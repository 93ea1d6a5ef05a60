package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.FaceTools;
import org.vestibule.app.flow.FlowException;
import org.vestibule.face.evaluation.PadEvaluation.Row;
import org.vestibule.face.evaluation.PadEvaluation.Species;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "evaluate-pad",
    description = {
      "Measures presentation attack detection over attacks staged from one clip of one person.",
      "The table is SYNTHETIC: it carries no intervals and says nothing of other people."
    })
final class EvaluatePadCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--clip",
      required = true,
      paramLabel = "FILE",
      description = "An MJPG AVI of one person who looks ahead and turns to both sides.")
  private Path clip;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "Presentations of each species (default: 200).")
  private int attempts = 200;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (FaceTools tools = globals.faceTools(globals.settings())) {
      Map<Species, Row> table = tools.evaluatePad(clip, Math.max(1, attempts), globals.seed());
      table.forEach((species, row) -> print(globals, species, row));
    }
    return 0;
  }

  private static void print(Globals globals, Species species, Row row) {
    boolean attack = species != Species.BONA_FIDE;
    String measure = attack ? "apcer" : "bpcer";
    double rate = attack ? row.passRate() : 1 - row.passRate();
    String name = species.name().toLowerCase(Locale.ROOT).replace('_', '-');
    globals.print(
        new JsonLine()
            .with("species", name)
            .with("attempts", row.attempts())
            .with("passed", row.passed())
            .with(measure, Math.round(rate * 1e4) / 1e4)
            .with("synthetic", true),
        String.format(
            Locale.ROOT,
            "synthetic  %-24s %5d attempts  %s %.3f",
            name,
            row.attempts(),
            measure.toUpperCase(Locale.ROOT),
            rate));
  }
}
