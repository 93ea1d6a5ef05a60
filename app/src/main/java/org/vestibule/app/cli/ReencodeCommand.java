package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FaceUpkeep.Reencoded;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "reencode",
    description = {
      "Encodes everybody's sealed enrolment samples by the current encoders.",
      "Stopped at any point, the next run goes on with those who are left."
    })
final class ReencodeCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(true)) {
      Reencoded done = work.faces().reencode();
      globals.print(
          new JsonLine().with("people", done.people()).with("current", done.current()),
          Count.of(done.people(), "person", "people")
              + " encoded anew, "
              + done.current()
              + " already done.");
      return 0;
    }
  }
}
