package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.PatientExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "export",
    description = {
      "Prints a patient's record as a FHIR R4 bundle, in the open.",
      "With --out: bundle, documents and audit trail into a folder, or a file ending in .zip."
    })
final class ExportCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Option(names = "--out", paramLabel = "DIR|FILE", description = "Where there is nothing yet.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Kept in the ledger (default: the patient asked for it).")
  private String reason = "the patient asked for it";

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      if (out.isEmpty()) {
        globals.terminal().out().println(work.export().bundle(patient.number(), reason));
        return 0;
      }
      PatientExport.Written written = work.export().write(patient.number(), out.get(), reason);
      globals.print(
          new JsonLine()
              .with("patient", patient.number())
              .with("out", out.get().toString())
              .with("documents", written.documents())
              .with("events", written.events()),
          String.format(
              "%s: the record, %s and %s written. It is not encrypted: give it to the patient and"
                  + " delete it here.",
              out.get(),
              Count.of(written.documents(), "document"),
              Count.of(written.events(), "event")));
      return 0;
    }
  }
}
