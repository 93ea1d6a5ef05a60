package org.vestibule.face.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.vestibule.face.detect.HeadPose;
import org.vestibule.face.detect.Landmarks;
import org.vestibule.face.quality.PadResult.Cue;
import org.vestibule.face.quality.PadResult.Prompt;
import org.vestibule.face.quality.PadResult.Status;

/**
 * An active challenge of one face: a blink and two turns to random sides in random order, each
 * after a random pause in which the face looks ahead, each to be followed within a few seconds and
 * not sooner than a person reacts. A picture does not follow; a recording that moves by itself does
 * the wrong thing or the right one at the wrong time. A turn that is not followed fails. A blink
 * that is not seen costs one more turn: landmarks hardly show it behind glasses.
 *
 * <p>Blinks are read from the eyes' aspect ratio (Soukupova and Cech 2016), turns from {@link
 * HeadPose}. Used by one thread at a time.
 */
public final class PadCheck {
  private static final int TURNS = 2;
  private static final Duration LEAST_PAUSE = Duration.ofMillis(500);
  private static final int PAUSE_SPREAD_MILLIS = 1000;
  private static final Duration REACTION = Duration.ofMillis(250);
  private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(4);
  private static final Duration TIME_FOR_ALL = Duration.ofSeconds(40);
  private static final Duration MOST_UNSEEN = Duration.ofMillis(700);

  // Degrees against where the face looked in the pause.
  private static final double TURNED = 18;
  private static final double AHEAD = 9;
  private static final int MOST_UNASKED_TURNS = 2;

  // Of the open eyes' aspect ratio, and for how long eyes are closed in a blink.
  private static final double CLOSED = 0.78;
  private static final double OPEN = 0.88;
  private static final Duration LONGEST_BLINK = Duration.ofMillis(800);

  private static final int MOST_REPEATS = 3;

  // Looks before the screen's grid may be spoken of: one alone may be a patterned thing.
  private static final int LOOKS = 8;

  private final RandomGenerator random;
  private final List<Prompt> requests;
  private final RepeatedFrames repeats = new RepeatedFrames();
  private final Set<Cue> cues = EnumSet.noneOf(Cue.class);
  private final List<Double> pauseYaw = new ArrayList<>();
  private final List<Double> pauseEyes = new ArrayList<>();
  private Status status = Status.PENDING;
  private Duration began;
  private Duration last;
  private Duration pauseSince;
  private Duration pause;
  private Duration asked;
  private Duration closedSince;
  private Landmarks ahead;
  private boolean returning;
  private int done;
  private int unasked;
  private int looks;
  private int screenLike;

