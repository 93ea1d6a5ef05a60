package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.FaceEvent;
import org.vestibule.face.pipeline.Identification;
import org.vestibule.face.pipeline.StageTimings;
import org.vestibule.face.quality.PadResult;

/**
 * One walk-up over a source, on the command line: tells of it event by event, and keeps what each
 * track came to. For one pass on one thread.
 */
public final class WalkUp {
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);

  private final ClinicWork work;
  private final Optional<LocalDate> born;
  private final Listener told;
  private final Map<Integer, Seen> last = new HashMap<>();
  private final Map<Integer, PadResult> challenges = new HashMap<>();
  private boolean challenged;
  private int unread;

  /**
   * @param born the second identifier, to be checked on whoever is recognised
   */
  WalkUp(ClinicWork work, Optional<LocalDate> born, Listener told) {
    this.work = work;
    this.born = born;
    this.told = told;
  }

  /** Is told what happens, on the thread of the walk-up. */
  public interface Listener {
    void seen(Seen seen);

    /**
     * A picture of a folder was passed over.
     *
     * @param file its name
     */
    void unread(String file, FlowException why);
  }

  /**
   * An event of the walk-up.
   *
   * @param event {@code arrived}, {@code attending}, {@code recognised}, {@code unknown}, {@code
   *     stopped-attending}, {@code challenge}, {@code left}
   * @param time of the frame, since the source was opened
   * @param patient the number of the proposed patient
   * @param birthDateMatches whether the second identifier fits, when one was given
   * @param eigenfaces what the eigenfaces say beside it
   * @param pad how the challenge stands: of a {@code challenge}, and of {@code recognised} where
   *     faces are challenged, which counts only once it is passed
   * @param oneOf of {@code unknown}: the numbers of the people whom staff told apart because this
   *     face may be any of theirs; mostly empty
   */
  public record Seen(
      String event,
      int track,
      long frame,
      Duration time,
      Optional<String> patient,
      Optional<Boolean> birthDateMatches,
      Optional<String> eigenfaces,
      Optional<PadResult> pad,
      List<String> oneOf) {
    /** The same of another patient. */
    Seen of(Optional<String> other) {
      return new Seen(event, track, frame, time, other, birthDateMatches, eigenfaces, pad, oneOf);
    }

    @Override
    public String toString() {
      return "Seen[" + event + ", " + track + "]";
    }
  }

  /**
   * The end of a walk-up.
   *
   * @param frames how many were looked at
   * @param unread how many pictures of a folder could not be read
   * @param brokenOff whether the recording broke off, so that only its beginning was looked at
   * @param recognised how many tracks were recognised at their end, and passed their challenge
   * @param matched whether somebody was recognised and, when asked for, the birth date fits
   */
  public record Summary(
      long frames,
      int unread,
      boolean brokenOff,
      int recognised,
      boolean matched,
      StageTimings timings) {}

  /** Looks at every frame of a source, as fast as it can be read. */
  Summary run(Clinic clinic, SourceSpec spec) throws FlowException {
    try (FrameSource source = FrameSources.open(spec, OPEN_LIMIT);
        Identification eyes = clinic.engine().identification(clinic.gallery().database())) {
      challenged = clinic.engine().settings().challenge();
      long frames = 0;
      for (Optional<Frame> next = next(source); next.isPresent(); next = next(source)) {
        List<FaceEvent> events;
        try (Frame frame = next.get()) {
          events = eyes.observe(frame);
        }
        frames++;
        happened(events);
      }
      happened(eyes.finish());
      return new Summary(
          frames, unread, source.breaksOff(), recognised(), matched(), eyes.timings());
    } catch (CaptureException e) {
      throw Troubles.of(e);
    }
  }

  private Optional<Frame> next(FrameSource source) throws CaptureException {
    while (true) {
      try {
        return source.next();
      } catch (CaptureException e) {
        Path picture = e.passedOver().orElseThrow(() -> e);
        unread++;
        told.unread(picture.getFileName().toString(), Troubles.of(e));
      }
    }
  }

  private void happened(List<FaceEvent> events) throws FlowException {
    for (FaceEvent event : events) {
      Seen seen = whole(seen(event));
      if (seen.event().equals("recognised") || seen.event().equals("unknown")) {
        last.put(seen.track(), seen);
      }
      seen.pad().ifPresent(pad -> challenges.put(seen.track(), pad));
      told.seen(seen);
    }
  }

  /** What an event says, with the proposed patient's number and the second identifier checked. */
  private Seen seen(FaceEvent event) throws FlowException {
    if (event instanceof FaceEvent.Recognised recognised) {
      return proposed(recognised);
    } else if (event instanceof FaceEvent.OneOf several) {
      return unknown(event, Optional.empty(), work.numbers(several.references()));
    } else if (event instanceof FaceEvent.Unknown unknown) {
      String said = Words.opinions(unknown.second(), unknown.network(), Optional.empty());
      return unknown(event, Optional.of(said), List.of());
    } else if (event instanceof FaceEvent.Challenged challenged) {
      return plain("challenge", event, Optional.of(challenged.result()));
    } else if (event instanceof FaceEvent.Arrived) {
      return plain("arrived", event, Optional.empty());
    } else if (event instanceof FaceEvent.Attending) {
      return plain("attending", event, Optional.empty());
    } else if (event instanceof FaceEvent.StoppedAttending) {
      return plain("stopped-attending", event, Optional.empty());
    }
    return plain("left", event, Optional.empty());
  }

  private Seen proposed(FaceEvent.Recognised event) throws FlowException {
    String reference = event.candidate().reference();
    PatientId patient = PatientId.parse(reference);
    Optional<Boolean> fits = Optional.empty();
    if (born.isPresent()) {
      LocalDate said = born.get();
      fits =
          Optional.of(
              work.with(
                  Purpose.FRONT_DESK, access -> access.people().checkBirthDate(patient, said)));
    }
    // A proposal is not yet proved to be of a living face.
    Optional<PadResult> proof =
        challenged ? Optional.of(challenge(event.track())) : Optional.empty();
    return new Seen(
        "recognised",
        event.track(),
        event.frame(),
        event.time(),
        Optional.of(work.number(patient)),
        fits,
        Optional.of(Words.opinions(event.second(), event.network(), Optional.of(reference))),
        proof,
        List.of());
  }

  private static Seen unknown(FaceEvent event, Optional<String> eigenfaces, List<String> oneOf) {
    return new Seen(
        "unknown",
        event.track(),
        event.frame(),
        event.time(),
        Optional.empty(),
        Optional.empty(),
        eigenfaces,
        Optional.empty(),
        oneOf);
  }

  private static Seen plain(String kind, FaceEvent event, Optional<PadResult> pad) {
    return new Seen(
        kind,
        event.track(),
        event.frame(),
        event.time(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        pad,
        List.of());
  }

  /** Who leaves is whoever was proposed for the track last, and proved to be there. */
  private Seen whole(Seen seen) {
    Seen said = last.get(seen.track());
    boolean known = said != null && passed(seen.track());
    return seen.event().equals("left") && known ? seen.of(said.patient()) : seen;
  }

  /** How many tracks were recognised, by what was said of them last, and passed the challenge. */
  private int recognised() {
    return (int)
        last.values().stream()
            .filter(seen -> seen.patient().isPresent() && passed(seen.track()))
            .count();
  }

  /**
   * Whether somebody was recognised, passed the challenge if there was one, and, if asked for, the
   * second identifier fits.
   */
  private boolean matched() {
    return last.values().stream()
        .filter(seen -> seen.patient().isPresent() && passed(seen.track()))
        .anyMatch(seen -> seen.birthDateMatches().orElse(Boolean.TRUE));
  }

  private boolean passed(int track) {
    return !challenged || challenge(track).status() == PadResult.Status.PASSED;
  }

  private PadResult challenge(int track) {
    PadResult none = new PadResult(PadResult.Status.PENDING, Optional.empty(), Set.of());
    return challenges.getOrDefault(track, none);
  }
}
