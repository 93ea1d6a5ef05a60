package org.vestibule.app.desk;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.util.Duration;
import org.vestibule.app.flow.Accuracy;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Stranger;
import org.vestibule.app.flow.FrontDoor;
import org.vestibule.app.flow.Subscription;
import org.vestibule.app.ui.Theme;
import org.vestibule.app.ui.UiTasks;

/**
 * The desk's window: its content and what keeps it up to date. Made, used and closed on the JavaFX
 * thread; snapshots of the flow may come from any thread.
 */
public final class DeskWindow implements AutoCloseable {
  private static final Duration TICK = Duration.seconds(5);

  private final FrontDoor front;
  private final DeskFlow flow;
  private final UiTasks tasks;
  private final Executor fxThread;
  private final Clock clock;
  private final DayModel day;
  private final ChartModel chart;
  private final RegistrationModel registration;
  private final LedgerModel ledger;
  private final PalettePlaces palettePlaces;
  private final ChartPlaces chartPlaces;
  private final Loaded<Accuracy> accuracy;
  private final SearchPane search;
  private final DayScreen dayScreen;
  private final RegistrationScreen registrationScreen;
  private final LedgerScreen ledgerScreen;
  private final DeskFrame frame;
  private final Timeline ticks;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final AtomicBoolean pending = new AtomicBoolean();
  private final AtomicBoolean boxesPending = new AtomicBoolean();
  private final ScreenLock lock;

  /**
   * @param front the clinic's front door, open
   * @param tasks for all work that may take long
   * @param fxThread runs on the JavaFX thread, {@code Platform::runLater}
   * @param clock what time the desk shows
   */
  public DeskWindow(FrontDoor front, UiTasks tasks, Executor fxThread, Clock clock) {
    this.front = front;
    this.flow = front.desk();
    this.tasks = tasks;
    this.fxThread = fxThread;
    this.clock = clock;
    this.day = new DayModel(flow, tasks);
    this.chart = new ChartModel(flow, tasks);
    this.registration = new RegistrationModel(flow, tasks, clock);
    this.ledger = new LedgerModel(flow, tasks, clock);
    this.palettePlaces = new PalettePlaces(flow, tasks, this::goToDay, chart::close, clock);
    this.chartPlaces = new ChartPlaces(flow, tasks, this::backToChart, clock);
    this.accuracy = new Loaded<>(tasks);
    SignInModel<Boolean> signIn =
        new SignInModel<>(
            (user, secret, factor) -> {
              flow.unlock(user, secret, factor);
              return true;
            },
            tasks,
            entered -> entered());
    UnlockPane unlock = new UnlockPane(signIn, recovery(), "Unlock");
    this.search = new SearchPane(new SearchModel(flow, tasks), searchWays(), this::isUnconfirmed);
    this.dayScreen = new DayScreen(day, dayWays(), front.picture(), fxThread, clock);
    this.registrationScreen = new RegistrationScreen(registration, this::goToDay);
    this.ledgerScreen = new LedgerScreen(ledger, this::goToDay, clock);
    this.frame =
        new DeskFrame(
            screens(new AccuracyScreen(accuracy, flow, this::goToDay)),
            palette(tasks),
            unlock,
            frameActions());
    this.lock = new ScreenLock(frame, unlock, signIn, new Behind(), clock);
    registration.onDone(number -> goToDay());
    chart.doubt().addListener((property, old, now) -> showDoubt(now));
    chart.chart().addListener((property, old, now) -> showChart(now));
    this.ticks = new Timeline(new KeyFrame(TICK, event -> tick()));
    ticks.setCycleCount(Animation.INDEFINITE);
    ticks.play();
    subscriptions.add(flow.view().listen(view -> changed()));
    subscriptions.add(flow.boxes().listen(boxes -> boxesChanged()));
    subscriptions.add(front.trouble().listen(sad -> changed()));
    update();
  }

  /** The window's content, 1440 x 900 by design, usable from 1180 x 680. */
  public Parent root() {
    return frame;
  }

  /** Gives the keyboard to the screen in front; call it once the window is shown. */
  public void takeFocus() {
    frame.focus();
  }

  /** Dresses a scene that shows {@link #root()}. */
  public static void dress(Scene scene, Theme theme) {
    theme.apply(scene, DeskWindow.class.getResource("desk.css").toExternalForm());
  }

  private Map<Place, DeskScreen> screens(AccuracyScreen accuracyScreen) {
    Map<Place, DeskScreen> screens = new EnumMap<>(Place.class);
    screens.put(Place.DAY, dayScreen);
    screens.put(Place.PATIENTS, new PatientsScreen(chart, search, this::beside, clock));
    screens.put(Place.REGISTER, registrationScreen);
    screens.put(Place.LEDGER, ledgerScreen);
    screens.put(Place.ACCURACY, accuracyScreen);
    palettePlaces.addTo(screens);
    chartPlaces.addTo(screens);
    return screens;
  }

  private PalettePane palette(UiTasks tasks) {
    PaletteModel model =
        new PaletteModel(
            new SearchModel(flow, tasks),
            new DeskCommands(
                place -> place.isFor(flow),
                this::go,
                this::registerNamed,
                this::searchLedger,
                this::emergency,
                this::lock,
                this::wipeKeys));
    return new PalettePane(
        model,
        found -> {
          if (isUnconfirmed(found.patientNumber())) {
            searchWays().goToRow(found.patientNumber());
          } else {
            go(Place.PATIENTS);
            search.begin(found.patientNumber());
          }
        },
        this::isUnconfirmed,
        this::takeFocus,
        clock);
  }

  private RecoveryModel<Boolean> recovery() {
    return new RecoveryModel<>(
        (key, next) -> {
          flow.unlockWithRecoveryKey(key, next);
          return true;
        },
        tasks,
        entered -> entered());
  }

