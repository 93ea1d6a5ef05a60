package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "rotate-keys",
    description =
        "Brings everything under new keys and destroys the old ones. It may be cut short at any"
            + " moment: the next run goes on.")
final class RotateKeysCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      long renewed =
          work.people().rotate(done -> globals.tell(done + " patients are under the new keys"));
      globals.print(
          new JsonLine().with("patients", renewed).with("rotated", true),
          "All keys are new; those of " + renewed + " patients were wrapped anew.");
      return 0;
    }
  }
}
