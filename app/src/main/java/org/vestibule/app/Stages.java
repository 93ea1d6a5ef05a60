package org.vestibule.app;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.cli.Windows;
import org.vestibule.app.desk.DeskWindow;
import org.vestibule.app.desk.FirstStart;
import org.vestibule.app.flow.ClinicDoor;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.FrontDoor;
import org.vestibule.app.kiosk.KioskSettings;
import org.vestibule.app.kiosk.KioskWindow;
import org.vestibule.app.ui.JavaFxNatives;
import org.vestibule.app.ui.Theme;
import org.vestibule.app.ui.UiTasks;

/** Opens the windows of {@code vestibule start}, and closes everything behind them in order. */
final class Stages implements Windows {
  private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
  private static final int WORKERS = 2;
  private static final double DESK_WIDTH = 1440;
  private static final double DESK_HEIGHT = 900;
  private static final double KIOSK_WIDTH = 607;
  private static final double KIOSK_HEIGHT = 1080;

  private final Clock clock;

  Stages(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void open(Start start, ClinicDoor clinic) throws FlowException {
    startJavaFx();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Stages::worker);
    UiTasks tasks = new UiTasks(workers, Platform::runLater);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<Showing> showing = new AtomicReference<>();
    Optional<FrontDoor> entered = enter(start, clinic);
    Platform.runLater(
        () -> {
          Showing first = new Showing(start, tasks, closed, clock);
          showing.set(first);
          entered.ifPresentOrElse(first::work, () -> first.signIn(clinic));
        });
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.shutdown();
    showing.get().closeDoor();
    LOG.info("Windows closed");
  }

  /** Signs in at once when user and password came with the command. */
  private static Optional<FrontDoor> enter(Start start, ClinicDoor clinic) throws FlowException {
    if (start.password().isEmpty()) {
      return Optional.empty();
    }
    char[] password = start.password().get();
    try {
      return Optional.of(clinic.open(start.user().orElseThrow(), password, Optional.empty()));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "ui-worker");
    thread.setDaemon(true);
    return thread;
  }

  private static void startJavaFx() throws FlowException {
    Optional<String> missing = JavaFxNatives.missing();
    if (missing.isPresent()) {
      throw new FlowException(Kind.USAGE, "UI-1", missing.get());
    }
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
      Platform.setImplicitExit(false);
      started.await();
    } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
      throw new FlowException(
          Kind.USAGE,
          "UI-2",
          "There is no display to open a window on: start Vestibule from a desktop.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The windows that are open now. Belongs to the JavaFX thread, but for the end. */
  private static final class Showing {
    private final Start start;
    private final UiTasks tasks;
    private final CountDownLatch closed;
    private final Clock clock;
    private final Stage deskStage = new Stage();
    private final Stage kioskStage = new Stage();
    private Optional<DeskWindow> desk = Optional.empty();
    private Optional<KioskWindow> kiosk = Optional.empty();
    private volatile Optional<FrontDoor> door = Optional.empty();

    Showing(Start start, UiTasks tasks, CountDownLatch closed, Clock clock) {
      this.start = start;
      this.tasks = tasks;
      this.closed = closed;
      this.clock = clock;
      deskStage.setTitle("Vestibule, front desk");
      kioskStage.setTitle("Vestibule, kiosk");
      deskStage.setOnHidden(event -> hidden());
      kioskStage.setOnHidden(event -> hidden());
    }

    /** First start or signing in; a kiosk alone needs that too, in the same window. */
    void signIn(ClinicDoor clinic) {
      FirstStart first = new FirstStart(clinic, tasks, this::work);
      Scene scene = new Scene(first.root(), DESK_WIDTH, DESK_HEIGHT);
      DeskWindow.dress(scene, Theme.LIGHT);
      deskStage.setScene(scene);
      deskStage.show();
    }

    void work(FrontDoor open) {
      door = Optional.of(open);
      open.look(start.source());
      if (start.kiosk()) {
        KioskWindow window =
            new KioskWindow(
                open.kiosk(), open.picture(), KioskSettings.standard(), KIOSK_WIDTH, KIOSK_HEIGHT);
        kiosk = Optional.of(window);
        kioskStage.setScene(window.scene());
        kioskStage.show();
      }
      if (start.desk()) {
        DeskWindow window = new DeskWindow(open, tasks, Platform::runLater, clock);
        desk = Optional.of(window);
        Scene scene = new Scene(window.root(), DESK_WIDTH, DESK_HEIGHT);
        DeskWindow.dress(scene, Theme.LIGHT);
        deskStage.setScene(scene);
        deskStage.show();
      } else {
        deskStage.setScene(new Scene(new StackPane(), Color.WHITE));
        deskStage.hide();
      }
      LOG.info(
          "Windows usable {} ms after the process began",
          ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private void hidden() {
      if (deskStage.isShowing() || kioskStage.isShowing()) {
        return;
      }
      kiosk.ifPresent(KioskWindow::close);
      desk.ifPresent(DeskWindow::close);
      closed.countDown();
    }

    void closeDoor() {
      door.ifPresent(FrontDoor::close);
    }
  }
}