  private void entered() {
    lock.entered();
    update();
  }

  private DayScreen.Ways dayWays() {
    return new DayScreen.Ways() {
      @Override
      public void openChart(Arrival arrival) {
        chart.openArrival(arrival);
      }

      @Override
      public void register(Optional<Stranger> stranger) {
        stranger.ifPresentOrElse(
            who -> registration.beginWith(who.id()), () -> registration.begin(""));
        frame.show(Place.REGISTER);
      }

      @Override
      public void allKeys() {
        frame.showAllKeys();
      }
    };
  }

  private SearchPane.Ways searchWays() {
    return new SearchPane.Ways() {
      @Override
      public void open(String patientNumber, String reason) {
        chart.openFound(patientNumber, reason);
      }

      @Override
      public void goToRow(String patientNumber) {
        day.choosePatient(patientNumber);
        goToDay();
      }

      @Override
      public void back() {
        goToDay();
      }
    };
  }

  private DeskFrame.Actions frameActions() {
    return new DeskFrame.Actions() {
      @Override
      public void go(Place place) {
        DeskWindow.this.go(place);
      }

      @Override
      public void lock() {
        DeskWindow.this.lock();
      }

      @Override
      public void touched() {
        flow.touched();
      }
    };
  }

  private void go(Place place) {
    if (!place.isFor(flow)) {
      return;
    }
    if (place == Place.REGISTER && registration.open().get().isEmpty()) {
      registration.begin("");
    }
    frame.show(place);
  }

  /** Another place of the open chart. */
  private void beside(Place place) {
    chart
        .chart()
        .get()
        .ifPresent(
            open -> {
              frame.show(place);
              chartPlaces.begin(place, open);
            });
  }

  private void backToChart(boolean changed) {
    frame.show(Place.PATIENTS);
    if (changed) {
      chart.readAgain();
    }
  }

  /** An opened chart comes to the front; a closed one leaves the day there. */
  private void showChart(Optional<Chart> now) {
    if (now.isPresent() || frame.place() == Place.PATIENTS || frame.place().ofChart()) {
      frame.show(now.isPresent() ? Place.PATIENTS : Place.DAY);
    }
  }

  private void goToDay() {
    frame.show(Place.DAY);
  }

  private void registerNamed(String name) {
    registration.begin(name);
    frame.show(Place.REGISTER);
  }

  private void searchLedger(String text) {
    frame.show(Place.LEDGER);
    ledgerScreen.begin(text);
  }

  /** For whoever was searched for; else the open chart's patient. */
  private void emergency(String text) {
    Optional<String> open = chart.chart().get().map(Chart::number);
    frame.show(Place.EMERGENCY);
    palettePlaces.beginEmergency(text.isEmpty() ? open.orElse("") : text);
    frame.focus();
  }

  private boolean isUnconfirmed(String patientNumber) {
    return day.view().get().arrivals().stream()
        .anyMatch(row -> row.patientNumber().equals(patientNumber) && ArrivalRow.toConfirm(row));
  }

  /** Any thread: at most one update is pending, and it takes the newest snapshot. */
  private void changed() {
    if (pending.compareAndSet(false, true)) {
      fxThread.execute(this::update);
    }
  }

  private void boxesChanged() {
    if (boxesPending.compareAndSet(false, true)) {
      fxThread.execute(
          () -> {
            boxesPending.set(false);
            dayScreen.showBoxes(flow.boxes().now());
          });
    }
  }

  private void update() {
    pending.set(false);
    DeskView view = flow.view().now();
    lock.take(view);
    day.take(view);
    chart.take(view);
    dayScreen.showTrouble(front.trouble().now());
    frame.showUser(
        view.staff()
            .map(
                staff -> staff.role().isEmpty() ? staff.name() : staff.name() + ", " + staff.role())
            .orElse(""));
    DeskView.Status status = view.status();
    frame.showStanding(
        Stream.of(status.camera(), status.kiosk(), status.ledger(), status.alerts())
            .filter(words -> !words.isEmpty())
            .toList());
    tick();
  }

  private void lock() {
    lock.hide();
    flow.lock();
  }

  private void wipeKeys() {
    lock.hide();
    flow.wipeKeys();
  }

  private final class Behind implements ScreenLock.Behind {
    @Override
    public void forget() {
      chart.forget();
      registration.cancel();
      ledger.forget();
      accuracy.forget();
      palettePlaces.forget();
      search.forget();
      chartPlaces.forget();
    }

    /** A registration was not kept, and a place may not be for who comes: both lead to the day. */
    @Override
    public void comeBack(Place place) {
      boolean gone = place == Place.REGISTER || !place.isFor(flow);
      Place there = gone ? Place.DAY : place.ofChart() ? Place.PATIENTS : place;
      frame.show(there);
      tasks.run(
          flow::comeBack,
          left -> {
            chart.comeBack(left);
            frame.show(there);
          },
          chart::sayTrouble);
    }
  }

  private void showDoubt(Optional<Arrival> doubtful) {
    Optional<Chart> open = chart.chart().get();
    Optional<WrongPatientDialog> dialog =
        doubtful.flatMap(row -> open.map(each -> new WrongPatientDialog(each, row, chart, clock)));
    Node head = frame.lookup(".chart-head");
    frame.showAlarm(dialog, head == null ? 0 : head.getBoundsInParent().getHeight());
  }

  private void tick() {
    frame.showTime(LocalDateTime.now(clock));
    dayScreen.tick();
  }

  @Override
  public void close() {
    ticks.stop();
    subscriptions.forEach(Subscription::close);
    dayScreen.close();
    registration.cancel();
    chart.forget();
  }
}
