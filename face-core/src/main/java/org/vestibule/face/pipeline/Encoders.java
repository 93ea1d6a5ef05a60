package org.vestibule.face.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.match.Decision;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.match.FalseProposal;
import org.vestibule.face.match.ScoreCalibration;
import org.vestibule.face.template.CnnEncoder;
import org.vestibule.face.template.CnnModel;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.EigenfaceEncoder;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateKey;

/** The encoders and what their scores mean. Thread-safe; a model is swapped in one step. */
final class Encoders {
  /** Below so many people eigenfaces illustrate only. */
  static final int FEWEST_FOR_EIGENFACES = 10;

  private final Networks networks;
  private final FaceSettings settings;
  private volatile Optional<TemplateKey> key = Optional.empty();
  private volatile Optional<EigenfaceEncoder> eigenfaces = Optional.empty();
  private volatile Optional<CnnEncoder> network = Optional.empty();

  Encoders(Networks networks, FaceSettings settings) {
    this.networks = networks;
    this.settings = settings;
  }

  void use(TemplateKey templateKey) {
    key = Optional.of(templateKey);
  }

  /** The template under the key, if there is one. */
  Template renewable(Template plain) {
    return key.map(k -> k.protect(plain)).orElse(plain);
  }

  /** The id of templates that {@link #renewable} gives. */
  EncoderId renewable(EncoderId plain) {
    return key.map(plain::under).orElse(plain);
  }

  void use(EigenfaceModel model) {
    eigenfaces = Optional.of(new EigenfaceEncoder(model));
  }

  void forgetEigenfaces() {
    eigenfaces = Optional.empty();
  }

  void use(CnnModel model) {
    network = Optional.of(new CnnEncoder(model));
  }

  void forgetNetwork() {
    network = Optional.empty();
  }

  Optional<CnnModel> networkModel() {
    return network.map(CnnEncoder::model);
  }

  Optional<EigenfaceModel> eigenfaceModel() {
    return eigenfaces.map(EigenfaceEncoder::model);
  }

  /** The deep template, and those of the eigenfaces and the small network if there is a model. */
  List<Template> encode(FaceSample sample) {
    List<Template> templates = new ArrayList<>();
    templates.add(networks.encode(sample));
    eigenfaces.ifPresent(encoder -> templates.add(encoder.encode(sample)));
    network.ifPresent(encoder -> templates.add(encoder.encode(sample)));
    return templates.stream().map(this::renewable).toList();
  }

  EncoderId proposing() {
    return settings.encoder() == FaceSettings.Encoder.DEEP ? deepId() : eigenfaceId();
  }

  /** The encoder that gives the second opinion. */
  EncoderId seconding() {
    return settings.encoder() == FaceSettings.Encoder.DEEP ? eigenfaceId() : deepId();
  }

  private EncoderId deepId() {
    return renewable(DeepEncoder.ID);
  }

  /** The small network's id, once it was trained. */
  Optional<EncoderId> networkId() {
    return network.map(encoder -> renewable(encoder.id()));
  }

  private EncoderId eigenfaceId() {
    return renewable(
        eigenfaces
            .map(EigenfaceEncoder::id)
            .orElseGet(() -> new EncoderId(EigenfaceEncoder.NAME, 1)));
  }

  /** Whether too few people are enrolled for the encoder to decide anything. */
  boolean tooFewPeople(EncoderId encoder, EnrolmentDatabase database) {
    return !encoder.name().equals(DeepEncoder.ID.name())
        && database.size(encoder) < FEWEST_FOR_EIGENFACES;
  }

  /** What the probe's encoder says, whether or not it may decide. */
  Decision search(Template probe, EnrolmentDatabase database) {
    return database.search(probe, rule(probe));
  }

  /** How probable it is that the encoder that proposes is wrong; the deep one alone can say. */
  Optional<FalseProposal> wrong(Decision.Proposed proposed, EnrolmentDatabase database) {
    return settings.encoder() == FaceSettings.Encoder.DEEP
        ? Optional.of(
            FalseProposal.of(
                ScoreCalibration.DEEP,
                proposed.candidate(),
                proposed.runnerUp(),
                Math.max(1, database.size(deepId()))))
        : Optional.empty();
  }

  private DecisionRule rule(Template probe) {
    if (probe.encoder().name().equals(CnnEncoder.NAME)) {
      return DecisionRule.cnn(settings.wantedFpir());
    }
    return probe.encoder().plain().equals(DeepEncoder.ID)
        ? DecisionRule.deep(settings.wantedFpir())
        : DecisionRule.eigenfaces(probe.dimension(), settings.wantedFpir());
  }
}
