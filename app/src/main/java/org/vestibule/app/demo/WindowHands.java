package org.vestibule.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.vestibule.app.desk.DeskWindow;
import org.vestibule.app.flow.FrontDoor;
import org.vestibule.app.flow.Registration;
import org.vestibule.app.kiosk.KioskSettings;
import org.vestibule.app.kiosk.KioskWindow;
import org.vestibule.app.ui.Language;
import org.vestibule.app.ui.Theme;
import org.vestibule.app.ui.UiTasks;

/**
 * Both windows, and somebody who presses their buttons and keys as a person would: a button is
 * pressed once it is there and can be pressed.
 */
final class WindowHands implements Hands {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_AGAIN_MILLIS = 40;

  /** Long enough for what has just changed to be drawn. */
  private static final long SETTLE_MILLIS = 450;

  private final ExecutorService workers = Executors.newFixedThreadPool(2, WindowHands::daemon);
  private final CountDownLatch closed = new CountDownLatch(2);
  private final Pictures pictures;
  private final KioskWindow kiosk;
  private final DeskWindow desk;
  private final Scene deskScene;

  /** Opens both windows side by side. JavaFX is running. */
  WindowHands(FrontDoor door, Pictures pictures, Clock clock) {
    this.pictures = pictures;
    UiTasks tasks = new UiTasks(workers, Platform::runLater);
    this.desk = onFx(() -> new DeskWindow(door, tasks, Platform::runLater, clock));
    this.deskScene =
        onFx(
            () -> {
              Scene scene = new Scene(desk.root(), 1440, 900);
              DeskWindow.dress(scene, Theme.LIGHT);
              return scene;
            });
    this.kiosk =
        onFx(
            () ->
                new KioskWindow(
                    door.kiosk(),
                    door.picture(),
                    new KioskSettings(Optional.empty(), Language.ENGLISH, true, clock),
                    1080,
                    1920));
    onFx(() -> show("Vestibule, front desk", deskScene, 0, 0));
    onFx(() -> show("Vestibule, kiosk", kiosk.scene(), 1440, 0));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "demo-ui-worker");
    thread.setDaemon(true);
    return thread;
  }

  private Stage show(String title, Scene scene, double x, double y) {
    Stage stage = new Stage();
    stage.setTitle(title);
    stage.setScene(scene);
    stage.setX(x);
    stage.setY(y);
    stage.setOnHidden(event -> closed.countDown());
    stage.show();
    return stage;
  }

  /** Returns when both windows have been closed. */
  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  @Override
  public void begin() {
    press(kiosk.scene(), "the first tile", styled("tile"));
  }

  @Override
  public void answerBirthDate(LocalDate born) {
    digits(born.getDayOfMonth(), 2);
    String month = born.format(DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH));
    press(kiosk.scene(), month, labelled(month));
    digits(born.getYear(), 4);
    press(kiosk.scene(), "the main button", styled("main"));
  }

  private void digits(int number, int count) {
    String text = String.format(Locale.ROOT, "%0" + count + "d", number);
    text.chars().forEach(c -> press(kiosk.scene(), "a digit", labelled(String.valueOf((char) c))));
  }

  @Override
  public void acceptGreeting() {
    press(kiosk.scene(), "the main button", styled("main"));
  }

  @Override
  public void finishAtKiosk() {
    press(kiosk.scene(), "the main button", styled("main"));
  }

  @Override
  public void openTopArrival() {
    key(KeyCode.O, false);
    await(
        "the chart",
        () -> Optional.ofNullable(deskScene.lookup(".chart-head")).filter(WindowHands::shown));
  }

  @Override
  public void closeChart() {
    key(KeyCode.ESCAPE, false);
  }

  @Override
  public void register(String stranger, Registration.Form form) {
    key(KeyCode.R, false);
    type("#field-name", form.family() + ", " + form.given());
    type(
        "#field-born",
        form.born().orElseThrow().format(DateTimeFormatter.ofPattern("dd / MM / yyyy")));
    for (Registration.ConsentChoice choice : Registration.ConsentChoice.values()) {
      press(deskScene, "a consent", id("consent-" + choice.name().toLowerCase(Locale.ROOT)));
    }
    picture("09");
    press(deskScene, "Make a new record", id("make-record"));
  }

  @Override
  public void picture(String name) {
    try {
      TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    onFx(
        () -> {
          pictures.write(name + "-desk", deskScene);
          pictures.write(name + "-kiosk", kiosk.scene());
          return true;
        });
  }

  @Override
  public void close() {
    onFx(
        () -> {
          kiosk.close();
          desk.close();
          return true;
        });
    workers.shutdown();
  }

  private void key(KeyCode code, boolean control) {
    onFx(
        () -> {
          Node focused = deskScene.getFocusOwner();
          Event.fireEvent(
              focused == null ? deskScene.getRoot() : focused,
              new KeyEvent(
                  KeyEvent.KEY_PRESSED, "", code.getName(), code, false, control, false, false));
          return true;
        });
  }

  private void type(String field, String text) {
    TextInputControl input =
        await(field, () -> Optional.ofNullable((TextInputControl) deskScene.lookup(field)));
    onFx(
        () -> {
          input.setText(text);
          return true;
        });
  }

  private static Predicate<ButtonBase> styled(String style) {
    return button -> button.getStyleClass().contains(style);
  }

  private static Predicate<ButtonBase> labelled(String text) {
    return button -> text.equals(button.getText());
  }

  private static Predicate<ButtonBase> id(String id) {
    return button -> id.equals(button.getId());
  }

  private static void press(Scene scene, String what, Predicate<ButtonBase> which) {
    ButtonBase button =
        await(
            what,
            () ->
                Stream.of(".button", ".check-box")
                    .flatMap(kind -> scene.getRoot().lookupAll(kind).stream())
                    .filter(ButtonBase.class::isInstance)
                    .map(ButtonBase.class::cast)
                    .filter(which)
                    .filter(each -> !each.isDisabled() && shown(each))
                    .findFirst());
    onFx(
        () -> {
          button.fire();
          return true;
        });
  }

  private static boolean shown(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Looks again until it is there. */
  private static <T> T await(String what, Callable<Optional<T>> look) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> found = onFx(look);
      if (found.isPresent()) {
        return found.get();
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new IllegalStateException("The demo waited in vain for " + what + ".");
  }

  private static <T> T onFx(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw new UncheckedIOException(io);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
