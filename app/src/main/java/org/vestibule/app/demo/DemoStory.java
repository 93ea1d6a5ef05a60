package org.vestibule.app.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FrontDoor;
import org.vestibule.app.flow.FrontDoor.Happening;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.flow.Published;
import org.vestibule.app.flow.Registration;
import org.vestibule.app.flow.Subscription;

/**
 * The demo's story: a patient is recognised, gives the date of birth and is greeted while the desk
 * opens the chart; a stranger is noticed and enrolled; the stranger comes back and is recognised.
 * Every step waits for what it tells of; what does not happen ends the demo.
 */
final class DemoStory {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /** The second portrait's invented person. */
  private static final Registration.Form NEWCOMER =
      Registration.Form.named("Reed, Margaret", LocalDate.of(1946, 12, 9));

  /** Where the three clips are. */
  record Clips(Path arrival, Path stranger, Path back) {}

  private final FrontDoor door;
  private final StagedClips stage;
  private final Clips clips;
  private final Hands hands;
  private final PrintStream out;

  DemoStory(FrontDoor door, StagedClips stage, Clips clips, Hands hands, PrintStream out) {
    this.door = door;
    this.stage = stage;
    this.clips = clips;
    this.hands = hands;
    this.out = out;
  }

  /**
   * Plays it.
   *
   * @throws DemoFailed when something did not happen
   */
  void play() throws DemoFailed, FlowException {
    try (Subscription heard = door.happenings().listen(this::tell)) {
      await(door.desk().view(), view -> view.status().cameraLive(), "the camera picture");
      hands.picture("01");
      patientArrives();
      patientChecksIn();
      deskOpensTheChart();
      strangerIsEnrolled();
      strangerComesBack();
    }
  }

  private void patientArrives() throws DemoFailed {
    stage.enter(clips.arrival());
    hands.begin();
    hands.picture("02");
    await(door.desk().view(), view -> suggested(view).isPresent(), "a suggestion at the desk");
    line("suggested", "the desk shows her beside the record's photo; no record is open");
    hands.picture("03");
  }

  private void patientChecksIn() throws DemoFailed {
    awaitKiosk(KioskView.State.BORN);
    line("asked", "the kiosk asks the date of birth, as it asks everyone");
    hands.picture("03-born");
    hands.answerBirthDate(DemoClinic.ARRIVING_BORN);
    KioskView welcome = awaitKiosk(KioskView.State.WELCOME);
    line("greeted", "by first name: " + welcome.greeting().orElseThrow().firstName());
    hands.picture("04");
    hands.acceptGreeting();
    KioskView ticket = awaitKiosk(KioskView.State.TICKET);
    line("ticket", ticket.ticket().orElseThrow());
    hands.picture("05");
    hands.finishAtKiosk();
  }

  private void deskOpensTheChart() throws DemoFailed, FlowException {
    Arrival card =
        await(
                door.desk().view(),
                view -> top(view, Arrival.State.CONFIRM).isPresent(),
                "the arrival card")
            .arrivals()
            .get(0);
    line("arrival", "card for " + card.patientNumber() + "; " + card.eigenfaces().orElse(""));
    hands.picture("06");
    hands.openTopArrival();
    line("opened", "the chart, by one key");
    hands.picture("07");
    stage.leave();
    hands.closeChart();
  }

  private void strangerIsEnrolled() throws DemoFailed, FlowException {
    stage.enter(clips.stranger());
    DeskView view =
        await(door.desk().view(), seen -> seen.stranger().isPresent(), "the alert at the desk");
    line("alerted", "the desk is told that somebody new is at the door");
    hands.picture("08");
    hands.register(view.stranger().orElseThrow().id(), NEWCOMER);
    line("enrolled", "the newcomer has a record, and agreed to be known by the face");
    hands.picture("10");
    stage.leave();
    await(door.happenings(), happening -> happening.what().equals("left"), "the newcomer leaving");
  }

  private void strangerComesBack() throws DemoFailed {
    int last = door.happenings().now().track();
    stage.enter(clips.back());
    await(
        door.happenings(),
        happening -> happening.track() > last && happening.what().equals("recognised"),
        "the newcomer being recognised");
    await(door.desk().view(), view -> suggested(view).isPresent(), "the suggestion at the desk");
    line("suggested", "the newcomer is known now");
    hands.picture("11");
    stage.leave();
  }

  private static Optional<Arrival> suggested(DeskView view) {
    return view.arrivals().stream()
        .filter(row -> row.state() == Arrival.State.SUGGESTED)
        .findFirst();
  }

  private static Optional<Arrival> top(DeskView view, Arrival.State state) {
    return view.arrivals().stream().limit(1).filter(row -> row.state() == state).findFirst();
  }

  private KioskView awaitKiosk(KioskView.State state) throws DemoFailed {
    return await(
        door.kiosk().view(),
        view -> view.state() == state,
        "the kiosk's screen " + state.name().toLowerCase(Locale.ROOT));
  }

  private void tell(Happening happening) {
    if (happening.number() == 0) {
      return;
    }
    String where = "track " + happening.track() + ", frame " + happening.frame();
    line(happening.what(), happening.eigenfaces().map(words -> where + ". " + words).orElse(where));
  }

  private void line(String what, String words) {
    out.printf(Locale.ROOT, "%-11s %s%n", what, words);
  }

  private static <T> T await(Published<T> source, Predicate<T> until, String what)
      throws DemoFailed {
    CompletableFuture<T> seen = new CompletableFuture<>();
    try (Subscription waiting =
        source.listen(
            value -> {
              if (until.test(value)) {
                seen.complete(value);
              }
            })) {
      return seen.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new DemoFailed("The demo waited in vain for " + what + ".", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("The demo was interrupted.", e);
    }
  }
}
