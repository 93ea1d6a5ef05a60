package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.FaceTools;
import org.vestibule.app.flow.FlowException;
import org.vestibule.face.evaluation.EvaluationReport;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.EvaluationReport.OpenSet;
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
      paramLabel = "eigenface|deep|dlib|cnn|fused",
      description = "Whose templates are compared (default: deep).")
  private Encoder encoder = Encoder.DEEP;

  @Option(
      names = "--cropped",
      description = "Tight crops: where no face is found, the whole picture is the face.")
  private boolean cropped;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (FaceTools tools = FaceTools.open(globals.settings())) {
      EvaluationReport report =
          tools.evaluate(new EvaluationRequest(faces, encoder, cropped, globals.seed()));
      globals.print(json(report), words(report));
      return 0;
    }
  }

  private static JsonLine json(EvaluationReport report) {
    Map<String, Object> tar = new LinkedHashMap<>();
    report
        .tar()
        .forEach(
            (far, accepts) ->
                tar.put(
                    far,
                    new JsonLine()
                        .with("value", rounded(accepts.value()))
                        .with("low", rounded(accepts.low()))
                        .with("high", rounded(accepts.high()))
                        .with("threshold", rounded(accepts.threshold()))
                        .with("falseAccepts", accepts.falseAccepts())
                        .fields()));
    return new JsonLine()
        .with("encoder", report.encoder())
        .with("images", report.images())
        .with("people", report.people())
        .with("wholeImage", report.wholeImage())
        .with("failedToAcquire", report.failedToAcquire())
        .with("trainedOn", report.trainedOn())
        .with("mated", report.mated())
        .with("nonMated", report.nonMated())
        .with("tar", tar)
        .with("rank1", rounded(report.rank1().value()))
        .with("rank1Interval", interval(report.rank1()))
        .with("openSet", openSet(report.openSet()));
  }

  private static Map<String, Object> openSet(OpenSet set) {
    return new JsonLine()
        .with("enrolled", set.enrolled())
        .with("matedProbes", set.matedProbes())
        .with("nonMatedProbes", set.nonMatedProbes())
        .with("fpir", rounded(set.fpir()))
        .with("fnir", rounded(set.fnir().value()))
        .with("fnirInterval", interval(set.fnir()))
        .with("threshold", rounded(set.threshold()))
        .with("ruleFpir", rounded(set.ruleFpir()))
        .with("ruleFnir", rounded(set.ruleFnir()))
        .fields();
  }

  private static Map<String, Object> interval(Interval interval) {
    return new JsonLine()
        .with("low", rounded(interval.low()))
        .with("high", rounded(interval.high()))
        .fields();
  }

  /** Four digits; null for what could not be measured. */
  private static Double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
  }

  private static String words(EvaluationReport report) {
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(
            Locale.ROOT,
            "%s: %d images of %d people, %d taken whole, %d without a template%n",
            report.encoder(),
            report.images(),
            report.people(),
            report.wholeImage(),
            report.failedToAcquire()));
    words.append(
        String.format(
            Locale.ROOT, "  %d mated, %d non-mated pairs%n", report.mated(), report.nonMated()));
    report
        .tar()
        .forEach(
            (far, accepts) ->
                words.append(
                    String.format(
                        Locale.ROOT,
                        "  TAR %.4f (%.4f to %.4f) at FAR %s, threshold %.3f%n",
                        accepts.value(),
                        accepts.low(),
                        accepts.high(),
                        far,
                        accepts.threshold())));
    words.append(
        String.format(
            Locale.ROOT,
            "  rank-1 %.4f (%.4f to %.4f)%n",
            report.rank1().value(),
            report.rank1().low(),
            report.rank1().high()));
    OpenSet set = report.openSet();
    words.append(
        String.format(
            Locale.ROOT,
            "  open set: FNIR %.4f (%.4f to %.4f) at FPIR %.4f, %d enrolled, %d strangers",
            set.fnir().value(),
            set.fnir().low(),
            set.fnir().high(),
            set.fpir(),
            set.enrolled(),
            set.nonMatedProbes()));
    return words.toString();
  }
}
