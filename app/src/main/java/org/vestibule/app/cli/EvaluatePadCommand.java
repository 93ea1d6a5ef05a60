package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.FaceTools;
import org.vestibule.app.flow.FlowException;
import org.vestibule.face.evaluation.MoireEvaluation;
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

  @Option(
      names = "--faces",
      paramLabel = "DIR",
      description =
          "Also how often one look for a screen's grid speaks against the faces of these pictures,"
              + " and against the same as a simulated screen shows them.")
  private Optional<Path> faces = Optional.empty();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (FaceTools tools = globals.faceTools(globals.settings())) {
      Map<Species, Row> table = tools.evaluatePad(clip, Math.max(1, attempts), globals.seed());
      table.forEach((species, row) -> print(globals, species, row));
      if (faces.isPresent()) {
        print(globals, tools.evaluateMoire(faces.get(), globals.seed()));
      }
    }
    return 0;
  }

  private static void print(Globals globals, Species species, Row row) {
    boolean attack = species != Species.BONA_FIDE;
    String measure = attack ? "apcer" : "bpcer";
    double rate = attack ? row.passRate() : 1 - row.passRate();
    String name = label(species);
    Map<String, Object> advised = new TreeMap<>();
    row.advised()
        .forEach((cue, count) -> advised.put(label(cue), rounded((double) count / row.attempts())));
    globals.print(
        new JsonLine()
            .with("species", name)
            .with("attempts", row.attempts())
            .with("passed", row.passed())
            .with(measure, rounded(rate))
            .with("advised", advised)
            .with("synthetic", true),
        String.format(
            Locale.ROOT,
            "synthetic  %-24s %5d attempts  %s %.3f  advised %s",
            name,
            row.attempts(),
            measure.toUpperCase(Locale.ROOT),
            rate,
            advised));
  }

  private static void print(Globals globals, MoireEvaluation looks) {
    double faces = Math.max(1, looks.faces());
    globals.print(
        new JsonLine()
            .with("cue", "moire")
            .with("faces", looks.faces())
            .with("falseAlarms", rounded(looks.alarms() / faces))
            .with("syntheticRecapturesSeen", rounded(looks.recaptured() / faces)),
        String.format(
            Locale.ROOT,
            "moire, one look: %d real faces, false alarms %.3f; synthetic recaptures seen %.3f",
            looks.faces(),
            looks.alarms() / faces,
            looks.recaptured() / faces));
  }

  private static double rounded(double rate) {
    return Math.round(rate * 1e4) / 1e4;
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
