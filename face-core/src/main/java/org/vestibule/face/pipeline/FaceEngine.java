package org.vestibule.face.pipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opencv.core.Mat;
import org.vestibule.face.detect.Box;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.CnnModel;
import org.vestibule.face.template.DlibEncoder;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.FaceEncoder;
import org.vestibule.face.template.SFaceEncoder;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateKey;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;

/**
 * The face pipeline: owns the networks, finds faces, enrols, identifies. The one door the
 * application uses.
 *
 * <p>Thread-safe. The networks are not, so each of their runs (about 10 ms) holds a lock: an
 * enrolment on a worker thread and several {@link Identification}s, one for each camera, interleave
 * stage by stage instead of waiting for each other's frames. Close it after them.
 */
public final class FaceEngine implements AutoCloseable {
  /** Pixels; smaller faces show too little to be told from other things. */
  public static final int LEAST_DETECTED = 24;

  private final ModelCatalogue models;
  private final Networks networks;
  private final Encoders encoders;
  private final EigenfaceLearning learning;
  private final SampleMaker maker;
  private volatile FaceSettings settings;

  private FaceEngine(ModelCatalogue models, Networks networks, FaceSettings settings) {
    this.models = models;
    this.networks = networks;
    this.encoders = new Encoders(networks, settings);
    this.learning = new EigenfaceLearning(encoders);
    this.maker = new SampleMaker(networks);
    this.settings = settings;
  }

  /**
   * Loads OpenCV and the models.
   *
   * @throws ModelException when a model is missing or damaged
   */
  public static FaceEngine open(ModelCatalogue models, FaceSettings settings)
      throws ModelException {
    OpenCv.load();
    return new FaceEngine(models, Networks.open(models, settings.detector()), settings);
  }

  /**
   * The faces of a picture with their landmarks, most confident first. Faces too small or too
   * unsure to be identified are among them.
   *
   * @param bgr 8-bit BGR of any size; not changed
   */
  public List<DetectedFace> detect(Mat bgr) {
    return detect(bgr, LEAST_DETECTED);
  }

  /**
   * The faces of a picture from a height on, with their landmarks, most confident first.
   *
   * @param bgr 8-bit BGR of any size; not changed
   * @param leastHeight pixels; small faces in a large picture take a second or more
   */
  public List<DetectedFace> detect(Mat bgr, double leastHeight) {
    return networks.landmarks(bgr, networks.detectInStill(bgr, leastHeight));
  }

  /**
   * The aligned sample of the tallest face of a picture, whatever its quality, owned by the caller;
   * empty when no face is found. For measurements; identification and enrolment judge quality, too.
   *
   * @param bgr 8-bit BGR of any size; not changed
   */
  public Optional<FaceSample> sample(Mat bgr) {
    return assessed(bgr).map(AssessedSample::sample);
  }

  /** The same with its quality as a probe. */
  public Optional<AssessedSample> assessed(Mat bgr) {
    return networks.detectInStill(bgr).stream()
        .max(Comparator.comparingDouble(face -> face.box().height()))
        .map(face -> maker.assess(bgr, face));
  }

  /** The sample of a picture that is a face from edge to edge, owned by the caller. */
  public FaceSample sampleOfCrop(Mat bgr) {
    return assessedCrop(bgr).sample();
  }

  /** The same with its quality as a probe. */
  public AssessedSample assessedCrop(Mat bgr) {
    Box whole = new Box(0, 0, bgr.cols(), bgr.rows());
    return maker.assess(bgr, new DetectedFace(whole, 0, Optional.empty()));
  }

  /** The deep template of a sample as the encoder gives it, under no key. For measurements. */
  public Template encode(FaceSample sample) {
    return networks.encode(sample);
  }

  /**
   * The dlib encoder, to be measured beside the others. It belongs to the caller, who uses it on
   * one thread at a time and closes it.
   *
   * @throws ModelException when its model is missing or damaged
   */
  public FaceEncoder dlib() throws ModelException {
    return DlibEncoder.open(models);
  }

  /**
   * The encoder SFace, to be measured beside the others; as {@link #dlib()}.
   *
   * @throws ModelException when the clinic did not supply its model, or it is another file
   */
  public FaceEncoder sface() throws ModelException {
    return SFaceEncoder.open(models);
  }

  /** What it was opened with, or uses since. */
  public FaceSettings settings() {
    return settings;
  }

  /**
   * Identifications and enrolments that begin from now on look for faces as these say.
   *
   * @throws IllegalArgumentException when detector, encoder or FPIR are others than it was opened
   *     with
   */
  public void use(FaceSettings others) {
    FaceSettings opened = settings;
    if (others.detector() != opened.detector()
        || others.encoder() != opened.encoder()
        || others.wantedFpir() != opened.wantedFpir()) {
      throw new IllegalArgumentException("the networks and the rule are chosen at the opening");
    }
    settings = others;
  }

  /** Watches one source. Any number may be open at a time, each on its own thread. */
  public Identification identification(EnrolmentDatabase database) {
    return new Identification(networks, encoders, settings, database);
  }

