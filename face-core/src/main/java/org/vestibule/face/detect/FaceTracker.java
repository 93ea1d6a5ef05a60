package org.vestibule.face.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows faces from frame to frame by place, movement and size. Faces and tracks are matched so
 * that the sum of all costs is least (Kuhn 1955), surer faces first: an unsure one, as blur and
 * turning make it, may continue a track but never start one (Zhang et al. 2022, "ByteTrack").
 * Tracks seen in the frame before choose first: whose face was hidden is expected less surely, and
 * else takes the face of whoever passed in front (matching cascade of Wojke et al. 2017,
 * "DeepSORT").
 *
 * <p>Used by one thread at a time.
 */
public final class FaceTracker {

  /**
   * @param startConfidence detector confidence that starts a track, 0 to 1
   * @param patience how long a face may be missing before its track ends
   * @param confirmations detections that make a track more than a flicker
   */
  public record Settings(double startConfidence, Duration patience, int confirmations) {
    /** For a person in front of a kiosk: a second of occlusion is survived. */
    public static Settings standard() {
      return new Settings(DnnFaceDetector.DEFAULT_CONFIDENCE, Duration.ofMillis(1500), 2);
    }
  }

  /**
   * @param tracks all that live, in the order of their ids
   * @param ended ids of the confirmed tracks that ended with this frame
   */
  public record Update(List<Track> tracks, List<Integer> ended) {
    public Update {
      tracks = List.copyOf(tracks);
      ended = List.copyOf(ended);
    }
  }

  // A track that one frame started and none confirmed is forgotten after this.
  private static final Duration FLICKER = Duration.ofMillis(400);

  private final Settings settings;
  private final List<MovingFace> moving = new ArrayList<>();
  private Duration last = Duration.ZERO;
  private int nextId = 1;

  public FaceTracker(Settings settings) {
    this.settings = settings;
  }

  public FaceTracker() {
    this(Settings.standard());
  }

  /**
   * Takes in the faces of the next frame.
   *
   * @param faces as detected, with or without landmarks
   * @param time of the frame; not before that of the call before
   */
  public Update update(List<DetectedFace> faces, Duration time) {
    Duration justNow = time.minus(last);
    last = time;
    moving.forEach(m -> m.moveTo(time));
    List<DetectedFace> left = new ArrayList<>();
    List<DetectedFace> sure = new ArrayList<>();
    faces.forEach(f -> (f.confidence() >= settings.startConfidence ? sure : left).add(f));
    List<MovingFace> open = new ArrayList<>(moving);
    open.removeIf(m -> m.unseenFor(time).compareTo(justNow) > 0);
    List<MovingFace> missed = new ArrayList<>(moving);
    missed.removeAll(open);
    List<DetectedFace> fresh = match(missed, match(open, sure, time), time);
    open.addAll(missed);
    match(open, left, time);
    for (DetectedFace face : fresh) {
      moving.add(new MovingFace(nextId++, face, time));
    }
    List<Integer> ended = dropGone(time);
    return new Update(moving.stream().map(m -> m.view(settings.confirmations)).toList(), ended);
  }

  /**
   * Tells that pictures have another size from now on: the tracks keep their share of it.
   *
   * @param x new width by old, above 0
   * @param y new height by old, above 0
   */
  public void rescale(double x, double y) {
    moving.forEach(m -> m.rescale(x, y));
  }

  /** Gives faces to tracks; matched tracks leave {@code open}. Returns the faces left over. */
  private static List<DetectedFace> match(
      List<MovingFace> open, List<DetectedFace> faces, Duration time) {
    double[][] costs = new double[faces.size()][open.size()];
    for (int f = 0; f < faces.size(); f++) {
      for (int t = 0; t < open.size(); t++) {
        costs[f][t] = open.get(t).cost(faces.get(f).box(), time);
      }
    }
    int[] chosen = Assignment.cheapest(costs, open.size());
    List<DetectedFace> over = new ArrayList<>();
    List<MovingFace> matched = new ArrayList<>();
    for (int f = 0; f < faces.size(); f++) {
      if (chosen[f] < 0) {
        over.add(faces.get(f));
      } else {
        MovingFace track = open.get(chosen[f]);
        track.seen(faces.get(f), time);
        matched.add(track);
      }
    }
    open.removeAll(matched);
    return over;
  }

  private List<Integer> dropGone(Duration time) {
    List<Integer> ended = new ArrayList<>();
    moving.removeIf(
        m -> {
          boolean confirmed = m.confirmed(settings.confirmations);
          Duration limit = confirmed ? settings.patience : FLICKER;
          boolean gone = m.unseenFor(time).compareTo(limit) > 0;
          if (gone && confirmed) {
            ended.add(m.id());
          }
          return gone;
        });
    return ended;
  }
}
