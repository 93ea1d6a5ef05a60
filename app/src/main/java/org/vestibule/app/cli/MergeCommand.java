package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "merge",
    description = {
      "Says that two records are one person's: the second stands for both from now on.",
      "Nothing is moved or lost; unmerge undoes it."
    })
final class MergeCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--patient",
      converter = PatientNumber.class,
      required = true,
      paramLabel = "ID",
      description = "The number of the record to be merged.")
  private String patient;

  @Option(
      names = "--into",
      converter = PatientNumber.class,
      required = true,
      paramLabel = "ID",
      description = "The number of the record that stays.")
  private String into;

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why; kept sealed in the ledger.")
  private String reason = "";

  @Option(
      names = "--yes",
      description = "Says that they are one person although name or date of birth differ.")
  private boolean yes;

  @Override
  public Integer call() throws FlowException {
    try (ClinicWork work = cli.globals().work(false)) {
      String head = work.records().merge(patient, into, reason, yes);
      cli.globals()
          .print(
              new JsonLine().with("patient", head).with("merged", patient),
              "Record " + patient + " is part of record " + head + " now.");
      return 0;
    }
  }
}
