package org.vestibule.app.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
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
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.util.Duration;
import org.vestibule.app.flow.Accuracy;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Staff;
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
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final Duration TICK = Duration.seconds(5);

  private final FrontDoor front;
  private final DeskFlow flow;
  private final Executor fxThread;
  private final Clock clock;
  private final DayModel day;
  private final ChartModel chart;
  private final RegistrationModel registration;
  private final LedgerModel ledger;
  private final EmergencyScreen emergency;
  private final ReviewsModel reviews;
  private final StaffModel staff;
  private final Loaded<Accuracy> accuracy;
  private final SignInModel<Boolean> signIn;
  private final UnlockPane unlock;
  private final SearchPane search;
  private final DayScreen dayScreen;
  private final RegistrationScreen registrationScreen;
  private final LedgerScreen ledgerScreen;
  private final DeskFrame frame;
  private final Timeline ticks;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final AtomicBoolean pending = new AtomicBoolean();
  private final AtomicBoolean boxesPending = new AtomicBoolean();
  private boolean locked;
  private String lastUser = "";

  /**
   * @param front the clinic's front door, open
   * @param tasks for all work that may take long
   * @param fxThread runs on the JavaFX thread, {@code Platform::runLater}
   * @param clock what time the desk shows
   */
  public DeskWindow(FrontDoor front, UiTasks tasks, Executor fxThread, Clock clock) {
    this.front = front;
    this.flow = front.desk();
    this.fxThread = fxThread;
    this.clock = clock;
    this.day = new DayModel(flow, tasks);
    this.chart = new ChartModel(flow, tasks);
    this.registration = new RegistrationModel(flow, tasks, clock);
    this.ledger = new LedgerModel(flow, tasks, clock);
    this.emergency = new EmergencyScreen(new EmergencyModel(flow, tasks), this::goToDay);
    this.staff = new StaffModel(flow, tasks);
    this.reviews = new ReviewsModel(flow, tasks);
    this.accuracy = new Loaded<>(tasks);
    this.signIn =
        new SignInModel<>(
            (user, secret, factor) -> {
              flow.unlock(user, secret, factor);
              return true;
            },
            tasks,
            entered -> {});
    this.unlock = new UnlockPane(signIn, "Unlock");
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
    screens.put(Place.PATIENTS, new PatientsScreen(chart, search, clock));
    screens.put(Place.REGISTER, registrationScreen);
    screens.put(Place.LEDGER, ledgerScreen);
    screens.put(Place.ACCURACY, accuracyScreen);
    screens.put(Place.EMERGENCY, emergency);
    screens.put(Place.STAFF, new StaffScreen(staff, this::goToDay));
    screens.put(Place.REVIEWS, new ReviewsScreen(reviews, this::goToDay, clock));
    return screens;
  }

  private PalettePane palette(UiTasks tasks) {
    PaletteModel model =
        new PaletteModel(
            new SearchModel(flow, tasks),
            new DeskCommands(
                this::go, this::registerNamed, this::searchLedger, this::emergency, flow::lock));
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
        this::focusScreen,
        clock);
  }

  private void focusScreen() {
    frame.focus();
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
        flow.lock();
      }

      @Override
      public void touched() {
        flow.touched();
      }
    };
  }

  private void go(Place place) {
    if (place == Place.REGISTER && registration.open().get().isEmpty()) {
      registration.begin("");
    }
    frame.show(place);
  }

  /** An opened chart comes to the front; a closed one leaves the day there. */
  private void showChart(Optional<Chart> now) {
    if (now.isPresent() || frame.place() == Place.PATIENTS) {
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
    emergency.begin(text.isEmpty() ? open.orElse("") : text);
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
    showLock(view);
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

  private void showLock(DeskView view) {
    if (view.locked() && !locked) {
      chart.forget();
      registration.cancel();
      ledger.forget();
      accuracy.forget();
      emergency.forget();
      reviews.forget();
      staff.forget();
      search.forget();
      signIn.user().set(lastUser);
      frame.show(Place.DAY);
    }
    lastUser = view.staff().map(Staff::user).orElse(lastUser);
    locked = view.locked();
    if (locked) {
      unlock.showPeople(view.people());
      unlock.say("Welcome back", lockedWords(view));
    }
    frame.showLocked(locked);
  }

  private String lockedWords(DeskView view) {
    String since = view.lockedAt().map(when -> "Locked at " + time(when) + ".\n").orElse("");
    String waiting =
        switch (view.waiting()) {
          case 0 -> "No one is waiting.";
          case 1 -> "1 person is waiting.";
          default -> view.waiting() + " people are waiting.";
        };
    return since + waiting + " The kiosks are still working.";
  }

  private String time(Instant when) {
    return TIME.format(when.atZone(clock.getZone()));
  }

  private void showDoubt(Optional<Arrival> doubtful) {
    Optional<Chart> open = chart.chart().get();
    Optional<WrongPatientDialog> dialog =
        doubtful.flatMap(row -> open.map(each -> new WrongPatientDialog(each, row, chart, clock)));
    double below = frame.lookup(".chart-head") == null ? 0 : headHeight();
    frame.showAlarm(dialog, below);
  }

  private double headHeight() {
    return frame.lookup(".chart-head").getBoundsInParent().getHeight();
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
