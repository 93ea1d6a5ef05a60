package org.vestibule.face.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.DlibEncoder;
import org.vestibule.face.template.FaceEncoder;
import org.vestibule.face.template.FusedTemplate;
import org.vestibule.face.template.SFaceEncoder;
import org.vestibule.face.template.Template;
import org.vestibule.natives.ModelException;

/**
 * Measures recognition over a set of pictures, through the pipeline's own detection, landmarks and
 * alignment, from the files. A measurement holds the templates of the whole set, and for eigenfaces
 * its samples (40 KB each).
 */
public final class Evaluation {
  private static final double WANTED_FPIR = 0.01;
  private static final int PEOPLE_A_WORD = 200;
  private static final List<Integer> ENROLLED = List.of(100, 1000);

  private final FaceEngine engine;
  private final FaceSet faces;
  private final Optional<GroupTable> groups;
  private final Acquisition acquisition;
  private final long seed;
  private final Consumer<String> told;

  private Evaluation(FaceEngine engine, EvaluationRequest request, Consumer<String> told)
      throws CaptureException {
    this.engine = engine;
    this.faces = FaceSet.in(request.faces());
    this.groups =
        request.groups().isPresent()
            ? Optional.of(GroupTable.read(request.groups().get()))
            : Optional.empty();
    this.acquisition = new Acquisition(engine, request.cropped());
    this.seed = request.seed();
    this.told = told;
  }

  /**
   * Measures. Takes about 30 ms a picture; runs on the calling thread. A picture that cannot be
   * read counts as a failure to acquire.
   *
   * @param told what is being done and what to know of it, a sentence each
   * @throws CaptureException when the folder holds no faces by name
   * @throws ModelException when the encoder's model is missing or damaged
   * @throws IllegalArgumentException when eigenfaces cannot be trained because the pictures do not
   *     differ
   */
  public static EvaluationReport run(
      FaceEngine engine, EvaluationRequest request, Consumer<String> told)
      throws CaptureException, ModelException {
    Evaluation evaluation = new Evaluation(engine, request, told);
    evaluation.tellOfUnusedRows();
    return switch (request.encoder()) {
      case DEEP -> evaluation.deep();
      case DLIB -> evaluation.dlib();
      case SFACE -> evaluation.sface();
      case FUSED -> evaluation.fused();
      case EIGENFACE -> evaluation.trained(EigenfaceEncoding::new);
      case CNN -> evaluation.trained(all -> new CnnEncoding(all, request.seed(), told));
    };
  }

  private void tellOfUnusedRows() {
    long unused = groups.map(table -> table.unused(faces.people())).orElse(0L);
    if (unused > 0) {
      told.accept(unused + " rows of the table of groups are those of nobody in the pictures.");
    }
  }

  private EvaluationReport deep() {
    Gallery gallery = encoded(engine::encode);
    return report(new FixedEncoding(DeepEncoder.ID.name(), gallery, DecisionRule::deep));
  }

  private EvaluationReport dlib() throws ModelException {
    try (FaceEncoder dlib = engine.dlib()) {
      Gallery gallery = encoded(dlib::encode);
      return report(new FixedEncoding(DlibEncoder.ID.name(), gallery, DecisionRule::dlib));
    }
  }

  private EvaluationReport sface() throws ModelException {
    try (FaceEncoder sface = engine.sface()) {
      Gallery gallery = encoded(sface::encode);
      return report(new FixedEncoding(SFaceEncoder.ID.name(), gallery, DecisionRule::sface));
    }
  }

  private EvaluationReport fused() throws ModelException {
    try (FaceEncoder dlib = engine.dlib()) {
      Gallery gallery =
          encoded(sample -> FusedTemplate.of(engine.encode(sample), dlib.encode(sample)));
      return report(new FixedEncoding(FusedTemplate.ID.name(), gallery, DecisionRule::fused));
    }
  }

  private Gallery encoded(Function<FaceSample, Template> encoder) {
    List<List<Optional<Template>>> templates = new ArrayList<>();
    eachPerson(templates, file -> template(file, encoder));
    return new Gallery(templates);
  }

