package org.vestibule.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.DocumentWork.Listed;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "documents", description = "Lists a patient's documents with their summaries.")
final class DocumentsCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      List<Listed> all = work.documents().list(patient.number());
      all.forEach(document -> globals.print(json(patient.number(), document), words(document)));
      if (all.isEmpty()) {
        globals.tell("This patient has no documents.");
      }
      return 0;
    }
  }

  static JsonLine json(String patient, Listed document) {
    return new JsonLine()
        .with("patient", patient)
        .with("document", document.id())
        .with("title", document.title())
        .with("type", document.contentType())
        .with("size", document.size())
        .with("stored", document.stored())
        .with("sha256", document.sha256())
        .with("attached", document.attached())
        .with("author", document.author())
        .with(
            "summary",
            document.summary().stream()
                .map(
                    s ->
                        new JsonLine()
                            .with("page", s.page())
                            .with("offset", s.offset())
                            .with("text", s.text())
                            .fields())
                .toList());
  }

  private static String words(Listed document) {
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(
            "%s  %s, %s, %,d bytes, attached %s by %s",
            document.id(),
            document.title(),
            document.contentType(),
            document.size(),
            document.attached(),
            document.author()));
    document
        .summary()
        .forEach(s -> words.append("\n    ").append(s.text()).append(" [page " + s.page() + "]"));
    return words.toString();
  }
}
