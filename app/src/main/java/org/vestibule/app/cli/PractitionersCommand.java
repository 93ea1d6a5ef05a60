package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.ProviderWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "practitioners",
    description = {
      "Lists practitioners, organisations and places that imported files brought without a"
          + " patient.",
      "They are nobody of staff and have no rights."
    })
final class PractitionersCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(names = "--bundle", description = "Prints them as a FHIR R4 bundle.")
  private boolean bundle;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      if (bundle) {
        globals.terminal().out().println(work.providers().bundle());
        return 0;
      }
      int count = 0;
      for (ProviderWork.Line line : work.providers().list()) {
        count++;
        globals.print(
            new JsonLine()
                .with("type", line.type())
                .with("name", line.name())
                .with("version", line.version())
                .with("at", line.at().toString())
                .with("by", line.by()),
            line.type() + ": " + line.name() + ", version " + line.version());
      }
      if (count == 0) {
        globals.tell("No practitioners were imported.");
      }
      return 0;
    }
  }
}
