package org.vestibule.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.EnrolmentWork;
import org.vestibule.app.flow.EnrolmentWork.Enrolled;
import org.vestibule.app.flow.EnrolmentWork.NewPatient;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.face.capture.SourceSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "enrol", description = "Enrols a face; with --new it makes the patient too.")
final class EnrolCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @ArgGroup(multiplicity = "1")
  private Pictures pictures;

  @Option(names = "--consent", description = "The person has agreed to be recognised by the face.")
  private boolean consent;

  @Option(
      names = "--new",
      paramLabel = "\"Family, Given\"",
      description = "Makes the patient; needs --dob.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--dob", paramLabel = "YYYY-MM-DD", description = "The new patient's birth date.")
  private Optional<LocalDate> born = Optional.empty();

  @Option(
      names = "--approve-duplicate",
      paramLabel = "ID",
      description = {
        "The patient with this number has a face alike and is another person, as somebody checked.",
        "From then on staff must tell the two apart. May be given several times."
      })
  private List<String> apart = List.of();

  /** Where the pictures come from. */
  static final class Pictures {
    @Option(
        names = "--images",
        required = true,
        paramLabel = "DIR",
        description = "A folder of pictures of this one person.")
    private Path images;

    @Option(
        names = "--camera",
        required = true,
        paramLabel = "SRC",
        description = "A camera's index or an MJPG AVI.")
    private String camera;

    SourceSpec source() throws FlowException {
      if (images == null) {
        return SourceSpec.parse(camera);
      }
      if (!Files.isDirectory(images)) {
        throw new FlowException(
            Kind.UNREADABLE, "CLI-8", "There is no such folder of pictures: check its name.");
      }
      return new SourceSpec.ImageFolder(images);
    }
  }

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    if (name.isPresent() != born.isPresent()) {
      throw new FlowException(
          Kind.USAGE,
          "CLI-9",
          "A new patient needs both --new and --dob; one who is there already takes neither.");
    }
    if (born.filter(day -> day.isAfter(LocalDate.now(globals.clock()))).isPresent()) {
      throw new FlowException(
          Kind.USAGE, "ENR-5", "The date of birth is in the future: check the year.");
    }
    Optional<NewPatient> draft = name.map(n -> new NewPatient(n, born.orElseThrow()));
    EnrolmentWork.Request request =
        new EnrolmentWork.Request(
            patient.number(), draft, pictures.source(), consent, Set.copyOf(apart));
    try (ClinicWork work = globals.work(true)) {
      Enrolled enrolled = work.enrolment().enrol(request);
      print(globals, enrolled);
      enrolled.trouble().ifPresent(sentence -> globals.tell(sentence + " (ENR-1)"));
      if (enrolled.samples() > 0) {
        apart.stream()
            .filter(number -> !enrolled.duplicates().contains(number))
            .map(number -> "The face is not like that of " + number + ": nothing to approve.")
            .forEach(globals::tell);
        return 0;
      }
      return enrolled.duplicates().isEmpty() ? Kind.UNREADABLE.exit() : Kind.NO_MATCH.exit();
    }
  }

  private static void print(Globals globals, Enrolled enrolled) {
    List<Map<String, Object>> rejected =
        enrolled.rejected().stream()
            .map(
                r ->
                    new JsonLine()
                        .with("file", r.picture())
                        .with("reason", r.reason())
                        .with("advice", r.advice())
                        .fields())
            .toList();
    JsonLine line =
        new JsonLine()
            .with("patient", enrolled.patient())
            .with("samples", enrolled.samples())
            .with("rejected", rejected)
            .with("duplicates", enrolled.duplicates());
    globals.print(line, words(enrolled));
    enrolled.rejected().forEach(r -> globals.tell(Globals.shown(r.picture()) + ": " + r.advice()));
    if (!enrolled.duplicates().isEmpty()) {
      globals.tell(alike(enrolled));
    }
  }

  private static String words(Enrolled enrolled) {
    int unused = enrolled.rejected().size();
    return enrolled.patient()
        + ": "
        + (enrolled.samples() == 0 ? "nothing was" : Count.of(enrolled.samples(), "sample"))
        + " enrolled"
        + (unused == 0 ? "." : ", " + Count.of(unused, "picture") + " not used.");
  }

  private static String alike(Enrolled enrolled) {
    String others = String.join(", ", enrolled.duplicates());
    String face = "This face is like that of " + others;
    return enrolled.samples() > 0
        ? face + ", whom staff must tell apart from now on."
        : face
            + ", so nothing was stored. The same person: enrol under that number. Somebody else, as"
            + " you checked: add --approve-duplicate with each number. (ENR-7)";
  }
}
