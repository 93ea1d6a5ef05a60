package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "unmerge", description = "Undoes merge: both records are as they were.")
final class UnmergeCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--patient",
      converter = PatientNumber.class,
      required = true,
      paramLabel = "ID",
      description = "The number of the record that was merged into another.")
  private String patient;

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why; kept sealed in the ledger.")
  private String reason = "";

  @Override
  public Integer call() throws FlowException {
    try (ClinicWork work = cli.globals().work(false)) {
      String parted = work.records().part(patient, reason);
      cli.globals()
          .print(
              new JsonLine().with("patient", parted).with("merged", null),
              "Record " + parted + " stands for itself again.");
      return 0;
    }
  }
}
