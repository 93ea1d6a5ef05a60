package org.vestibule.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.vestibule.app.flow.BundleImport.Imported;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "import",
    description = {
      "Takes FHIR R4 bundles in: files, or folders of .json files.",
      "Exit 1 when something of a file was left out, or nobody was in it: the problems say what."
    })
final class ImportCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
  private List<Path> paths;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    int exit = 0;
    try (ClinicWork work = globals.work(false)) {
      for (Path file : files()) {
        try {
          for (Imported imported : work.bundles().take(file)) {
            print(globals, file, imported);
            exit = imported.whole() ? exit : Math.max(exit, 1);
          }
        } catch (FlowException e) {
          globals.tell(file.getFileName() + ": " + e.getMessage() + " (" + e.code() + ")");
          exit = Math.max(exit, e.kind().exit());
        }
      }
    }
    return exit;
  }

  private List<Path> files() throws FlowException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> entries = Files.list(path)) {
          entries.filter(f -> f.toString().endsWith(".json")).sorted().forEach(files::add);
        } catch (IOException e) {
          throw new FlowException(
              Kind.UNREADABLE, "F-05", "This folder cannot be read: check its rights.", e);
        }
      } else {
        files.add(path);
      }
    }
    if (files.isEmpty()) {
      throw new FlowException(
          Kind.UNREADABLE, "F-06", "There are no .json files in this folder: check its name.");
    }
    return files;
  }

  private static void print(Globals globals, Path file, Imported imported) {
    int entries = imported.created().values().stream().mapToInt(Integer::intValue).sum();
    globals.print(
        new JsonLine()
            .with("file", file.toString())
            .with("patient", imported.number().orElse(null))
            .with("created", new TreeMap<>(imported.created()))
            .with("skipped", new TreeMap<>(imported.skipped()))
            .with("unchanged", imported.unchanged())
            .with("problems", imported.problems()),
        file.getFileName()
            + ": "
            + imported.number().map(number -> "patient " + number).orElse("nobody taken")
            + ", "
            + entries
            + " new, "
            + imported.unchanged()
            + " already here, "
            + imported.skipped().values().stream().mapToInt(Integer::intValue).sum()
            + " kept as they came or left out.");
  }
}
