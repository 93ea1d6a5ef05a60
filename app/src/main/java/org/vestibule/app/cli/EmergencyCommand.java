package org.vestibule.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.PeopleWork.Card;
import org.vestibule.app.flow.PeopleWork.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "emergency",
    description = {
      "Shows a patient's emergency card at once, for anybody of staff; it waits to be signed off.",
      "Without --patient: lists what waits, or signs one off with --review."
    })
final class EmergencyCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--patient",
      converter = PatientNumber.class,
      paramLabel = "ID",
      description = "The patient's number.")
  private Optional<String> patient = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in words.")
  private String reason = "";

  @Option(names = "--review", paramLabel = "USE", description = "Signs this access off.")
  private Optional<String> review = Optional.empty();

  @Option(names = "--not-justified", description = "With --review: the access was not right.")
  private boolean notJustified;

  @Option(names = "--remark", paramLabel = "TEXT", description = "With --review: in words.")
  private String remark = "";

  @Override
  public Integer call() throws FlowException {
    if (patient.isPresent() && review.isPresent()) {
      throw new FlowException(Kind.USAGE, "CLI-23", "Use either --patient or --review.");
    }
    try (ClinicWork work = cli.globals().work(false)) {
      if (patient.isPresent()) {
        show(work.people().emergency(patient.get(), reason));
      } else if (review.isPresent()) {
        work.people().review(review.get(), !notJustified, remark);
        cli.globals().print(new JsonLine().with("reviewed", review.get()), "Signed off.");
      } else {
        list(work.people().waiting());
      }
      return 0;
    }
  }

  private void show(Card card) {
    String blood = card.bloodGroup().orElse("not known");
    cli.globals()
        .print(
            new JsonLine()
                .with("patient", card.patient())
                .with("name", card.name())
                .with("born", card.born())
                .with("phone", card.phone())
                .with("contacts", card.contacts())
                .with("allergyStatus", card.allergyStatus())
                .with("allergies", card.allergies())
                .with("medicines", card.medicines())
                .with("bloodGroup", card.bloodGroup().orElse(null))
                .with("use", card.use()),
            String.join(
                System.lineSeparator(),
                card.name() + ", born " + card.born() + ", " + card.phone(),
                "Allergies: "
                    + (card.allergies().isEmpty()
                        ? card.allergyStatus()
                        : String.join("; ", card.allergies())),
                "Blood group: " + blood,
                "Call: "
                    + (card.contacts().isEmpty()
                        ? "nobody written down"
                        : String.join("; ", card.contacts())),
                "Medicines: "
                    + (card.medicines().isEmpty()
                        ? "none written down"
                        : String.join("; ", card.medicines()))));
  }

  private void list(List<Waiting> all) {
    for (Waiting use : all) {
      cli.globals()
          .print(
              new JsonLine()
                  .with("use", use.use())
                  .with("patient", use.patient())
                  .with("user", use.user())
                  .with("at", use.at().toString())
                  .with("reason", use.reason()),
              String.join(
                  "  ", use.use(), use.at().toString(), use.user(), use.patient(), use.reason()));
    }
    if (all.isEmpty()) {
      cli.globals().tell("No emergency access waits to be signed off.");
    }
  }
}
