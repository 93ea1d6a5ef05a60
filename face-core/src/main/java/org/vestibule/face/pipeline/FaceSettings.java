package org.vestibule.face.pipeline;

import java.util.Optional;

/**
 * What a clinic may set of the face pipeline. Immutable.
 *
 * @param detector which detector finds faces
 * @param encoder which encoder proposes; the other gives the second opinion
 * @param minimumFaceHeight height in pixels of the smallest face box that is looked at, 24 to 1000;
 *     a face of 80 pixels is one about 1.5 m from a 640 x 480 webcam
 * @param farthest where faces are too far away to be looked at, however many pixels they have;
 *     empty looks at all
 * @param wantedFpir how often a stranger may be proposed as somebody, above 0 and at most 0.1
 * @param challenge whether faces are asked to blink or turn, so that a picture is not taken for one
 * @param adapts whether a sample of a confirmed visit may replace an enrolment sample
 */
public record FaceSettings(
    Detector detector,
    Encoder encoder,
    int minimumFaceHeight,
    Optional<WorkingDistance> farthest,
    double wantedFpir,
    boolean challenge,
    boolean adapts) {

  /** Finds faces in a frame. */
  public enum Detector {
    /** UltraFace by OpenCV's dnn module: faster, fewer misses. */
    DNN,
    /** Viola-Jones cascade: faces looking straight ahead. */
    HAAR,
    /** YuNet, when the clinic supplies it; nobody measured it here. */
    YUNET
  }

  /** Turns samples into templates. */
  public enum Encoder {
    DEEP,
    EIGENFACE
  }

  public FaceSettings {
    if (minimumFaceHeight < 24 || minimumFaceHeight > 1000) {
      throw new IllegalArgumentException("minimum face height must be 24 to 1000 pixels");
    }
    if (!(wantedFpir > 0 && wantedFpir <= 0.1)) {
      throw new IllegalArgumentException("wanted FPIR must be above 0 and at most 0.1");
    }
  }

  /** DNN detector, deep encoder, faces from 60 pixels, FPIR 1%, no challenge, adaptation. */
  public static FaceSettings defaults() {
    return new FaceSettings(Detector.DNN, Encoder.DEEP, 60, Optional.empty(), 0.01, false, true);
  }

  public FaceSettings with(Detector other) {
    return new FaceSettings(
        other, encoder, minimumFaceHeight, farthest, wantedFpir, challenge, adapts);
  }

  public FaceSettings with(Encoder other) {
    return new FaceSettings(
        detector, other, minimumFaceHeight, farthest, wantedFpir, challenge, adapts);
  }

  public FaceSettings withMinimumFaceHeight(int pixels) {
    return new FaceSettings(detector, encoder, pixels, farthest, wantedFpir, challenge, adapts);
  }

  public FaceSettings with(WorkingDistance distance) {
    return new FaceSettings(
        detector, encoder, minimumFaceHeight, Optional.of(distance), wantedFpir, challenge, adapts);
  }

  public FaceSettings withChallenge(boolean wanted) {
    return new FaceSettings(
        detector, encoder, minimumFaceHeight, farthest, wantedFpir, wanted, adapts);
  }

  public FaceSettings withAdaptation(boolean wanted) {
    return new FaceSettings(
        detector, encoder, minimumFaceHeight, farthest, wantedFpir, challenge, wanted);
  }

  /**
   * Height in pixels from which on a face is looked at: the minimum, or what a face at the working
   * distance has if that is more.
   *
   * @param frameWidth pixels
   */
  public int leastFaceHeight(int frameWidth) {
    int there = farthest.map(distance -> distance.faceHeight(frameWidth)).orElse(0);
    return Math.max(minimumFaceHeight, there);
  }
}
