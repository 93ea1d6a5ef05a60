package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "renew-templates",
    description = {
      "Revokes every face template and makes it anew under another secret.",
      "Nobody has to come again; copies of the old templates match nothing here any more.",
      "For an administrator."
    })
final class RenewTemplatesCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      int people = work.faces().renewTemplates();
      globals.print(
          new JsonLine().with("people", people),
          "The templates of " + Count.of(people, "person", "people") + " are under a new secret.");
      return 0;
    }
  }
}
