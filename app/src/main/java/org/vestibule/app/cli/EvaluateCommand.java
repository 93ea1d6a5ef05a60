package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.FaceTools;
import org.vestibule.app.flow.FlowException;
import org.vestibule.face.evaluation.EvaluationReport;
import org.vestibule.face.evaluation.EvaluationRequest;
import org.vestibule.face.evaluation.EvaluationRequest.Encoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "evaluate",
    description = {
      "Measures recognition over pictures of many people, failures to acquire counted as misses.",
      "Intervals are 95 %%, by bootstrap over people."
    })
final class EvaluateCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--faces",
      required = true,
      paramLabel = "DIR",
      description = "A folder a person, or files named Name_0001.jpg.")
  private Path faces;

  @Option(
      names = "--encoder",
      paramLabel = "eigenface|deep|dlib|cnn|fused|sface",
      description = {
        "Whose templates are compared (default: deep); sface when its file is supplied, see models."
      })
  private Encoder encoder = Encoder.DEEP;

  @Option(
      names = "--cropped",
      description = "Tight crops: where no face is found, the whole picture is the face.")
  private boolean cropped;

  @Option(
      names = "--groups",
      paramLabel = "CSV",
      description = {
        "Error rates of groups of people: a person's name, or the beginning of the person's file",
        "names, and the group; more columns for more families of groups, named in a first line."
      })
  private Optional<Path> groups = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Writes plots (PNG) and one HTML page into this folder.")
  private Optional<Path> reportFolder = Optional.empty();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (FaceTools tools = globals.faceTools(globals.settings())) {
      EvaluationReport report =
          tools.evaluate(
              new EvaluationRequest(faces, encoder, cropped, groups, globals.seed()),
              globals::tell);
      if (reportFolder.isPresent()) {
        FaceTools.write(report, reportFolder.get());
      }
      globals.print(EvaluationLines.json(report), EvaluationLines.words(report));
      return 0;
    }
  }
}
