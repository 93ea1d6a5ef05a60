package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.RetentionWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "retention",
    description = {
      "Says which records and face data have been kept long enough, and why; changes nothing.",
      "With --archive --dispose: writes the records into one sealed file, then destroys their"
          + " keys. Cut short, the same command with the same FILE goes on. Exit 1 if something of"
          + " the plan stayed."
    })
final class RetentionCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;
  @Mixin private RecoveryKeyOption recoveryKey = new RecoveryKeyOption();

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description = "Writes the records that are due into this sealed file.")
  private Optional<Path> archive = Optional.empty();

  @Option(
      names = "--dispose",
      description = "Destroys what is due and stands in the archive just as it is now.")
  private boolean dispose;

  @Option(
      names = "--clock-is-right",
      description = "Says that somebody compared this computer's date with a calendar.")
  private boolean clockIsRight;

  @Option(names = "--schedule", description = "Shows how many years each kind is kept.")
  private boolean schedule;

  @Option(
      names = "--keep",
      paramLabel = "KIND=YEARS",
      description = "Keeps this kind for so many years from now on, then shows the schedule.")
  private Map<String, Integer> keep = new LinkedHashMap<>();

  @Option(
      names = "--open",
      paramLabel = "FILE",
      description = "Opens an archive with the recovery key, into --out.")
  private Optional<Path> opened = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", description = "A new folder for --open.")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    if (opened.isPresent()) {
      return open(globals, opened.get());
    }
    if (dispose && archive.isEmpty()) {
      throw new FlowException(
          Kind.USAGE, "CLI-31", "Nothing was disposed of: name the archive with --archive FILE.");
    }
    RetentionWork.requireKinds(keep.keySet());
    try (ClinicWork work = globals.work(false)) {
      return schedule || !keep.isEmpty()
          ? scheduled(globals, work.retention())
          : planned(globals, work.retention());
    }
  }

  private int open(Globals globals, Path file) throws FlowException {
    Path folder =
        out.orElseThrow(
            () -> new FlowException(Kind.USAGE, "CLI-32", "Name a new folder with --out."));
    int files = RetentionWork.open(file, folder, recoveryKey.read(globals));
    globals.print(
        new JsonLine().with("file", file.toString()).with("files", files),
        Count.of(files, "file")
            + " unpacked to "
            + folder
            + ", readable by whoever has the folder.");
    return 0;
  }

  private int scheduled(Globals globals, RetentionWork retention) throws FlowException {
    if (!keep.isEmpty()) {
      retention.change(keep);
    }
    for (var kind : retention.schedule().entrySet()) {
      globals.print(
          new JsonLine().with("kind", kind.getKey()).with("years", kind.getValue()),
          String.format("%-12s %s", kind.getKey(), Count.of(kind.getValue(), "year")));
    }
    return 0;
  }

  private int planned(Globals globals, RetentionWork retention) throws FlowException {
    if (clockIsRight) {
      retention.confirmClock();
    }
    RetentionWork.Plan plan = retention.plan();
    plan.due().forEach(line -> print(globals, line));
    if (archive.isPresent()) {
      var written = retention.archive(plan, archive.get());
      written.ifPresent(a -> print(globals, archive.get(), a));
      if (written.isEmpty() && !dispose) {
        throw new FlowException(
            Kind.USAGE, "CLI-33", "There is such a file already: choose another name.");
      }
    }
    if (dispose) {
      RetentionWork.Disposed done = retention.dispose(plan, archive.get());
      print(globals, done);
      return done.kept() == 0 ? 0 : 1;
    }
    globals.tell(plan.due().size() + " due. Nothing was disposed of.");
    return 0;
  }

  private static void print(Globals globals, RetentionWork.DueLine due) {
    globals.print(
        new JsonLine()
            .with("patient", due.patient())
            .with("kind", due.kind())
            .with("years", due.years())
            .with("lastContact", due.lastContact().toString())
            .with("keptUntil", due.keptUntil().toString())
            .with("held", due.held()),
        String.format(
            "%s: %s, kept for %s until %s, last here %s%s",
            due.patient(),
            due.words(),
            Count.of(due.years(), "year"),
            due.keptUntil(),
            due.lastContact(),
            due.held() ? "; stays until an emergency access is signed off" : ""));
  }

  private static void print(Globals globals, Path file, RetentionWork.Archived archived) {
    globals.print(
        new JsonLine()
            .with("archive", file.toString())
            .with("records", archived.records())
            .with("files", archived.files())
            .with("bytes", archived.bytes()),
        String.format(
            "%s: %s, %s, %,d bytes, read back.",
            file,
            Count.of(archived.records(), "record"),
            Count.of(archived.files(), "file"),
            archived.bytes()));
  }

  private static void print(Globals globals, RetentionWork.Disposed done) {
    globals.print(
        new JsonLine()
            .with("disposed", done.records())
            .with("faces", done.faces())
            .with("kept", done.kept()),
        String.format(
            "Disposed of %s and the face data of %d more; %d stayed.",
            Count.of(done.records(), "record"), done.faces(), done.kept()));
  }
}
