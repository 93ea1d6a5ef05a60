package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FaceTools;
import org.vestibule.app.flow.FlowException;
import org.vestibule.face.evaluation.EigenfaceAlbum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "eigenfaces",
    description = {
      "Writes mean face, eigenfaces and reconstructions of a folder of faces as pictures.",
      "The clinic's own eigenfaces are made of patients: they never leave the store."
    })
final class EigenfacesCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--faces",
      required = true,
      paramLabel = "DIR",
      description = "A folder a person, or files named Name_0001.jpg.")
  private Path faces;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the PNG files go; made if it is not there.")
  private Path out;

  @Option(
      names = "--cropped",
      description = "Tight crops: where no face is found, the whole picture is the face.")
  private boolean cropped;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (FaceTools tools = globals.faceTools(globals.settings())) {
      EigenfaceAlbum album = tools.eigenfaces(faces, cropped, out);
      globals.print(
          new JsonLine()
              .with("images", album.images())
              .with("noFace", album.noFace())
              .with("components", album.eigenfaces().size())
              .with("reconstructions", album.reconstructions().size()),
          Count.of(album.eigenfaces().size(), "eigenface")
              + " of "
              + Count.of(album.images(), "picture")
              + ", and "
              + Count.of(album.reconstructions().size(), "reconstruction")
              + ".");
      return 0;
    }
  }
}
