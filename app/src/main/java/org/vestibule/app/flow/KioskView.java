package org.vestibule.app.flow;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What the kiosk shows, whole. It never says whether somebody is known before both the face (or
 * number) and the birth date have matched, and never holds a score.
 *
 * @param state which screen
 * @param clinic the clinic's name
 * @param step 1 to 3 within a check-in, 0 outside it
 * @param coaching the one thing to ask of the person while looking
 * @param progress 0 to 1, how far the oval is drawn
 * @param greeting present in WELCOME and TICKET only
 * @param ticket the queue number such as {@code A27}; present in TICKET only
 * @param cameraLive whether a picture can be shown; without it ATTRACT offers the birth date first
 * @param withoutFace whether this check-in goes without a face
 * @param checking an answer is being checked: keep the screen, take no second answer
 * @param stillThere ask "Still there?" over the screen; {@code moreTime()} or any touch answers it
 */
public record KioskView(
    State state,
    String clinic,
    int step,
    Coaching coaching,
    double progress,
    Optional<Greeting> greeting,
    Optional<String> ticket,
    boolean cameraLive,
    boolean withoutFace,
    boolean checking,
    boolean stillThere) {

  /** How many steps a check-in has, with or without a face. */
  public static final int STEPS = 3;

  /** The screens. */
  public enum State {
    ATTRACT,
    LOOKING,
    BORN,
    /** Asks for the number on the letter or card; only on the way without a face. */
    NUMBER,
    WELCOME,
    /** Asks whether the face may be known next time; only who never said. */
    CONSENT,
    TICKET,
    FRONT_DESK,
    /** The keys are wiped: everybody is sent to the front desk until somebody of staff signs in. */
    CLOSED
  }

  /** The sentence to show and speak while looking. */
  public enum Coaching {
    LOOK_HERE,
    COME_CLOSER,
    STEP_BACK,
    HOLD_STILL,
    MORE_LIGHT,
    ONE_AT_A_TIME,
    BLINK,
    TURN_LEFT,
    TURN_RIGHT,
    THANK_YOU
  }

  /**
   * What a person whose two factors match is told.
   *
   * @param firstName the first given name
   * @param time start of today's appointment
   * @param doctor whom it is with
   * @param length how long it takes
   * @param phoneEnding last two digits of the phone on record, for "is it still the one ending in"
   */
  public record Greeting(
      String firstName,
      Optional<LocalTime> time,
      Optional<String> doctor,
      Optional<Duration> length,
      Optional<String> phoneEnding) {
    @Override
    public String toString() {
      return "Greeting";
    }
  }

  @Override
  public String toString() {
    return "KioskView[" + state + "]";
  }
}