  /**
   * @param random unpredictable to whoever is looked at: a {@code SecureRandom} but in tests
   */
  public PadCheck(RandomGenerator random) {
    this.random = random;
    this.requests = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      requests.add(turn());
    }
    requests.add(random.nextInt(TURNS + 1), Prompt.BLINK);
    this.pause = pause();
  }

  private Prompt turn() {
    return random.nextBoolean() ? Prompt.TURN_LEFT : Prompt.TURN_RIGHT;
  }

  private Duration pause() {
    return LEAST_PAUSE.plusMillis(random.nextInt(PAUSE_SPREAD_MILLIS));
  }

  /** How it stands. */
  public PadResult result() {
    boolean asking = status == Status.PENDING && asked != null && !returning;
    return new PadResult(status, asking ? Optional.of(requests.get(done)) : Optional.empty(), cues);
  }

  /**
   * Takes in the next frame that shows the face. After the end nothing changes any more.
   *
   * @param time of the frame
   * @param marks in pixels of the frame
   * @param digest of the whole frame, equal for frames equal bit by bit
   */
  public PadResult observe(Duration time, Landmarks marks, long digest) {
    if (status == Status.PENDING) {
      began = began == null ? time : began;
      if (repeats.add(digest) >= MOST_REPEATS) {
        fail(Cue.REPEATED_FRAMES);
      } else if (last != null && time.minus(last).compareTo(MOST_UNSEEN) > 0) {
        fail(Cue.INTERRUPTED);
      } else if (time.minus(began).compareTo(TIME_FOR_ALL) > 0) {
        fail(Cue.NO_RESPONSE);
      } else {
        follow(time, marks);
      }
      last = time;
    }
    return result();
  }

  /** As above, with a look for a screen's grid, which advises only. */
  public PadResult observe(Duration time, Landmarks marks, long digest, OptionalDouble moire) {
    if (status == Status.PENDING && moire.isPresent()) {
      looks++;
      screenLike += moire.getAsDouble() >= Moire.LEAST ? 1 : 0;
      if (looks >= LOOKS && 2 * screenLike > looks) {
        cues.add(Cue.MOIRE);
      } else {
        cues.remove(Cue.MOIRE);
      }
    }
    return observe(time, marks, digest);
  }

  private void fail(Cue cue) {
    cues.add(cue);
    status = Status.FAILED;
  }

  private void follow(Duration time, Landmarks marks) {
    double yaw = HeadPose.of(marks).yaw();
    if (asked == null) {
      rest(time, marks, yaw);
    } else if (returning) {
      if (Math.abs(yaw - median(pauseYaw)) < AHEAD) {
        next();
      }
    } else {
      answer(time, marks, yaw - median(pauseYaw));
    }
  }

  /** Looking ahead for a while, before a request. */
  private void rest(Duration time, Landmarks marks, double yaw) {
    boolean moved = !pauseYaw.isEmpty() && Math.abs(yaw - median(pauseYaw)) > TURNED;
    if (moved && ++unasked > MOST_UNASKED_TURNS) {
      fail(Cue.RESTLESS);
    } else if (moved || pauseSince == null) {
      pauseSince = time;
      pauseYaw.clear();
      pauseEyes.clear();
    }
    pauseYaw.add(yaw);
    pauseEyes.add(marks.eyeAspectRatio());
    if (time.minus(pauseSince).compareTo(pause) >= 0) {
      asked = time;
      ahead = marks;
    }
  }

  private void answer(Duration time, Landmarks marks, double turn) {
    Prompt wanted = requests.get(done);
    Optional<Prompt> seen = action(time, marks, turn, wanted);
    Duration since = time.minus(asked);
    if (seen.isEmpty()) {
      if (since.compareTo(TIME_TO_ANSWER) > 0) {
        unanswered(wanted);
      }
    } else if (since.compareTo(REACTION) < 0) {
      fail(Cue.TOO_EARLY);
    } else if (seen.get() != wanted) {
      fail(Cue.WRONG_RESPONSE);
    } else {
      if (wanted != Prompt.BLINK && Flatness.of(ahead, marks) < Flatness.LEAST) {
        cues.add(Cue.FLAT);
      }
      returning = true;
    }
  }

  private void unanswered(Prompt wanted) {
    if (wanted == Prompt.BLINK) {
      cues.add(Cue.NO_BLINK);
      requests.add(turn());
      next();
    } else {
      fail(Cue.NO_RESPONSE);
    }
  }

  /** What was done; a blink counts only where one is asked for, since everybody blinks. */
  private Optional<Prompt> action(Duration time, Landmarks marks, double turn, Prompt wanted) {
    if (Math.abs(turn) > TURNED) {
      return Optional.of(turn > 0 ? Prompt.TURN_LEFT : Prompt.TURN_RIGHT);
    }
    return wanted == Prompt.BLINK && blinked(time, marks)
        ? Optional.of(Prompt.BLINK)
        : Optional.empty();
  }

  /** Closed and open again within a blink's time. */
  private boolean blinked(Duration time, Landmarks marks) {
    double open = marks.eyeAspectRatio() / median(pauseEyes);
    if (open < CLOSED) {
      closedSince = closedSince == null ? time : closedSince;
      return false;
    }
    boolean blink =
        open > OPEN && closedSince != null && time.minus(closedSince).compareTo(LONGEST_BLINK) <= 0;
    closedSince = open > OPEN ? null : closedSince;
    return blink;
  }

  private void next() {
    done++;
    returning = false;
    asked = null;
    pauseSince = null;
    closedSince = null;
    pause = pause();
    if (done == requests.size()) {
      status = Status.PASSED;
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
