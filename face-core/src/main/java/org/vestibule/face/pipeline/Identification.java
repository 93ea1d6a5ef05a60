package org.vestibule.face.pipeline;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameDigest;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.FaceTracker;
import org.vestibule.face.detect.HeadPose;
import org.vestibule.face.detect.Landmarks;
import org.vestibule.face.detect.Track;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.Judge.Moment;
import org.vestibule.face.pipeline.SampleMaker.Judged;
import org.vestibule.face.pipeline.StageTimings.Stage;
import org.vestibule.face.pipeline.TrackState.Keepsake;
import org.vestibule.face.quality.Moire;
import org.vestibule.face.quality.PadCheck;
import org.vestibule.face.template.Template;

/**
 * The walk-up pipeline over one source: frames in, events out. A face is followed as a track; what
 * is said of it rests on several good frames, weighted by quality, never on one.
 *
 * <p>{@link #observe}, {@link #finish} and {@link #close} belong to one thread at a time (the
 * vision thread). Everything else may be called from any thread and does not wait for a frame in
 * work: it sees the state after the last whole frame. Nothing of it holds native memory between
 * frames.
 */
public final class Identification implements AutoCloseable {
  /** How sure a second look has to be before a face arrives, 0 to 1; asked of every frame anew. */
  private static final double LEAST_TO_ARRIVE = 0.3;

  /** At most so many faces are looked at closely in a frame, the neediest first. */
  private static final int LOOKS_A_FRAME = 3;

  /** A decided face is looked at again after this: is it still the same person? */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(400);

  /** A face missed for less than this is still drawn: detectors flicker. */
  private static final Duration STILL_SHOWN = Duration.ofMillis(300);

  private final Networks networks;
  private final Encoders encoders;
  private final SampleMaker maker;
  private final Judge judge;
  private final FaceSettings settings;
  private final FaceTracker tracker;
  private final RandomGenerator random = new SecureRandom();
  private final StageClock clock = new StageClock();
  private final Map<Integer, TrackState> states = new LinkedHashMap<>();
  private final Keepsakes keepsakes = new Keepsakes();
  private volatile List<TrackView> views = List.of();
  private int nextId = 1;
  private int frames;
  private Size lastSize = new Size();
  private long lastFrame;
  private Duration lastTime = Duration.ZERO;

  Identification(
      Networks networks, Encoders encoders, FaceSettings settings, EnrolmentDatabase database) {
    this.networks = networks;
    this.encoders = encoders;
    this.maker = new SampleMaker(networks);
    this.judge = new Judge(encoders, database, clock);
    FaceTracker.Settings standard = FaceTracker.Settings.standard();
    this.tracker =
        new FaceTracker(
            new FaceTracker.Settings(
                networks.sureConfidence(), standard.patience(), standard.confirmations()));
    this.settings = settings;
  }

  /**
   * Looks at the next frame.
   *
   * @param frame stays the caller's, who closes it; its time is not before the last one's
   * @return what happened, in order; mostly nothing
   */
  public List<FaceEvent> observe(Frame frame) {
    long start = System.nanoTime();
    lastFrame = frame.index();
    lastTime = frame.time();
    frames++;
    followSize(frame.bgr().size());
    List<DetectedFace> faces = clock.time(Stage.DETECT, () -> nearFaces(frame.bgr()));
    FaceTracker.Update update = tracker.update(faces, frame.time());
    List<FaceEvent> events = new ArrayList<>(endAllBut(update.tracks()));
    for (Track track : update.tracks()) {
      states.computeIfAbsent(track.id(), any -> new TrackState()).detected(track.seen(), lastTime);
    }
    for (Track track : worthALook(update.tracks())) {
      events.addAll(look(track, frame, start));
    }
    events.addAll(arrivals(update.tracks(), frame.bgr()));
    noteSure(update.tracks(), frame.bgr());
    events.addAll(attention(update.tracks()));
    events.addAll(challenge(update.tracks(), frame.bgr()));
    publish(update.tracks());
    clock.note(Stage.TOTAL, System.nanoTime() - start);
    return events;
  }

  private Moment moment() {
    return new Moment(lastFrame, lastTime);
  }

  /** Pictures of a folder may differ in size; the same share of the picture is the same place. */
  private void followSize(Size size) {
    if (lastSize.area() > 0 && !size.equals(lastSize)) {
      tracker.rescale(size.width / lastSize.width, size.height / lastSize.height);
    }
    lastSize = size;
  }

