package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.RecordWork.VersionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "history",
    description = "Shows every version of everything in a patient's record: who, when and why.")
final class HistoryCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      for (VersionLine line : work.records().history(patient.number())) {
        globals.print(
            new JsonLine()
                .with("type", line.type())
                .with("entry", line.entry())
                .with("version", line.version())
                .with("latest", line.latest())
                .with("by", line.by())
                .with("at", line.at().toString())
                .with("why", line.why())
                .with("text", line.words()),
            line.type()
                + " "
                + line.entry()
                + ", version "
                + line.version()
                + (line.latest() ? "" : " (earlier)")
                + ", "
                + line.at()
                + " by "
                + line.by()
                + " for "
                + line.why()
                + ": "
                + line.words());
      }
      return 0;
    }
  }
}
