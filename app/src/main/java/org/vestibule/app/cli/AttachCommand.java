package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.DocumentWork.Listed;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "attach",
    description = {
      "Attaches files of any type, up to 2 GB each, to a patient's record.",
      "A file that the patient has already, byte for byte, is refused (exit 1) unless --again."
    })
final class AttachCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Option(
      names = "--des3-key",
      paramLabel = "FILE",
      description =
          "The files are encrypted with 3DES by an older system, with the key or password in this"
              + " file (16 or 24 bytes, hexadecimal, or openssl's password).")
  private Optional<Path> des3 = Optional.empty();

  @Option(
      names = "--again",
      description = "Attaches a file also if the patient has it already: then it is there twice.")
  private boolean again;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to attach.")
  private List<Path> files;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    int exit = 0;
    try (ClinicWork work = globals.work(false)) {
      for (Path file : files) {
        try {
          Listed attached = work.documents().attach(patient.number(), file, des3, again);
          globals.print(
              DocumentsCommand.json(patient.number(), attached).with("file", file.toString()),
              Globals.shown(file.getFileName()) + ": attached as " + attached.id() + ".");
        } catch (FlowException e) {
          globals.tell(file, e);
          exit = Math.max(exit, e.kind().exit());
        }
      }
    }
    return exit;
  }
}
