package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.PeopleWork.Rotation;
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
      Rotation done = work.people().rotate(so -> globals.tell(renewed(so)));
      globals.print(
          new JsonLine()
              .with("patients", done.patients())
              .with("renewedNow", done.renewed())
              .with("rotated", true),
          words(done));
      return 0;
    }
  }

  /** How far it is. */
  static String renewed(long done) {
    return "Under the new keys: " + Count.of(done, "patient");
  }

  private static String words(Rotation done) {
    String all = "All keys are new, and those of " + Count.of(done.patients(), "patient");
    long before = done.patients() - done.renewed();
    return all
        + (done.patients() == 1 ? " is" : " are")
        + " under them"
        + (before == 0 ? "." : ": " + done.renewed() + " since now, " + before + " from before.");
  }
}
