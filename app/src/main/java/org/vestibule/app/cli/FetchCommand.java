package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.DocumentWork.Listed;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "fetch", description = "Writes one document of a patient to a file.")
final class FetchCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Option(
      names = "--document",
      required = true,
      paramLabel = "ID",
      description = "The document's id as listed by documents, or its beginning.")
  private String document;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write it; never replaces a file.")
  private Path out;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept in the ledger.")
  private String reason;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      Listed fetched = work.documents().fetch(patient.number(), document, out, reason);
      globals.print(
          DocumentsCommand.json(patient.number(), fetched).with("file", out.toString()),
          fetched.title() + ": written to " + out + ".");
      return 0;
    }
  }
}