  private List<DetectedFace> nearFaces(Mat bgr) {
    int least = settings.leastFaceHeight(bgr.cols());
    return networks.detect(bgr, least).stream()
        .filter(face -> face.box().height() >= least)
        .toList();
  }

  private List<FaceEvent> endAllBut(List<Track> living) {
    List<FaceEvent> events = new ArrayList<>();
    Set<Integer> ids = living.stream().map(Track::id).collect(Collectors.toSet());
    states
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !ids.contains(entry.getKey());
              if (gone) {
                events.addAll(end(entry.getValue()));
              }
              return gone;
            });
    return events;
  }

  /**
   * A face that arrived leaves; one that nobody could say anything of was unknown. One that had no
   * time to arrive does so now if it was surely there.
   */
  private List<FaceEvent> end(TrackState state) {
    List<FaceEvent> events = new ArrayList<>();
    if (!state.arrived() && state.sure() && hadNoTime(state)) {
      events.addAll(arrive(state));
    }
    if (state.arrived()) {
      if (state.undecided()) {
        events.add(judge.unknown(state, moment()));
      }
      if (state.attention().attending()) {
        events.add(new FaceEvent.StoppedAttending(state.id(), lastFrame, lastTime));
      }
      events.add(new FaceEvent.Left(state.id(), lastFrame, lastTime));
      keepsakes.left(state.id(), lastTime);
    }
    return events;
  }

  private List<FaceEvent> arrivals(List<Track> tracks, Mat bgr) {
    List<FaceEvent> events = new ArrayList<>();
    for (Track track : tracks) {
      TrackState state = states.get(track.id());
      if (!state.arrived() && ready(state) && isFace(track, bgr)) {
        events.addAll(arrive(state));
      }
    }
    return events;
  }

  private List<FaceEvent> arrive(TrackState state) {
    state.arrive(nextId++);
    List<FaceEvent> events = new ArrayList<>();
    events.add(new FaceEvent.Arrived(state.id(), lastFrame, lastTime));
    events.addAll(weigh(state));
    return events;
  }

  /** In a source of so few frames that nobody can be seen often, each of them counts. */
  private boolean hadNoTime(TrackState state) {
    return state.young() && (state.alwaysSeen() || frames < TrackState.DETECTIONS_TO_ARRIVE);
  }

  /** Looks twice at new faces, until one look was as sure as a lone look has to be. */
  private void noteSure(List<Track> tracks, Mat bgr) {
    for (Track track : tracks) {
      TrackState state = states.get(track.id());
      boolean asks = track.seen() && state.young() && !state.arrived() && !state.sure();
      if (asks && networks.secondLook(bgr, track.face()) >= networks.sureConfidence()) {
        state.beSure();
      }
    }
  }

  private boolean ready(TrackState state) {
    return state.seenOften() || judge.knows(state);
  }

  /** A pattern in the background is no face any more when it is looked at from nearby. */
  private boolean isFace(Track track, Mat bgr) {
    return track.seen() && networks.secondLook(bgr, track.face()) >= LEAST_TO_ARRIVE;
  }

  /**
   * The faces to look at closely: undecided ones first, of those the least known, then the nearest.
   */
  private List<Track> worthALook(List<Track> tracks) {
    return tracks.stream()
        .filter(track -> track.seen() && due(states.get(track.id())))
        .sorted(
            Comparator.comparing((Track track) -> !states.get(track.id()).undecided())
                .thenComparing(track -> states.get(track.id()).usable())
                .thenComparing(track -> -track.face().box().height()))
        .limit(LOOKS_A_FRAME)
        .toList();
  }

  private boolean due(TrackState state) {
    return state.undecided()
        || state.doubted()
        || lastTime.minus(state.lastLook()).compareTo(LOOK_AGAIN) >= 0;
  }

  /** Landmarks, sample, quality, templates, decision: what is new of one face. */
  private List<FaceEvent> look(Track track, Frame frame, long startNanos) {
    TrackState state = states.get(track.id());
    state.looked(lastTime);
    try (Judged judged = maker.make(frame.bgr(), track.face(), clock)) {
      state.coach(Coach.advice(judged, frame.bgr()));
      state.pose(HeadPose.of(judged.face().landmarks().orElseThrow()));
      if (!judged.quality().usable()) {
        return List.of();
      }
      List<Template> templates = clock.time(Stage.ENCODE, () -> encoders.encode(judged.sample()));
      state.add(templates, judged.quality().unified(), startNanos);
      if (state.somebodyElse()) {
        return replace(track, state);
      }
      if (!state.doubted()) {
        keep(state, judged, templates, frame.bgr());
      }
    }
    return state.arrived() ? weigh(state) : List.of();
  }

  private List<FaceEvent> weigh(TrackState state) {
    Optional<FaceEvent> event = judge.weigh(state, moment());
    if (event.isPresent() && event.get() instanceof FaceEvent.Recognised) {
      clock.note(Stage.USABLE_FACE_TO_PROPOSAL, System.nanoTime() - state.firstUsableNanos());
    }
    return event.stream().toList();
  }

  /** Another person stands where this track's stood: it ends, and a new one begins. */
  private List<FaceEvent> replace(Track track, TrackState old) {
    states.put(track.id(), new TrackState());
    return end(old);
  }

  private void keep(TrackState state, Judged judged, List<Template> templates, Mat bgr) {
    int quality = judged.quality().unified();
    if (state.wouldBeBest(quality)) {
      state.picture(Pictures.portrait(bgr, judged.face().box()), quality);
    }
    if (state.wouldKeep(quality) && maker.asReference(judged).usable()) {
      state.keep(new EnrolledSample(Pictures.png(judged.sample()), templates, quality));
    }
  }

  /** Who has turned to the screen or away from it. */
  private List<FaceEvent> attention(List<Track> tracks) {
    List<FaceEvent> events = new ArrayList<>();
    for (Track track : tracks) {
      TrackState state = states.get(track.id());
      if (state.arrived() && state.attends(track.seen(), lastTime)) {
        events.add(
            state.attention().attending()
                ? new FaceEvent.Attending(state.id(), lastFrame, lastTime)
                : new FaceEvent.StoppedAttending(state.id(), lastFrame, lastTime));
      }
    }
    return events;
  }

  /** Goes on with the challenge of the nearest face, if the clinic wants one. */
  private List<FaceEvent> challenge(List<Track> tracks, Mat bgr) {
    if (!settings.challenge()) {
      return List.of();
    }
    return tracks.stream()
        .filter(track -> track.seen() && states.get(track.id()).arrived())
        .max(Comparator.comparingDouble(track -> track.face().box().area()))
        .flatMap(track -> challenge(track, states.get(track.id()), bgr))
        .stream()
        .toList();
  }

  private Optional<FaceEvent> challenge(Track track, TrackState state, Mat bgr) {
    Landmarks marks = networks.landmarks(bgr, track.face()).landmarks().orElseThrow();
    boolean news =
        state.challenge(
            () -> new PadCheck(random),
            lastTime,
            marks,
            FrameDigest.of(bgr),
            Moire.of(bgr, track.face().box()));
    return news
        ? Optional.of(
            new FaceEvent.Challenged(state.id(), lastFrame, lastTime, state.pad().orElseThrow()))
        : Optional.empty();
  }

  private void publish(List<Track> tracks) {
    List<TrackView> shown = new ArrayList<>();
    for (Track track : tracks) {
      TrackState state = states.get(track.id());
      if (state.arrived()) {
        keepsakes.put(state.id(), state.keepsake());
        if (lastTime.minus(track.lastSeen()).compareTo(STILL_SHOWN) <= 0) {
          shown.add(state.view(track.face().box()));
        }
      }
    }
    keepsakes.dropOld(lastTime);
    views = List.copyOf(shown);
  }

  /** The tracks visible in the last frame, for drawing. */
  public List<TrackView> tracks() {
    return views;
  }

  /**
   * The best picture of a track so far: the face with its surroundings as JPEG, at most 320 pixels
   * high. Kept until the track has been gone for a minute; personal data of somebody who perhaps
   * never consented, so show it and drop it.
   */
  public Optional<byte[]> picture(int track) {
    return keepsakes.of(track).flatMap(Keepsake::picture).map(byte[]::clone);
  }

  /**
   * The best samples of a track so far that are good enough for references, best first, at most
   * five: enough to enrol a stranger who has just consented at the desk. Kept as long as {@link
   * #picture}.
   */
  public List<EnrolledSample> samples(int track) {
    return keepsakes.of(track).map(Keepsake::samples).orElse(List.of());
  }

  /**
   * Ends all tracks, as at the end of a clip. Faces that the last frames only showed arrive before
   * they leave; so do all faces of a source of fewer than five frames.
   */
  public List<FaceEvent> finish() {
    List<FaceEvent> events = endAllBut(List.of());
    views = List.of();
    return events;
  }

  public StageTimings timings() {
    return clock.timings();
  }

  /** Drops everything seen. The engine stays open. */
  @Override
  public void close() {
    states.clear();
    views = List.of();
    keepsakes.clear();
  }
}
