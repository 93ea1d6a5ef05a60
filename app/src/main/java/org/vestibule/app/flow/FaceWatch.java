package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.match.Decision;
import org.vestibule.face.pipeline.TrackView;

/**
 * Holds a check-in to the face that began it: another face in its place, or a second one as close,
 * ends it. Belongs to the flow thread.
 */
final class FaceWatch {
  /** A face lost for longer has left; people look down at the pad while they type. */
  private static final Duration GONE = Duration.ofSeconds(10);

  /** A second face counts once it has been close for this long; passers-by do not. */
  private static final Duration SECOND = Duration.ofMillis(700);

  /** A second face is close when it is at least this share of the first one's area. */
  private static final double CLOSE = 0.4;

  private List<TrackView> tracks = List.of();

  /** What became of the bound face. */
  enum Verdict {
    SAME,
    /** Nobody is there any more. */
    LEFT,
    /** Another or a second face. */
    OTHER
  }

  void see(List<TrackView> now) {
    tracks = List.copyOf(now);
  }

  /** The face nearest to the camera. */
  Optional<TrackView> nearest() {
    return tracks.stream().max(Comparator.comparingDouble(track -> track.box().area()));
  }

  Optional<TrackView> track(int number) {
    return tracks.stream().filter(track -> track.track() == number).findFirst();
  }

  /** Whether another face is about as near as this one. */
  boolean crowded(TrackView first) {
    return tracks.stream()
        .anyMatch(t -> t.track() != first.track() && t.box().area() >= CLOSE * first.box().area());
  }

  /**
   * Who is proposed for a track: nobody, one person, or several whom a face does not tell apart.
   */
  List<String> proposed(int number) {
    Optional<Decision> decision = track(number).map(TrackView::decision);
    if (decision.isPresent() && decision.get() instanceof Decision.Proposed one) {
      return List.of(one.candidate().reference());
    }
    return decision.isPresent() && decision.get() instanceof Decision.OneOf several
        ? several.references()
        : List.of();
  }

  /** Whether a track is decided one way or the other. */
  boolean decided(int number) {
    return track(number).map(t -> !(t.decision() instanceof Decision.Undecided)).orElse(true);
  }

  /** Judges a session bound to a face, and notes in it what was seen. */
  Verdict judge(KioskSession session, Instant now) {
    Optional<TrackView> own = track(session.track);
    if (own.isEmpty()) {
      if (!tracks.isEmpty()) {
        return Verdict.OTHER;
      }
      return now.isAfter(session.lastSeen.plus(GONE)) ? Verdict.LEFT : Verdict.SAME;
    }
    session.lastSeen = now;
    List<String> people = proposed(session.track);
    boolean both = !session.proposed.isEmpty() && !people.isEmpty();
    if (both && Collections.disjoint(people, session.proposed)) {
      return Verdict.OTHER;
    }
    if (!crowded(own.get())) {
      session.secondSince = Optional.empty();
      return Verdict.SAME;
    }
    Instant since = session.secondSince.orElse(now);
    session.secondSince = Optional.of(since);
    return now.isBefore(since.plus(SECOND)) ? Verdict.SAME : Verdict.OTHER;
  }
}
