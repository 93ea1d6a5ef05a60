package org.vestibule.face.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.pipeline.EnrolmentOutcome.Reason;
import org.vestibule.face.pipeline.EnrolmentOutcome.Rejected;
import org.vestibule.face.pipeline.SampleMaker.Judged;
import org.vestibule.face.quality.SampleDefect;
import org.vestibule.face.template.Template;

/** Enrols one person from pictures. Used by one thread, once. */
final class Enrolment {
  /** A second face of at least this share of the first one's height is a second person. */
  private static final double SECOND_PERSON = 0.5;

  /**
   * Samples less alike than this (deep encoder) are not of one person: 3% of mated pairs of press
   * photographs years apart are below, and 99% of non-mated ones.
   */
  static final double SAME_PERSON = 0.28;

  /** More references than this cost search time and add nothing. */
  private static final int MOST_SAMPLES = 8;

  /** A sample and where it came from. */
  private record Indexed(int index, EnrolledSample sample) {
    Template deep() {
      return sample.templates().get(0);
    }
  }

  private final Networks networks;
  private final Encoders encoders;
  private final SampleMaker maker;
  private final int minimumFaceHeight;
  private final StageClock clock = new StageClock();
  private final List<Indexed> good = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  Enrolment(Networks networks, Encoders encoders, int minimumFaceHeight) {
    this.networks = networks;
    this.encoders = encoders;
    this.maker = new SampleMaker(networks);
    this.minimumFaceHeight = minimumFaceHeight;
  }

  /** Looks at the next picture. */
  void add(int index, Mat bgr) {
    List<DetectedFace> faces =
        networks.detectInStill(bgr).stream()
            .sorted(Comparator.comparingDouble((DetectedFace f) -> -f.box().height()))
            .toList();
    Optional<Reason> reason = wrongFaces(faces);
    if (reason.isEmpty()) {
      reason = addFace(index, bgr, faces.get(0));
    }
    reason.ifPresent(why -> rejected.add(new Rejected(index, why)));
  }

  private Optional<Reason> wrongFaces(List<DetectedFace> tallestFirst) {
    if (tallestFirst.isEmpty()) {
      return Optional.of(Reason.NO_FACE);
    }
    double height = tallestFirst.get(0).box().height();
    if (height < minimumFaceHeight) {
      return Optional.of(Reason.TOO_SMALL);
    }
    boolean second =
        tallestFirst.size() > 1 && tallestFirst.get(1).box().height() >= SECOND_PERSON * height;
    return second ? Optional.of(Reason.MORE_THAN_ONE_FACE) : Optional.empty();
  }

  private Optional<Reason> addFace(int index, Mat bgr, DetectedFace face) {
    try (Judged judged = maker.make(bgr, face, clock)) {
      Optional<SampleDefect> defect = maker.asReference(judged).defect();
      if (defect.isPresent()) {
        return defect.map(Enrolment::reason);
      }
      List<Template> templates = encoders.encode(judged.sample());
      byte[] png = Pictures.png(judged.sample());
      if (good.stream().anyMatch(other -> Arrays.equals(other.sample().png(), png))) {
        // Copies would outweigh what other pictures show.
        return Optional.of(Reason.THE_SAME_PICTURE);
      }
      int quality = judged.quality().unified();
      good.add(new Indexed(index, new EnrolledSample(png, templates, quality)));
      return Optional.empty();
    }
  }

  private static Reason reason(SampleDefect defect) {
    return switch (defect) {
      case TOO_SMALL -> Reason.TOO_SMALL;
      case BLURRED -> Reason.TOO_BLURRED;
      case TOO_DARK -> Reason.TOO_DARK;
      case TOO_BRIGHT -> Reason.TOO_BRIGHT;
      case FLAT -> Reason.TOO_FLAT;
      case TURNED_AWAY -> Reason.TURNED_AWAY;
    };
  }

  EnrolmentOutcome outcome() {
    rejectStrangers();
    good.sort(Comparator.comparingInt((Indexed one) -> one.sample().quality()).reversed());
    List<Indexed> kept = good.subList(0, Math.min(MOST_SAMPLES, good.size()));
    for (Indexed surplus : good.subList(kept.size(), good.size())) {
      rejected.add(new Rejected(surplus.index(), Reason.NOT_NEEDED));
    }
    List<EnrolledSample> best = kept.stream().map(Indexed::sample).toList();
    rejected.sort(Comparator.comparingInt(Rejected::index));
    return new EnrolmentOutcome(best, rejected);
  }

  /**
   * Keeps who fits the sample that fits most others best; nobody if those are no majority, since
   * then nothing says whose pictures these are.
   */
  private void rejectStrangers() {
    Optional<Indexed> centre = good.stream().max(Comparator.comparingDouble(this::likeness));
    List<Indexed> strangers =
        good.stream()
            .filter(one -> centre.orElseThrow().deep().cosine(one.deep()) < SAME_PERSON)
            .toList();
    boolean majority = 2 * strangers.size() < good.size();
    List<Indexed> refused = majority ? strangers : List.copyOf(good);
    refused.forEach(one -> rejected.add(new Rejected(one.index(), Reason.NOT_THE_SAME_PERSON)));
    good.removeAll(refused);
  }

  private double likeness(Indexed one) {
    return good.stream().mapToDouble(other -> one.deep().cosine(other.deep())).sum();
  }
}
