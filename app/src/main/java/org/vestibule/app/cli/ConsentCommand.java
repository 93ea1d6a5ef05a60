package org.vestibule.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.Receipt;
import org.vestibule.app.flow.RecordWork;
import org.vestibule.app.flow.RecordWork.ConsentLine;
import org.vestibule.ehr.record.Purpose;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "consent",
    description = {
      "Lists what a patient agreed to or refused; with --withdraw takes a consent back.",
      "Taking back the one for the face erases templates, samples and derived models.",
      "If there is nothing left to take back, that is said, and the receipt counts nothing."
    })
final class ConsentCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Option(names = "--withdraw", description = "Takes the consent back and prints the receipt.")
  private boolean withdraw;

  @Option(
      names = "--purpose",
      paramLabel = "PURPOSE",
      defaultValue = "FACE_RECOGNITION",
      description =
          "Which consent: face_recognition (default), treatment, front_desk, emergency, research,"
              + " administration, audit or patient_request.")
  private Purpose purpose;

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      if (withdraw) {
        Receipt receipt = work.records().withdraw(patient.number(), purpose);
        globals.print(json(receipt), String.join("\n", receipt.lines()));
        if (receipt.nothingLeft()) {
          globals.tell(
              "There was no such consent left to take back, and nothing kept under it: that it was"
                  + " asked for is written down.");
        }
      } else {
        list(globals, work.records());
      }
      return 0;
    }
  }

  private void list(Globals globals, RecordWork records) throws FlowException {
    List<ConsentLine> consents = records.consents(patient.number());
    for (ConsentLine line : consents) {
      globals.print(
          new JsonLine()
              .with("patient", patient.number())
              .with("purpose", line.purpose())
              .with("decision", line.decision())
              .with("from", line.from().toString())
              .with("until", line.until().map(Object::toString).orElse(null))
              .with("withdrawn", line.withdrawn().map(Object::toString).orElse(null))
              .with("witness", line.witness())
              .with("inForce", line.inForce()),
          line.purpose()
              + ": "
              + line.decision()
              + " from "
              + line.from()
              + line.until().map(t -> " until " + t).orElse("")
              + line.withdrawn().map(t -> ", withdrawn " + t).orElse("")
              + (line.inForce() ? "" : " (not in force)"));
    }
    globals.tell("Face: " + records.faceAnswer(patient.number()));
  }

  private static JsonLine json(Receipt receipt) {
    return new JsonLine()
        .with("patient", receipt.patient())
        .with("purpose", receipt.purpose())
        .with("at", receipt.at().toString())
        .with("by", receipt.by())
        .with("consents", receipt.consents())
        .with("templates", receipt.templates())
        .with("samples", receipt.samples())
        .with("models", receipt.models())
        .with("ledgerEvent", receipt.ledgerEvent());
  }
}
