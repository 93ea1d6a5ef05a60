package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.PeopleWork.Erased;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "erase",
    description = {
      "Erases a patient for good; it cannot be undone.",
      "The patient's keys are destroyed, and with them chart, documents, photo, face and emergency"
          + " card; models of faces with a share of the patient, and imports of the patient that"
          + " wait for review, go too.",
      "Records that were merged are one person's and go together, whichever number is given.",
      "The ledger keeps that it was done and stays verifiable. Keep the list erasures.txt beside"
          + " backups: one that is restored with it loses the patient again."
    })
final class EraseCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Option(
      names = "--yes",
      description =
          "Says that this is meant: without it nothing is erased, and the records that would be are"
              + " named.")
  private boolean yes;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      String records = String.join(", ", work.people().erasable(patient.number()));
      if (!yes) {
        globals.tell("Records of this person: " + records + ".");
        throw new FlowException(
            Kind.USAGE,
            "CLI-22",
            "Nothing was erased: add --yes if everything in these records shall be destroyed.");
      }
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
          receipt(records, erased));
      return 0;
    }
  }

  private static String receipt(String records, Erased erased) {
    return String.format(
        "Receipt: everything about %s was destroyed at %s by %s: %s, %s, %s, %s, %s. Audit event"
            + " %d.",
        records,
        erased.at(),
        erased.by(),
        Count.of(erased.entries(), "entry", "entries"),
        Count.of(erased.faces(), "picture or template", "pictures and templates"),
        Count.of(erased.models(), "model of faces", "models of faces"),
        Count.of(erased.documents(), "document"),
        Count.of(
            erased.heldImports(),
            "import that waited for review",
            "imports that waited for review"),
        erased.ledgerSize());
  }
}
