package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.LedgerPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "verify",
    description =
        "Checks the database, every seal and the whole ledger; exit 1 if not all is well.")
final class VerifyCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--head",
      paramLabel = "FILE",
      description = "A ledger head kept from earlier; names what is missing since.")
  private List<Path> heads = List.of();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      LedgerPage.Checked checked = work.audit().verify(heads);
      globals.print(
          new JsonLine()
              .with("rows", checked.rows())
              .with("events", checked.events())
              .with("notOpened", checked.notOpened())
              .with("ok", checked.ok())
              .with("problems", checked.problems()),
          Count.of(checked.rows(), "row")
              + " and "
              + Count.of(checked.events(), "event")
              + " checked: "
              + (checked.ok()
                  ? orderly(checked)
                  : Count.of(checked.problems().size(), "problem") + "."));
      checked.leftOut().ifPresent(globals::tell);
      if (!globals.json()) {
        checked.problems().forEach(globals::tell);
      }
      return checked.ok() ? 0 : 1;
    }
  }

  private static String orderly(LedgerPage.Checked checked) {
    return checked.notOpened() == 0 ? "all in order." : "these in order, but not all were opened.";
  }
}
