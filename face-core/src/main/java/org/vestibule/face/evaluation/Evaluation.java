package org.vestibule.face.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opencv.core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.evaluation.EvaluationReport.Interval;
import org.vestibule.face.evaluation.EvaluationReport.OpenSet;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.DlibEncoder;
import org.vestibule.face.template.FaceEncoder;
import org.vestibule.face.template.FusedTemplate;
import org.vestibule.face.template.Template;
import org.vestibule.natives.ModelException;

/**
 * Measures recognition over a set of pictures, through the pipeline's own detection, landmarks and
 * alignment, from the files. A measurement holds the templates of the whole set, and for eigenfaces
 * its samples (40 KB each).
 */
public final class Evaluation {
  private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);
  private static final double WANTED_FPIR = 0.01;

  private final FaceEngine engine;
  private final EvaluationRequest request;
  private int wholeImage;

  private Evaluation(FaceEngine engine, EvaluationRequest request) {
    this.engine = engine;
    this.request = request;
  }

  /**
   * Measures. Takes about 30 ms a picture; runs on the calling thread. A picture that cannot be
   * read counts as a failure to acquire.
   *
   * @throws CaptureException when the folder holds no faces by name
   * @throws ModelException when the encoder's model is missing or damaged
   * @throws IllegalArgumentException when eigenfaces cannot be trained because the pictures do not
   *     differ
   */
  public static EvaluationReport run(FaceEngine engine, EvaluationRequest request)
      throws CaptureException, ModelException {
    FaceSet faces = FaceSet.in(request.faces());
    Evaluation evaluation = new Evaluation(engine, request);
    return switch (request.encoder()) {
      case DEEP -> evaluation.deep(faces);
      case DLIB -> evaluation.dlib(faces);
      case FUSED -> evaluation.fused(faces);
      case EIGENFACE -> evaluation.trained(faces, EigenfaceEncoding::new);
      case CNN -> evaluation.trained(faces, all -> new CnnEncoding(all, request.seed()));
    };
  }

  private EvaluationReport deep(FaceSet faces) {
    Gallery gallery = encoded(faces, engine::encode);
    return report(new FixedEncoding(DeepEncoder.ID.name(), gallery, DecisionRule::deep));
  }

  private EvaluationReport dlib(FaceSet faces) throws ModelException {
    try (FaceEncoder dlib = engine.dlib()) {
      Gallery gallery = encoded(faces, dlib::encode);
      return report(new FixedEncoding(DlibEncoder.ID.name(), gallery, DecisionRule::dlib));
    }
  }

  private EvaluationReport fused(FaceSet faces) throws ModelException {
    try (FaceEncoder dlib = engine.dlib()) {
      Gallery gallery =
          encoded(faces, sample -> FusedTemplate.of(engine.encode(sample), dlib.encode(sample)));
      return report(new FixedEncoding(FusedTemplate.ID.name(), gallery, DecisionRule::fused));
    }
  }

  private Gallery encoded(FaceSet faces, Function<FaceSample, Template> encoder) {
    return new Gallery(
        faces.people().values().stream()
            .map(files -> files.stream().map(file -> template(file, encoder)).toList())
            .toList());
  }

  private Optional<Template> template(Path file, Function<FaceSample, Template> encoder) {
    Optional<FaceSample> sample = sample(file);
    try {
      return sample.map(encoder);
    } finally {
      sample.ifPresent(FaceSample::close);
    }
  }

  private EvaluationReport trained(
      FaceSet faces, Function<List<List<Optional<FaceSample>>>, Encoding> encoding) {
    List<List<Optional<FaceSample>>> samples = new ArrayList<>();
    try {
      faces.people().values().forEach(f -> samples.add(f.stream().map(this::sample).toList()));
      return report(encoding.apply(samples));
    } finally {
      samples.stream().flatMap(List::stream).flatMap(Optional::stream).forEach(FaceSample::close);
    }
  }

  private Optional<FaceSample> sample(Path file) {
    Mat bgr;
    try {
      bgr = Images.read(file);
    } catch (CaptureException e) {
      LOG.warn("A picture of the set cannot be used: {}", e.getMessage());
      return Optional.empty();
    }
    try {
      Optional<FaceSample> found = engine.sample(bgr);
      if (found.isPresent() || !request.cropped()) {
        return found;
      }
      wholeImage++;
      return Optional.of(engine.sampleOfCrop(bgr));
    } finally {
      bgr.release();
    }
  }

  private EvaluationReport report(Encoding encoding) {
    Gallery gallery = encoding.gallery();
    PeopleBootstrap bootstrap = new PeopleBootstrap(gallery.size(), request.seed());
    PairEvaluation pairs = new PairEvaluation(gallery);
    OpenSet openSet = new SearchEvaluation(gallery, encoding.rule(WANTED_FPIR)).openSet(bootstrap);
    int[] files = gallery.people().stream().mapToInt(List::size).toArray();
    Interval rank1 =
        new RankEvaluation(files, encoding::galleryFor, request.seed()).rank1(bootstrap);
    long acquired =
        gallery.people().stream().flatMap(List::stream).flatMap(Optional::stream).count();
    int images = gallery.people().stream().mapToInt(List::size).sum();
    return new EvaluationReport(
        encoding.name(),
        images,
        gallery.size(),
        wholeImage,
        images - (int) acquired,
        pairs.mated(),
        pairs.nonMated(),
        encoding.trainedOn(),
        pairs.trueAccepts(bootstrap),
        rank1,
        openSet);
  }
}
