package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FaceTools;
import org.vestibule.app.flow.FaceTools.Detected;
import org.vestibule.app.flow.FlowException;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.Landmarks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "detect", description = "Prints boxes and landmarks of the faces in pictures.")
final class DetectCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "JPEG, PNG, BMP or PGM files.")
  private List<Path> images;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    int exit = 0;
    try (FaceTools tools = globals.faceTools(globals.settings(FaceTools.LEAST_DETECTED))) {
      for (Path image : images) {
        try {
          print(globals, tools.detect(image));
        } catch (FlowException e) {
          globals.tell(image, e);
          exit = e.kind().exit();
        }
      }
    }
    return exit;
  }

  private static void print(Globals globals, Detected found) {
    StringBuilder words =
        new StringBuilder(
            Globals.shown(found.image())
                + ": "
                + Count.of(found.faces().size(), "face")
                + " of "
                + found.leastHeight()
                + " pixels or more");
    found.faces().forEach(face -> words.append(inWords(face)));
    globals.print(
        new JsonLine()
            .with("file", found.image().toString())
            .with("faces", found.faces().stream().map(DetectCommand::fields).toList())
            .with("minimumFaceHeight", found.leastHeight()),
        words.toString());
  }

  private static String inWords(DetectedFace face) {
    return String.format(
        Locale.ROOT,
        "%n  x %.0f  y %.0f  w %.0f  h %.0f  confidence %.3f",
        face.box().x(),
        face.box().y(),
        face.box().width(),
        face.box().height(),
        face.confidence());
  }

  private static Map<String, Object> fields(DetectedFace face) {
    JsonLine box =
        new JsonLine()
            .with("x", tenth(face.box().x()))
            .with("y", tenth(face.box().y()))
            .with("w", tenth(face.box().width()))
            .with("h", tenth(face.box().height()))
            .with("confidence", Math.round(face.confidence() * 1e4) / 1e4);
    face.landmarks().ifPresent(marks -> box.with("landmarks", places(marks)));
    return box.fields();
  }

  private static List<double[]> places(Landmarks marks) {
    return marks.points().stream().map(p -> new double[] {tenth(p.x), tenth(p.y)}).toList();
  }

  private static double tenth(double pixels) {
    return Math.round(pixels * 10) / 10.0;
  }
}
