package org.vestibule.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.BundleImport.Imported;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.ImportReviews;
import org.vestibule.app.flow.ImportReviews.Waiting;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "review",
    description = {
      "Lists people of imported files whose identifier belongs to somebody else here.",
      "With an option says who they are. Exit 1 while somebody waits."
    })
final class ReviewCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @ArgGroup private Decision decision;

  /** What is to be done with one of them. */
  static final class Decision {
    @Option(
        names = "--same",
        paramLabel = "REVIEW",
        description = "It is the person who is here: adds the file's entries to that record.")
    private Optional<String> same = Optional.empty();

    @Option(
        names = "--separate",
        paramLabel = "REVIEW",
        description = "It is another person: makes a new record, without the identifier.")
    private Optional<String> separate = Optional.empty();

    @Option(names = "--discard", paramLabel = "REVIEW", description = "Takes nothing of it.")
    private Optional<String> discard = Optional.empty();
  }

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why; kept sealed in the ledger.")
  private String reason = "";

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      return decision == null ? list(globals, work.reviews()) : decide(globals, work.reviews());
    }
  }

  private static int list(Globals globals, ImportReviews reviews) throws FlowException {
    int count = 0;
    for (Waiting w : reviews.waiting()) {
      count++;
      globals.print(
          new JsonLine()
              .with("review", w.id())
              .with("file", w.file())
              .with("at", w.at().toString())
              .with("by", w.by())
              .with("name", w.name())
              .with("born", w.born().toString())
              .with("patient", w.number())
              .with("nameHere", w.nameHere())
              .with("bornHere", w.bornHere().toString()),
          w.id().substring(0, 8)
              + "  "
              + w.file()
              + ": "
              + w.name()
              + ", born "
              + w.born()
              + "; here "
              + w.number()
              + ": "
              + w.nameHere()
              + ", born "
              + w.bornHere());
    }
    if (count == 0) {
      globals.tell("Nobody waits for review.");
    }
    return count == 0 ? 0 : 1;
  }

  private int decide(Globals globals, ImportReviews reviews) throws FlowException {
    if (decision.discard.isPresent()) {
      reviews.discard(decision.discard.get(), reason);
      globals.tell("Discarded.");
      return 0;
    }
    boolean same = decision.same.isPresent();
    Imported taken =
        reviews.settle(decision.same.or(() -> decision.separate).orElseThrow(), same, reason);
    globals.print(
        new JsonLine()
            .with("patient", taken.number().orElse(null))
            .with("created", new java.util.TreeMap<>(taken.created()))
            .with("unchanged", taken.unchanged()),
        "Patient " + taken.number().orElse("") + ": taken.");
    return 0;
  }
}
