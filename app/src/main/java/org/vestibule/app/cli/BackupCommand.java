package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.BackedUp;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.Restores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "backup",
    description = {
      "Writes keys, records, documents and ledger into one sealed file. On a server work goes on"
          + " meanwhile; of a folder that a window has open, the desk writes it: Ctrl K, Backup.",
      "With --drill: restores the file to a temporary folder with the recovery key, checks"
          + " everything and takes it away; exit 1 if not all is well."
    })
final class BackupCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;
  @Mixin private RecoveryKeyOption recoveryKey = new RecoveryKeyOption();

  @Option(names = "--drill", description = "Tries whether this backup would come back.")
  private boolean drill;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    if (drill) {
      return RestoreCommand.print(
          globals, file, "would come back", Restores.drill(file, recoveryKey.read(globals)));
    }
    try (ClinicWork work = globals.work(false)) {
      BackedUp done = work.backUp(file);
      globals.print(
          new JsonLine()
              .with("file", file.toString())
              .with("files", done.files())
              .with("bytes", done.bytes()),
          String.format("%s: %,d bytes, %s.", file, done.bytes(), Count.of(done.files(), "file")));
      return 0;
    }
  }
}