  /**
   * Samples and templates from pictures of one person, at most one sample each.
   *
   * @param pictures 8-bit BGR of any size; not changed, and not used any more once the next is
   *     asked for, so that an iterator may decode and release them one by one
   */
  public EnrolmentOutcome enrol(Iterable<Mat> pictures) {
    Enrolment enrolment = new Enrolment(networks, encoders, settings.minimumFaceHeight());
    int index = 0;
    for (Mat bgr : pictures) {
      enrolment.add(index++, bgr);
    }
    return enrolment.outcome();
  }

  /**
   * Puts every template made from now on under a key; the templates of the enrolment databases must
   * be under the same one. To be called before anything is encoded.
   */
  public void useKey(TemplateKey key) {
    encoders.use(key);
  }

  /** The encoder that proposes, in the version used now. */
  public EncoderId proposing() {
    return encoders.proposing();
  }

  /**
   * Trains eigenfaces on everybody's samples, encodes everybody by the new model, and swaps model
   * and references in one step: until then identification goes on with the old model. Takes from
   * milliseconds to half a minute, so call it on a worker thread.
   *
   * @param samples {@link EnrolledSample#png()}s by person
   * @param database whose eigenface references are replaced; of people not enrolled there (any
   *     more) nothing is put into it, and somebody enrolled during the training gets eigenface
   *     references by the next
   * @return the model and everybody's templates by it, to be sealed and kept; empty, and nothing
   *     changed, when there are not two different samples to train on
   * @throws IllegalArgumentException when a sample is not a picture of 112 x 112 pixels
   */
  public Optional<EigenfaceTraining> trainEigenfaces(
      Map<String, List<byte[]>> samples, EnrolmentDatabase database) {
    return learning.train(samples, database);
  }

  /**
   * Takes people out of the eigenfaces trained in this process, and new ones in, without anybody
   * else's samples: model and references become exactly those of a training without those who left
   * and with those who joined, and are swapped as after {@link #trainEigenfaces}. Takes a second or
   * two at most.
   *
   * @param left from now on nothing of their faces is in the eigenfaces
   * @param joined {@link EnrolledSample#png()}s by person; in place of those a person had
   * @return empty, and nothing changed, when everybody must be trained on: before the first
   *     training of this process, and with more samples than 1,500
   * @throws IllegalArgumentException when a sample is not a picture of 112 x 112 pixels
   */
  public Optional<EigenfaceTraining> changeEigenfaces(
      Set<String> left, Map<String, List<byte[]>> joined, EnrolmentDatabase database) {
    return learning.change(left, joined, database);
  }

  /**
   * Uses the eigenface model no longer, as when somebody in it withdraws; {@link #changeEigenfaces}
   * makes the next one.
   */
  public void forgetEigenfaces() {
    encoders.forgetEigenfaces();
  }

  /**
   * Trains the small network on everybody's samples, and swaps it and its references in one step.
   * It says beside the others who somebody is, and proposes nobody. Takes about 0.13 s a sample, at
   * the lowest priority: call it on a worker thread; an interrupt ends it.
   *
   * @param samples {@link EnrolledSample#png()}s by person
   * @param threads how many work at it, at least 1; the result does not depend on it
   * @param database whose references by the network are replaced
   * @return the model and what it holds of everybody, to be sealed and kept; empty, and nothing
   *     changed, with fewer than ten people: it would mean nothing
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   * @throws IllegalArgumentException when a sample is not a picture of 112 x 112 pixels
   */
  public Optional<NetworkTraining> trainNetwork(
      Map<String, List<byte[]>> samples, long seed, int threads, EnrolmentDatabase database) {
    return new NetworkLearning(encoders).train(samples, seed, threads, database);
  }

  /** Uses a network kept from an earlier training; its templates belong into the database first. */
  public void useNetwork(CnnModel model) {
    encoders.use(model);
  }

  /** The small network in use; empty before the first training. */
  public Optional<CnnModel> network() {
    return encoders.networkModel();
  }

  /** Uses the network no longer, as when somebody it was trained on withdraws. */
  public void forgetNetwork() {
    encoders.forgetNetwork();
  }

  /** Uses a model kept from an earlier training; its templates belong into the database first. */
  public void useEigenfaces(EigenfaceModel model) {
    encoders.use(model);
  }

  /** The eigenface model in use, with its pictures; empty before the first training. */
  public Optional<EigenfaceModel> eigenfaces() {
    return encoders.eigenfaceModel();
  }

  /**
   * A sample's templates by every encoder that has a model now, for re-encoding.
   *
   * @param samplePng an {@link EnrolledSample#png()}
   * @throws IllegalArgumentException when it is not a picture of 112 x 112 pixels
   */
  public List<Template> encode(byte[] samplePng) {
    try (FaceSample sample = Pictures.sample(samplePng)) {
      return encoders.encode(sample);
    }
  }

  /** Frees the networks once a run in work is done; every later call fails. */
  @Override
  public void close() {
    networks.close();
  }
}
