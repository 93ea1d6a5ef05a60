package org.vestibule.face.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.vestibule.face.detect.Box;
import org.vestibule.face.detect.HeadPose;
import org.vestibule.face.detect.Landmarks;
import org.vestibule.face.match.Decision;
import org.vestibule.face.pipeline.TrackView.Coaching;
import org.vestibule.face.quality.PadCheck;
import org.vestibule.face.quality.PadResult;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/** What is known of one face at the door so far. Belongs to the vision thread. */
final class TrackState {
  /** Usable samples before somebody may be proposed: one alone may be a bad moment. */
  static final int SAMPLES_TO_PROPOSE = 2;

  /** Usable samples before a face is called unknown. */
  static final int SAMPLES_TO_REJECT = 6;

  /**
   * A sample less like its track than this (deep encoder) shows perhaps another person: 2.6% of
   * mated pairs of press photographs years apart are below, and all but 1.5% of non-mated ones.
   */
  private static final double SAME_FACE = 0.25;

  /** So many in a row, and it is another person. */
  private static final int STRIKES = 3;

  /** A face missed for longer has to be compared again before it counts as the same. */
  private static final Duration OUT_OF_SIGHT = Duration.ofMillis(250);

  private static final int SAMPLES_KEPT = 5;

  /** A pattern in the background that blur turned into a face is gone again before that. */
  static final int DETECTIONS_TO_ARRIVE = 5;

  private final Evidence deep = new Evidence();
  private final Map<String, Evidence> others = new HashMap<>();
  private final List<EnrolledSample> samples = new ArrayList<>();
  private int id;
  private int frames;
  private int detections;
  private boolean sure;
  private int usable;
  private int strikes;
  private boolean unconfirmed;
  private Duration lastSeen;
  private int bestQuality = -1;
  private byte[] picture;
  private long firstUsableNanos;
  private Duration lastLook = Duration.ZERO;
  private Decision decision = new Decision.Undecided();
  private Coaching coaching = Coaching.NONE;
  private final Attention attention = new Attention();
  private HeadPose pose;
  private PadCheck challenge;
  private PadResult challenged;

  /** The number told to the world, from 1; 0 before the face has arrived. */
  int id() {
    return id;
  }

  boolean arrived() {
    return id > 0;
  }

  void arrive(int number) {
    id = number;
  }

  int usable() {
    return usable;
  }

  /** Notes whether the last frame showed the face. */
  void detected(boolean seen, Duration time) {
    frames++;
    if (seen) {
      detections++;
      // Whoever comes back from behind something may be somebody else.
      unconfirmed |= lastSeen != null && time.minus(lastSeen).compareTo(OUT_OF_SIGHT) > 0;
      lastSeen = time;
    }
  }

  /** Whether it was seen so often that it is no flicker of the detector. */
  boolean seenOften() {
    return detections >= DETECTIONS_TO_ARRIVE;
  }

  /** Whether it had too few frames yet to be seen often. */
  boolean young() {
    return frames < DETECTIONS_TO_ARRIVE;
  }

  /** Whether every frame since it began showed it. */
  boolean alwaysSeen() {
    return detections == frames;
  }

  /** Notes that a second look was as sure as a lone look has to be. */
  void beSure() {
    sure = true;
  }

  boolean sure() {
    return sure;
  }

  Decision decision() {
    return decision;
  }

  void decide(Decision verdict) {
    decision = verdict;
  }

  boolean undecided() {
    return decision instanceof Decision.Undecided;
  }

  /** The person proposed, if somebody is. */
  Optional<String> proposed() {
    return decision instanceof Decision.Proposed p
        ? Optional.of(p.candidate().reference())
        : Optional.empty();
  }

  void coach(Coaching request) {
    coaching = request;
  }

  void pose(HeadPose newest) {
    pose = newest;
  }

  Attention attention() {
    return attention;
  }

  /** Notes whether the face was seen; true when it began or stopped attending by that. */
  boolean attends(boolean seen, Duration time) {
    if (!seen) {
      return attention.unseen(time);
    }
    return pose != null && attention.turned(pose, time);
  }

