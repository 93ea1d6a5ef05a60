package org.vestibule.app.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.AuditWork;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "audit",
    description = {
      "Searches the ledger: who did what, newest first.",
      "With --suspicions: accesses of the time that somebody should be asked about."
    })
final class AuditCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(names = "--actor", paramLabel = "USER", description = "Done by this person.")
  private Optional<String> actor = Optional.empty();

  @Option(
      names = "--patient",
      converter = PatientNumber.class,
      paramLabel = "ID",
      description = "About this patient's number.")
  private Optional<String> patient = Optional.empty();

  @Option(names = "--action", paramLabel = "ACTION", description = "For example CHART_OPENED.")
  private Optional<String> action = Optional.empty();

  @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "The first day.")
  private Optional<LocalDate> from = Optional.empty();

  @Option(names = "--until", paramLabel = "YYYY-MM-DD", description = "The last day.")
  private Optional<LocalDate> until = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 100).")
  private int limit = 100;

  @Option(
      names = "--suspicions",
      description = "Same surname, no visit that day, many charts in an hour; --from applies.")
  private boolean suspicions;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      List<AuditWork.Line> lines =
          suspicions
              ? work.audit().suspicions(from)
              : work.audit().search(actor, patient, action, from, until, limit);
      lines.forEach(line -> print(globals, line));
      return 0;
    }
  }

  private static void print(Globals globals, AuditWork.Line line) {
    globals.print(
        new JsonLine()
            .with("event", line.number())
            .with("time", line.time().toString())
            .with("actor", line.actor())
            .with("action", line.action())
            .with("purpose", line.purpose())
            .with("patient", line.patient().orElse(null))
            .with("detail", line.detail())
            .with("mark", line.mark()),
        String.format(
            "%7d  %s  %-12s %-20s %-10s %s",
            line.number(),
            line.time(),
            line.actor(),
            line.action(),
            line.patient().orElse("-"),
            line.detail()));
  }
}