  /** Works on everybody's files, and says now and then how far it is. */
  private <T> void eachPerson(List<List<T>> results, Function<Path, T> work) {
    int people = faces.people().size();
    for (List<Path> files : faces.people().values()) {
      results.add(files.stream().map(work).toList());
      if (results.size() % PEOPLE_A_WORD == 0) {
        told.accept("Looked at the pictures of " + results.size() + " of " + people + " people.");
      }
    }
  }

  private Optional<Template> template(Path file, Function<FaceSample, Template> encoder) {
    Optional<FaceSample> sample = acquisition.sample(file);
    try {
      return sample.map(encoder);
    } finally {
      sample.ifPresent(FaceSample::close);
    }
  }

  private EvaluationReport trained(Function<List<List<Optional<FaceSample>>>, Encoding> encoding) {
    List<List<Optional<FaceSample>>> samples = new ArrayList<>();
    try {
      eachPerson(samples, acquisition::sample);
      return report(encoding.apply(samples));
    } finally {
      samples.stream().flatMap(List::stream).flatMap(Optional::stream).forEach(FaceSample::close);
    }
  }

  private EvaluationReport report(Encoding encoding) {
    Gallery gallery = encoding.gallery();
    List<List<Integer>> qualities = acquisition.qualities(faces);
    PeopleBootstrap bootstrap = new PeopleBootstrap(gallery.size(), seed);
    Pairs pairs = new Pairs(gallery);
    double threshold = new PairEvaluation(pairs).threshold(PairEvaluation.COMPARED_AT);
    SearchEvaluation search =
        new SearchEvaluation(gallery, qualities, encoding.rule(WANTED_FPIR), bootstrap);
    int[] files = gallery.people().stream().mapToInt(List::size).toArray();
    int images = IntStream.of(files).sum();
    return new EvaluationReport(
        encoding.name(),
        images,
        gallery.size(),
        acquisition.wholeImage(),
        images - gallery.acquired(),
        encoding.trainedOn(),
        verification(pairs, groups(), bootstrap, seed),
        new RankEvaluation(files, encoding::galleryFor, seed).rank1(bootstrap),
        search.openSet(),
        ENROLLED.stream().flatMap(n -> search.openSet(n, seed).stream()).toList(),
        new QualityEvaluation(pairs, qualities, threshold).bands(bootstrap));
  }

  private List<Map<String, String>> groups() {
    return faces.people().entrySet().stream()
        .map(
            own ->
                groups
                    .map(table -> table.groupsOf(own.getKey(), own.getValue()))
                    .orElseGet(Map::of))
        .toList();
  }

  /**
   * Compares templates that are there already, say those enrolled in a clinic.
   *
   * @param people each person's templates, all of one encoder, with their groups by family
   * @param seed the same seed gives the same answer
   */
  public static Verification compare(List<Subject> people, long seed) {
    Gallery gallery =
        new Gallery(
            people.stream()
                .map(own -> own.templates().stream().map(Optional::of).toList())
                .toList());
    return verification(gallery, people.stream().map(Subject::groups).toList(), seed);
  }

  /** A person with some templates. */
  public record Subject(List<Template> templates, Map<String, String> groups) {
    @Override
    public String toString() {
      return "Subject[" + templates.size() + " templates]";
    }
  }

  static Verification verification(Gallery gallery, List<Map<String, String>> groups, long seed) {
    PeopleBootstrap bootstrap = new PeopleBootstrap(gallery.size(), seed);
    return verification(new Pairs(gallery), groups, bootstrap, seed);
  }

  private static Verification verification(
      Pairs pairs, List<Map<String, String>> groups, PeopleBootstrap bootstrap, long seed) {
    PairEvaluation evaluation = new PairEvaluation(pairs);
    double threshold = evaluation.threshold(PairEvaluation.COMPARED_AT);
    return new Verification(
        pairs.mated().size(),
        pairs.nonMated(),
        evaluation.trueAccepts(bootstrap),
        evaluation.curve(bootstrap),
        evaluation.scores(),
        Calibration.of(pairs),
        new GroupEvaluation(pairs, threshold, groups, bootstrap, seed).rates());
  }
}
