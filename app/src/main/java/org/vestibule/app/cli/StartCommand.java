package org.vestibule.app.cli;

import java.util.concurrent.Callable;
import org.vestibule.app.flow.Clinics;
import org.vestibule.app.flow.FlowException;
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

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    boolean both = kiosk == desk;
    try (Clinics clinics = globals.clinics()) {
      clinics.warmUp();
      if (clinics.exists()) {
        clinics.notices().forEach(globals::tell);
        Logs.into(globals.data());
      }
      cli.windows()
          .open(
              new Windows.Start(
                  kiosk || both,
                  desk || both,
                  SourceSpec.parse(camera),
                  globals.data(),
                  globals.user(),
                  globals.passwordFromFile()),
              clinics);
    }
    return 0;
  }
}
