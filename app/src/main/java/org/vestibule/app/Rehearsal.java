package org.vestibule.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Window;
import org.vestibule.app.cli.Cli;
import org.vestibule.app.cli.Terminal;

/**
 * A few seconds of the program for the build to watch, so that a start finds its classes already
 * read and checked (JEP 350, dynamic class-data archive): makes a clinic in a temporary folder and
 * opens both windows on a clip, drawn in memory. The archive holds classes only.
 */
final class Rehearsal {
  private static final long SECONDS = 4;
  private static final String PASSWORD = "nobody lives in this clinic";

  private Rehearsal() {}

  /**
   * @param args the clip to play
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("vestibule-rehearsal");
    try {
      perform(folder, args[0]);
    } finally {
      delete(folder);
    }
    // Camera, workers and JavaFX may still be winding down, and the build waits.
    System.exit(0);
  }

  private static void perform(Path folder, String clip) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    Path secret = Files.writeString(folder.resolve("password"), PASSWORD);
    drawInMemory();
    run("--help");
    run(
        "init",
        "--data",
        data.toString(),
        "--clinic",
        "Rehearsal",
        "--password-file",
        secret.toString(),
        "--recovery-key-file",
        folder.resolve("recovery").toString());
    CountDownLatch over = new CountDownLatch(1);
    Thread closer = new Thread(() -> closeLater(over), "rehearsal");
    closer.setDaemon(true);
    closer.start();
    run("start", "--data", data.toString(), "--password-file", secret.toString(), "--camera", clip);
    over.countDown();
  }

  private static void drawInMemory() {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("headless.geometry", "2600x2000-32");
    System.setProperty("prism.order", "sw");
    System.setProperty("prism.text", "t2k");
  }

  /** Closes the windows once they have been seen for a while; asks again until they are gone. */
  private static void closeLater(CountDownLatch over) {
    try {
      while (!over.await(SECONDS, TimeUnit.SECONDS)) {
        Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String... args) {
    Clock clock = Clock.systemDefaultZone();
    Cli.run(new Stages(clock), new Silent(), clock, args);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Nobody reads what is said at a rehearsal. */
  private static final class Silent implements Terminal {
    private final PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Override
    public PrintStream out() {
      return nowhere;
    }

    @Override
    public PrintStream err() {
      return nowhere;
    }

    @Override
    public Optional<char[]> secret(String question) {
      return Optional.empty();
    }
  }
}