  /** Goes on with the face's challenge; true when its result or request has changed. */
  boolean challenge(
      Supplier<PadCheck> fresh, Duration time, Landmarks marks, long digest, OptionalDouble moire) {
    challenge = challenge == null ? fresh.get() : challenge;
    PadResult before = challenged;
    challenged = challenge.observe(time, marks, digest, moire);
    return !challenged.equals(before);
  }

  /** How the challenge stands; empty when there is none. */
  Optional<PadResult> pad() {
    return Optional.ofNullable(challenged);
  }

  Duration lastLook() {
    return lastLook;
  }

  void looked(Duration time) {
    lastLook = time;
  }

  long firstUsableNanos() {
    return firstUsableNanos;
  }

  /**
   * Whether the last sample did not fit, or none has since the face was out of sight: until one
   * does, nobody is proposed for the face any more.
   */
  boolean doubted() {
    return strikes > 0 || unconfirmed;
  }

  /** Adds a usable sample's templates, or holds them back when they look like somebody else. */
  void add(List<Template> templates, int quality, long frameNanos) {
    Template newest = of(DeepEncoder.ID.name(), templates).orElseThrow();
    if (deep.size() >= SAMPLES_TO_PROPOSE
        && deep.probe().filter(p -> p.cosine(newest) >= SAME_FACE).isEmpty()) {
      strikes++;
      return;
    }
    strikes = 0;
    unconfirmed = false;
    if (usable++ == 0) {
      firstUsableNanos = frameNanos;
    }
    deep.add(newest, quality);
    for (Template template : templates) {
      String encoder = template.encoder().name();
      if (!encoder.equals(DeepEncoder.ID.name())) {
        others.computeIfAbsent(encoder, any -> new Evidence()).add(template, quality);
      }
    }
  }

  /** Whether another person has taken this one's place. */
  boolean somebodyElse() {
    return strikes >= STRIKES;
  }

  /** All samples as one probe of the encoder, if it has seen any. */
  Optional<Template> probe(EncoderId encoder) {
    Evidence evidence =
        encoder.name().equals(DeepEncoder.ID.name()) ? deep : others.get(encoder.name());
    return Optional.ofNullable(evidence)
        .flatMap(Evidence::probe)
        .filter(probe -> probe.encoder().equals(encoder));
  }

  private static Optional<Template> of(String encoder, List<Template> templates) {
    return templates.stream().filter(t -> t.encoder().name().equals(encoder)).findFirst();
  }

  /** Whether a picture of this quality would be the best so far. */
  boolean wouldBeBest(int quality) {
    return quality > bestQuality;
  }

  void picture(byte[] jpeg, int quality) {
    picture = jpeg;
    bestQuality = quality;
  }

  /** Whether a sample of this quality would be among those kept. */
  boolean wouldKeep(int quality) {
    return samples.size() < SAMPLES_KEPT || quality > samples.get(samples.size() - 1).quality();
  }

  void keep(EnrolledSample sample) {
    samples.add(sample);
    samples.sort(Comparator.comparingInt(EnrolledSample::quality).reversed());
    if (samples.size() > SAMPLES_KEPT) {
      samples.remove(samples.size() - 1);
    }
  }

  TrackView view(Box box) {
    Coaching asked = undecided() ? coaching : Coaching.NONE;
    Decision told = doubted() ? new Decision.Undecided() : decision;
    return new TrackView(id, box, told, asked, progress(), pad());
  }

  private double progress() {
    return undecided() ? Math.min(1, (double) usable / SAMPLES_TO_REJECT) : 1;
  }

  Keepsake keepsake() {
    return new Keepsake(Optional.ofNullable(picture), List.copyOf(samples));
  }

  /** What other threads may ask for. */
  record Keepsake(Optional<byte[]> picture, List<EnrolledSample> samples) {
    @Override
    public String toString() {
      return "Keepsake";
    }
  }
}
