package org.vestibule.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FrontDoor;
import org.vestibule.app.ui.JavaFxNatives;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.FrameSources;

/**
 * {@code mvn -Pdemo}: the demo clinic. With a display both windows open and stay; without one they
 * are drawn in memory and written as pictures; without what JavaFX needs the story runs as text.
 */
public final class DemoMain {
  /** How the story is shown. */
  private enum Show {
    WINDOWS,
    PICTURES,
    TEXT
  }

  private static final Logger LOG = LoggerFactory.getLogger(DemoMain.class);
  private static final Duration CAMERA_LIMIT = Duration.ofSeconds(5);

  private final DemoOptions options;
  private final PrintStream out;
  private final Clock clock;

  private DemoMain(DemoOptions options, PrintStream out, Clock clock) {
    this.options = options;
    this.out = out;
    this.clock = clock;
  }

  public static void main(String[] args) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    DemoMain demo =
        new DemoMain(DemoOptions.fromProperties(), System.out, Clock.systemDefaultZone());
    System.exit(demo.run());
  }

  private int run() {
    try (DemoStore store = new DemoStore(clock)) {
      Show show = startJavaFx();
      store.create();
      store.enrol(options.faces(), out);
      try (FrontDoor door = store.open()) {
        return show == Show.WINDOWS && cameraIsThere()
            ? useCamera(door)
            : tellStory(store, door, show);
      }
    } catch (DemoFailed | FlowException | CaptureException e) {
      out.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      out.println("The demo needs a folder it can write to: " + e.getMessage());
      return 3;
    } catch (IllegalStateException e) {
      LOG.error("The demo failed", e);
      out.println(e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int tellStory(DemoStore store, FrontDoor door, Show show)
      throws DemoFailed, FlowException, CaptureException, IOException, InterruptedException {
    DemoStory.Clips clips = store.clips();
    StagedClips stage = new StagedClips(clips.arrival());
    door.look(stage);
    if (show == Show.TEXT) {
      new DemoStory(door, stage, clips, new FlowHands(door), out).play();
      return 0;
    }
    try (WindowHands hands = new WindowHands(door, new Pictures(options.pictures()), clock)) {
      new DemoStory(door, stage, clips, hands, out).play();
      out.println("Pictures of both windows are in " + options.pictures() + ".");
      if (show == Show.WINDOWS && options.stay()) {
        out.println("The windows stay open; close both to end the demo.");
        hands.awaitClosed();
      }
    }
    return 0;
  }

  private boolean cameraIsThere() {
    if (options.camera().isEmpty()) {
      return false;
    }
    try {
      FrameSources.open(options.camera().get(), CAMERA_LIMIT).close();
      return true;
    } catch (CaptureException e) {
      out.println(e.getMessage() + " The clips are played instead.");
      return false;
    }
  }

  private int useCamera(FrontDoor door) throws IOException, InterruptedException {
    door.look(options.camera().orElseThrow());
    try (WindowHands hands = new WindowHands(door, new Pictures(options.pictures()), clock)) {
      out.println("The camera is yours; close both windows to end the demo.");
      hands.awaitClosed();
    }
    return 0;
  }

  private Show startJavaFx() throws InterruptedException {
    Optional<String> missing = JavaFxNatives.missing();
    if (missing.isPresent()) {
      out.println("The story runs as text: " + missing.get());
      return Show.TEXT;
    }
    boolean display = hasDisplay();
    if (!display) {
      System.setProperty("glass.platform", "Monocle");
      System.setProperty("monocle.platform", "Headless");
      System.setProperty("headless.geometry", "2600x2000-32");
      System.setProperty("prism.order", "sw");
      System.setProperty("prism.text", "t2k");
    }
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.setImplicitExit(false);
      Platform.startup(started::countDown);
    } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
      out.println(
          "The story runs as text: the display cannot be opened (on Linux, JavaFX needs GTK 3).");
      return Show.TEXT;
    }
    started.await();
    out.println(display ? "Opening both windows." : "No display: drawing both windows in memory.");
    return display ? Show.WINDOWS : Show.PICTURES;
  }

  private static boolean hasDisplay() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return !os.contains("linux") || System.getenv("DISPLAY") != null;
  }
}
