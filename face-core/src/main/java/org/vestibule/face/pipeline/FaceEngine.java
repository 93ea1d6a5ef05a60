package org.vestibule.face.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

/**
 * The face pipeline: owns the networks, finds faces, enrols, identifies. The one door the
 * application uses.
 *
 * <p>Thread-safe. The networks are not, so each of their runs (about 10 ms) holds a lock: an
 * enrolment on a worker thread and several {@link Identification}s, one for each camera, interleave
 * stage by stage instead of waiting for each other's frames. Close it after them.
 */
public final class FaceEngine implements AutoCloseable {
  private FaceEngine() {}

  /**
   * Loads OpenCV and the models.
   *
   * @throws ModelException when a model is missing or damaged
   */
  public static FaceEngine open(ModelCatalogue models, FaceSettings settings)
      throws ModelException {
    return new FaceEngine();
  }

  /**
   * The faces of a picture with their landmarks, most confident first.
   *
   * @param bgr 8-bit BGR of any size; not changed
   */
  public List<DetectedFace> detect(Mat bgr) {
    throw new UnsupportedOperationException();
  }

  /** Watches one source. Any number may be open at a time, each on its own thread. */
  public Identification identification(EnrolmentDatabase database) {
    throw new UnsupportedOperationException();
  }

  /**
   * Samples and templates from pictures of one person, at most one sample each.
   *
   * @param pictures 8-bit BGR of any size; not changed, and only one is asked for at a time, so
   *     that an iterator may decode and release them one by one
   */
  public EnrolmentOutcome enrol(Iterable<Mat> pictures) {
    throw new UnsupportedOperationException();
  }

  /** The encoder that proposes, in the version used now. */
  public EncoderId proposing() {
    throw new UnsupportedOperationException();
  }

  /**
   * Trains eigenfaces on everybody's samples, encodes everybody by the new model, and swaps model
   * and references in one step. Runs for seconds: call it on a worker thread; identification goes
   * on meanwhile with the old model.
   *
   * @param samples {@link EnrolledSample#png()}s by person; with fewer than two samples in all
   *     there is nothing to train on, and nothing changes
   * @param database whose eigenface references are replaced
   * @return the model and everybody's templates by it, to be sealed and kept; empty if nothing
   *     changed
   */
  public Optional<EigenfaceTraining> trainEigenfaces(
      Map<String, List<byte[]>> samples, EnrolmentDatabase database) {
    throw new UnsupportedOperationException();
  }

  /** Uses a model kept from an earlier training; its templates belong into the database first. */
  public void useEigenfaces(EigenfaceModel model) {
    throw new UnsupportedOperationException();
  }

  /** The eigenface model in use, with its pictures; empty before the first training. */
  public Optional<EigenfaceModel> eigenfaces() {
    throw new UnsupportedOperationException();
  }

  /** A sample's templates by every encoder that has a model now, for re-encoding. */
  public List<Template> encode(byte[] samplePng) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
