package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.detect.DnnFaceDetector;
import org.vestibule.face.detect.FaceDetector;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.detect.HaarFaceDetector;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.EnrolledSample;
import org.vestibule.face.pipeline.EnrolmentOutcome;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.Template;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

/**
 * How long the stages take, and the whole way from the first frame with a usable face to the
 * proposed person with 1,000 enrolled. The other 999 are synthetic templates: searching them costs
 * what searching real ones does.
 */
public final class PipelineBenchmark {
  private static final int ENROLLED = 1000;
  private static final int REFERENCES = 3;
  private static final int STAGE_RUNS = 100;
  private static final int WALK_UPS = 40;
  private static final int CROWD_RUNS = 10;
  private static final int CROWD_WIDTH = 3840;
  private static final int CROWD_HEIGHT = 2160;
  private static final int CELL = 192;

  private final ModelCatalogue models;
  private final Mat portrait;
  private final Consumer<Figure> sink;

  private PipelineBenchmark(ModelCatalogue models, Mat portrait, Consumer<Figure> sink) {
    this.models = models;
    this.portrait = portrait;
    this.sink = sink;
  }

  /**
   * Measures on the calling thread, for about a minute.
   *
   * @param portrait 8-bit BGR picture of one face looking into the camera; not changed
   * @param sink is given each figure as soon as it is measured
   * @throws ModelException when a model is missing or damaged
   * @throws IllegalArgumentException when the portrait cannot be enrolled
   */
  public static void run(ModelCatalogue models, Mat portrait, Consumer<Figure> sink)
      throws ModelException {
    new PipelineBenchmark(models, portrait, sink).run();
  }

  private void run() throws ModelException {
    try (FaceEngine engine = FaceEngine.open(models, FaceSettings.defaults())) {
      EnrolmentOutcome outcome = engine.enrol(List.of(portrait));
      if (outcome.samples().isEmpty()) {
        throw new IllegalArgumentException("the portrait cannot be enrolled");
      }
      EnrolledSample sample = outcome.samples().get(0);
      EnrolmentDatabase database = database(sample.templates());
      WalkUps walkUps = new WalkUps(engine, database, portrait);
      Mat frame = walkUps.frame(30);
      try {
        detection(frame);
        manyFaces(engine, frame);
        double nets = encoding(engine, frame);
        matching(database, sample.templates().get(0));
        proposals(walkUps, nets);
      } finally {
        frame.release();
      }
    }
  }

  /** A person of these templates, and 999 others of three synthetic ones each. */
  static EnrolmentDatabase database(List<Template> own) {
    EnrolmentDatabase database = new EnrolmentDatabase();
    Random random = new Random(1);
    for (int person = 1; person < ENROLLED; person++) {
      List<Template> templates = new ArrayList<>();
      for (int r = 0; r < REFERENCES; r++) {
        templates.add(stranger(random, own.get(0).dimension()));
      }
      database.put("stranger-" + person, templates);
    }
    database.put("portrait", own);
    return database;
  }

  private static Template stranger(Random random, int dimension) {
    float[] vector = new float[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return new Template(DeepEncoder.ID, vector);
  }

  private void detection(Mat frame) throws ModelException {
    try (FaceDetector haar = new HaarFaceDetector(models);
        FaceDetector dnn = new DnnFaceDetector(models)) {
      Sampler haarTimes = Sampler.of(STAGE_RUNS, () -> haar.detect(frame));
      Sampler dnnTimes = Sampler.of(STAGE_RUNS, () -> dnn.detect(frame));
      sink.accept(dnnTimes.figure("detect-dnn-640x480", "detect-haar-640x480", haarTimes));
    }
  }

  /** Where one look at the whole picture would show next to nothing. */
  private void manyFaces(FaceEngine engine, Mat frame) {
    Sampler one = Sampler.of(STAGE_RUNS, () -> engine.detect(frame));
    Mat cell = new Mat();
    Mat crowd = new Mat();
    try {
      Imgproc.resize(frame, cell, new Size(CELL, CELL * 3.0 / 4), 0, 0, Imgproc.INTER_AREA);
      Core.repeat(cell, CROWD_HEIGHT / cell.rows(), CROWD_WIDTH / CELL, crowd);
      Sampler many = Sampler.of(CROWD_RUNS, () -> engine.detect(crowd));
      sink.accept(many.figure("detect-300-faces-3840x2160", "detect-one-face-640x480", one));
    } finally {
      cell.release();
      crowd.release();
    }
  }

  /** Returns the median of all nets on one face in turn, which no proposal can be faster than. */
  private double encoding(FaceEngine engine, Mat frame) {
    Sampler detect = Sampler.of(STAGE_RUNS, () -> engine.detect(frame));
    sink.accept(detect.figure("detect-and-landmarks", "itself", detect));
    try (FaceSample sample = engine.sample(frame).orElseThrow()) {
      Sampler encode = Sampler.of(STAGE_RUNS, () -> engine.encode(sample));
      sink.accept(encode.figure("encode-deep", "detect-and-landmarks", detect));
      return detect.median() + encode.median();
    }
  }

  private void matching(EnrolmentDatabase database, Template probe) {
    float[] a = probe.vector();
    float[] references = new float[ENROLLED * REFERENCES * a.length];
    Arrays.fill(references, 0.01f);
    Sampler plain = Sampler.of(STAGE_RUNS, () -> plainPass(a, references));
    Sampler match = Sampler.of(STAGE_RUNS, () -> database.candidates(probe, 2));
    sink.accept(match.figure("match-1000x3", "plain-loop-3000x512", plain));
  }

  /** As many multiplications over as much memory, one after the other. */
  private static float plainPass(float[] a, float[] references) {
    float sum = 0;
    for (int start = 0; start < references.length; start += a.length) {
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * references[start + i];
      }
    }
    return sum;
  }

  private void proposals(WalkUps walkUps, double netsMillis) {
    walkUps.once(0);
    Sampler times = Sampler.empty(WALK_UPS);
    for (int i = 0; i < WALK_UPS; i++) {
      times.add(walkUps.once(i));
    }
    sink.accept(
        times.figure("usable-face-to-proposal-1000-enrolled-30fps", "nets-once", netsMillis));
  }
}
