package org.vestibule.face.pipeline;

import org.opencv.core.Mat;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.FaceAligner;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.pipeline.StageTimings.Stage;
import org.vestibule.face.quality.QualityAssessor;
import org.vestibule.face.quality.QualityLimits;
import org.vestibule.face.quality.SampleQuality;

/** From a detected face to an aligned sample that has been judged. Thread-safe. */
final class SampleMaker {
  private final Networks networks;
  private final FaceAligner aligner = new FaceAligner();
  private final QualityAssessor probe = new QualityAssessor(QualityLimits.probe());
  private final QualityAssessor reference = new QualityAssessor(QualityLimits.reference());

  SampleMaker(Networks networks) {
    this.networks = networks;
  }

  /**
   * A sample and what it is worth; closing it releases the sample.
   *
   * @param face with landmarks
   * @param quality by the limits for probes
   */
  record Judged(DetectedFace face, FaceSample sample, SampleQuality quality)
      implements AutoCloseable {
    @Override
    public void close() {
      sample.close();
    }
  }

  /** A probe's sample. */
  Judged make(Mat bgr, DetectedFace detected, StageClock clock) {
    DetectedFace face = clock.time(Stage.LANDMARKS, () -> networks.landmarks(bgr, detected));
    return clock.time(Stage.QUALITY, () -> judge(bgr, face));
  }

  /** The aligned sample of a detected face and its quality as a probe, for measurements. */
  AssessedSample assess(Mat bgr, DetectedFace detected) {
    Judged judged = judge(bgr, networks.landmarks(bgr, detected));
    return new AssessedSample(judged.sample(), judged.quality());
  }

  private Judged judge(Mat bgr, DetectedFace face) {
    FaceSample sample = aligner.align(bgr, face.landmarks().orElseThrow());
    return new Judged(face, sample, probe.assess(face.landmarks().orElseThrow(), sample));
  }

  /** The same sample by the stricter limits for references. */
  SampleQuality asReference(Judged judged) {
    return reference.assess(judged.face().landmarks().orElseThrow(), judged.sample());
  }
}
