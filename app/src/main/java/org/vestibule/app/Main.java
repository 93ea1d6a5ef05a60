package org.vestibule.app;

import java.time.Clock;
import org.vestibule.app.cli.Cli;
import org.vestibule.app.cli.Terminal;

/** Where the program begins. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Clock clock = Clock.systemDefaultZone();
    System.exit(Cli.run(new Stages(clock), Terminal.system(), clock, args));
  }
}
