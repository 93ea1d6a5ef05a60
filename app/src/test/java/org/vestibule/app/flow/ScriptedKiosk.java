package org.vestibule.app.flow;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.app.flow.KioskView.Coaching;
import org.vestibule.app.flow.KioskView.Greeting;
import org.vestibule.app.flow.KioskView.State;

/**
 * The other side of the kiosk's contract, for tests of the screens: publishes the snapshots it is
 * told to and writes down what is asked of it. It has no rules; those are the real flow's, and
 * tested there.
 */
public final class ScriptedKiosk implements KioskFlow {
  private final Published<KioskView> view = new Published<>(attract());
  private final List<String> asked = new ArrayList<>();

  /** A snapshot of the first screen with a live camera. */
  public static KioskView attract() {
    return at(State.ATTRACT);
  }

  /** A plausible snapshot of a state. */
  public static KioskView at(State state) {
    boolean greeted = state == State.WELCOME || state == State.TICKET;
    int step =
        switch (state) {
          case LOOKING -> 1;
          case BORN, NUMBER -> 2;
          case WELCOME -> 3;
          default -> 0;
        };
    return new KioskView(
        state,
        "Lakeside Clinic",
        step,
        Coaching.COME_CLOSER,
        state == State.LOOKING ? 0.6 : 0,
        greeted ? Optional.of(kamala()) : Optional.empty(),
        state == State.TICKET ? Optional.of("A27") : Optional.empty(),
        true,
        false,
        false,
        false);
  }

  public static Greeting kamala() {
    return new Greeting(
        "Kamala",
        Optional.of(LocalTime.of(10, 10)),
        Optional.of("Dr Nair"),
        Optional.of(Duration.ofMinutes(20)),
        Optional.of("47"));
  }

  /** The same without a camera. */
  public static KioskView cameraOff() {
    return new KioskView(
        State.ATTRACT,
        "Lakeside Clinic",
        0,
        Coaching.LOOK_HERE,
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        false);
  }

  /** The same state, asking whether somebody is there, or checking an answer. */
  public static KioskView with(KioskView v, boolean checking, boolean stillThere) {
    return new KioskView(
        v.state(),
        v.clinic(),
        v.step(),
        v.coaching(),
        v.progress(),
        v.greeting(),
        v.ticket(),
        v.cameraLive(),
        v.withoutFace(),
        checking,
        stillThere);
  }

  public void publish(KioskView next) {
    view.publish(next);
  }

  /** What was asked of the flow so far, in order, touches left out. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Published<KioskView> view() {
    return view;
  }

  @Override
  public void begin() {
    asked.add("begin");
  }

  @Override
  public void withoutFace() {
    asked.add("withoutFace");
  }

  @Override
  public void answerBirthDate(LocalDate born) {
    asked.add("born " + born);
  }

  @Override
  public void answerNumber(String number) {
    asked.add("number " + number);
  }

  @Override
  public void confirm() {
    asked.add("confirm");
  }

  @Override
  public void phoneChanged() {
    asked.add("phoneChanged");
  }

  @Override
  public void answerConsent(boolean agrees) {
    asked.add("consent " + agrees);
  }

  @Override
  public void notMe() {
    asked.add("notMe");
  }

  @Override
  public void startAgain() {
    asked.add("startAgain");
  }

  @Override
  public void askForHelp() {
    asked.add("askForHelp");
  }

  @Override
  public void moreTime() {
    asked.add("moreTime");
  }

  @Override
  public void finish() {
    asked.add("finish");
  }

  @Override
  public void touched() {}
}
