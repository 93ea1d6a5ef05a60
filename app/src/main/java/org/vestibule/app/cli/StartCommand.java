package org.vestibule.app.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.Clinics;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.QuietTimes;
import org.vestibule.face.capture.SourceSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "start", description = "Opens the windows; without an option, both.")
final class StartCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(names = "--kiosk", description = "The patients' window.")
  private boolean kiosk;

  @Option(names = "--desk", description = "The staff's window.")
  private boolean desk;

  @Option(
      names = "--camera",
      paramLabel = "SRC",
      description = "A camera's index (default 0), an MJPG AVI, or a folder of frames.")
  private String camera = "0";

  @Option(
      names = "--lock-after",
      paramLabel = "MIN",
      description = "Minutes without a key or pointer until the desk locks (default 5).")
  private int lockAfter = 5;

  @Option(
      names = "--wipe-after",
      paramLabel = "MIN",
      description =
          "Minutes until every key is wiped and the kiosk stops (default 120; 0: never, as for a"
              + " kiosk alone).")
  private Optional<Integer> wipeAfter = Optional.empty();

  private QuietTimes times(boolean withDesk) throws FlowException {
    int wipe = wipeAfter.orElse(withDesk ? Math.max(120, lockAfter) : 0);
    if (lockAfter < 1 || wipe < 0 || wipe > 0 && wipe < lockAfter) {
      throw new FlowException(
          FlowException.Kind.USAGE,
          "CLI-34",
          "Give --lock-after at least 1 minute, and --wipe-after no less than that, or 0.");
    }
    return new QuietTimes(
        Duration.ofMinutes(lockAfter),
        wipe == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(wipe)));
  }

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    boolean both = kiosk == desk;
    try (Clinics clinics = globals.clinics(times(desk || both))) {
      clinics.warmUp();
      if (clinics.exists()) {
        clinics.notices().forEach(globals::tell);
        Logs.into(globals.data());
      }
      Optional<char[]> password = globals.passwordFromFile();
      cli.windows()
          .open(
              new Windows.Start(
                  kiosk || both,
                  desk || both,
                  SourceSpec.parse(camera),
                  globals.data(),
                  password.isPresent() ? Optional.of(globals.who(clinics)) : Optional.empty(),
                  password),
              clinics);
    }
    return 0;
  }
}
