package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.PeopleWork.Erased;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "erase",
    description =
        "Destroys a patient's keys and everything they sealed. It cannot be undone; the ledger"
            + " stays verifiable.")
final class EraseCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Option(names = "--yes", description = "Does not ask whether this is meant.")
  private boolean yes;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    if (!yes) {
      throw new FlowException(
          Kind.USAGE, "CLI-22", "Nothing was erased: add --yes if everything shall be destroyed.");
    }
    try (ClinicWork work = globals.work(false)) {
      Erased erased = work.people().erase(patient.number());
      globals.print(
          new JsonLine()
              .with("patient", erased.patient())
              .with("at", erased.at().toString())
              .with("by", erased.by())
              .with("entries", erased.entries())
              .with("faces", erased.faces())
              .with("models", erased.models())
              .with("documents", erased.documents())
              .with("heldImports", erased.heldImports())
              .with("ledgerSize", erased.ledgerSize()),
          String.format(
              "Receipt: everything about %s was destroyed at %s by %s: %d entries, %d pictures and"
                  + " templates, %d models of faces, %d documents, %d imports that waited for"
                  + " review. Audit event %d.",
              erased.patient(),
              erased.at(),
              erased.by(),
              erased.entries(),
              erased.faces(),
              erased.models(),
              erased.documents(),
              erased.heldImports(),
              erased.ledgerSize()));
      return 0;
    }
  }
}
