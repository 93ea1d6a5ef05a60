package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.Restores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "restore",
    description = {
      "Restores a backup with the recovery key into --data, which must be empty or missing.",
      "With --store URL: to an empty database; the documents go to --data.",
      "Passwords are those of the time of the backup. Exit 1 if what came back is not in order."
    })
final class RestoreCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;
  @Mixin private RecoveryKeyOption recoveryKey = new RecoveryKeyOption();

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file;

  @Option(
      names = "--erasures",
      paramLabel = "FILE",
      description = {
        "Erases again whoever this erasures.txt, kept since the backup, lists.",
        "A list that is not this clinic's, or a line of which was altered, is refused: then nothing",
        "is restored. That lines are missing cannot be seen: compare how many were erased."
      })
  private Optional<Path> erasures = Optional.empty();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    Restores.Restored restored =
        Restores.restore(file, globals.place(), recoveryKey.read(globals), erasures);
    int exit = print(globals, file, "came back", restored);
    if (erasures.isPresent()) {
      globals.tell(
          "Erased again, as the list says: " + Count.of(restored.erased(), "patient") + ".");
    }
    return exit;
  }

  static int print(Globals globals, Path file, String verb, Restores.Restored restored) {
    boolean ok = restored.problems().isEmpty();
    globals.print(
        new JsonLine()
            .with("file", file.toString())
            .with("files", restored.files())
            .with("bytes", restored.bytes())
            .with("rows", restored.rows())
            .with("events", restored.events())
            .with("erasedAgain", restored.erased())
            .with("ok", ok)
            .with("problems", restored.problems()),
        String.format(
            "%s: %s, %s and %s %s: %s",
            file,
            Count.of(restored.files(), "file"),
            Count.of(restored.rows(), "row"),
            Count.of(restored.events(), "event"),
            verb,
            ok ? "all in order." : Count.of(restored.problems().size(), "problem") + "."));
    if (!globals.json()) {
      restored.problems().forEach(globals::tell);
    }
    return ok ? 0 : 1;
  }
}
