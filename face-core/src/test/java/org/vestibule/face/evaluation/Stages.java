package org.vestibule.face.evaluation;

import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.FrameDigest;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.DnnFaceDetector;
import org.vestibule.face.detect.FaceAligner;
import org.vestibule.face.detect.FaceDetector;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.detect.HaarFaceDetector;
import org.vestibule.face.detect.HeadPose;
import org.vestibule.face.detect.LandmarkFinder;
import org.vestibule.face.detect.Landmarks;
import org.vestibule.face.match.Candidate;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.quality.Moire;
import org.vestibule.face.quality.QualityAssessor;
import org.vestibule.face.quality.QualityLimits;
import org.vestibule.face.quality.SampleQuality;
import org.vestibule.face.template.CnnEncoder;
import org.vestibule.face.template.CnnTrainer;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.DlibEncoder;
import org.vestibule.face.template.EigenfaceEncoder;
import org.vestibule.face.template.EigenfaceTrainer;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.FaceEncoder;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateKey;
import org.vestibule.natives.ModelCatalogue;

/**
 * Every stage from a coded picture to a candidate list, each by itself on one thread, over a frame
 * of 640 x 480 pixels with one face.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Stages {
  private static final Size FRAME = new Size(640, 480);
  private static final int CANDIDATES = 2;

  private final QualityAssessor assessor = new QualityAssessor(QualityLimits.probe());
  private final FaceAligner aligner = new FaceAligner();

  private byte[] jpeg;
  private Mat frame;
  private FaceDetector dnn;
  private FaceDetector haar;
  private LandmarkFinder finder;
  private DetectedFace face;
  private Landmarks marks;
  private FaceSample sample;
  private FaceEncoder deep;
  private FaceEncoder dlib;
  private FaceEncoder eigenface;
  private FaceEncoder cnn;
  private TemplateKey key;
  private Template probe;
  private EnrolmentDatabase database;

  /** Opens the networks and prepares what each stage gets from the one before. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    ModelCatalogue models = new ModelCatalogue();
    dnn = new DnnFaceDetector(models);
    haar = new HaarFaceDetector(models);
    finder = new LandmarkFinder(models);
    deep = DeepEncoder.open(models);
    dlib = DlibEncoder.open(models);
    Mat portrait = TestPictures.collins();
    frame = new Mat();
    Imgproc.resize(portrait, frame, FRAME, 0, 0, Imgproc.INTER_AREA);
    portrait.release();
    MatOfByte coded = new MatOfByte();
    Imgcodecs.imencode(".jpg", frame, coded);
    jpeg = coded.toArray();
    coded.release();
    face = dnn.detect(frame).get(0);
    marks = finder.find(frame, face.box());
    sample = aligner.align(frame, marks);
    probe = deep.encode(sample);
    key = TemplateKey.random(new SecureRandom());
    database = PipelineBenchmark.database(List.of(probe));
    learn();
  }

  /** Two people are the fewest that can be told apart; more would change no step of encoding. */
  private void learn() {
    EigenfaceTrainer eigenfaces = new EigenfaceTrainer();
    CnnTrainer network = new CnnTrainer();
    Mat portrait = TestPictures.hopper();
    Landmarks others = finder.find(portrait, dnn.detect(portrait).get(0).box());
    try (FaceSample other = aligner.align(portrait, others)) {
      eigenfaces.add("one", sample);
      eigenfaces.add("other", other);
      network.add("one", sample);
      network.add("other", other);
      eigenface =
          new EigenfaceEncoder(
              eigenfaces.train(new EncoderId(EigenfaceEncoder.NAME, 1)).orElseThrow());
      cnn =
          new CnnEncoder(
              network.train(new EncoderId(CnnEncoder.NAME, 1), /* seed= */ 1, 2).orElseThrow());
    } finally {
      portrait.release();
    }
  }

  /** Gives everything native back. */
  @TearDown(Level.Trial)
  public void close() {
    List.of(dnn, haar).forEach(FaceDetector::close);
    List.of(deep, dlib, eigenface, cnn).forEach(FaceEncoder::close);
    finder.close();
    sample.close();
    frame.release();
  }

  @Benchmark
  public int captureDecodeJpeg() throws CaptureException {
    Mat picture = Images.decode(jpeg);
    int rows = picture.rows();
    picture.release();
    return rows;
  }

  @Benchmark
  public long captureDigest() {
    return FrameDigest.of(frame);
  }

  @Benchmark
  public List<DetectedFace> detectDnn() {
    return dnn.detect(frame);
  }

  @Benchmark
  public List<DetectedFace> detectHaar() {
    return haar.detect(frame);
  }

  @Benchmark
  public double detectSecondLook() {
    return dnn.secondLook(frame, face);
  }

  @Benchmark
  public Landmarks landmarks() {
    return finder.find(frame, face.box());
  }

  @Benchmark
  public HeadPose headPose() {
    return HeadPose.of(marks);
  }

  @Benchmark
  public int align() {
    try (FaceSample aligned = aligner.align(frame, marks)) {
      return aligned.bgr().rows();
    }
  }

  @Benchmark
  public SampleQuality quality() {
    return assessor.assess(marks, sample);
  }

  @Benchmark
  public OptionalDouble padMoire() {
    return Moire.of(frame, face.box());
  }

  @Benchmark
  public Template encodeDeep() {
    return deep.encode(sample);
  }

  @Benchmark
  public Template encodeDlib() {
    return dlib.encode(sample);
  }

  @Benchmark
  public Template encodeEigenface() {
    return eigenface.encode(sample);
  }

  @Benchmark
  public Template encodeCnn() {
    return cnn.encode(sample);
  }

  @Benchmark
  public Template protect() {
    return key.protect(probe);
  }

  @Benchmark
  public List<Candidate> match1000x3() {
    return database.candidates(probe, CANDIDATES);
  }
}
