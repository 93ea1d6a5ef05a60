package org.vestibule.face.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.EigenfaceEncoder;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.EigenfaceSpace;
import org.vestibule.face.template.EigenfaceTrainer;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/** Makes eigenface models of everybody enrolled, and of the last one the next. Thread-safe. */
final class EigenfaceLearning {
  private final Encoders encoders;

  /**
   * What the model in use was made of; empty when it came from elsewhere or of too many samples.
   */
  private Optional<EigenfaceSpace> space = Optional.empty();

  EigenfaceLearning(Encoders encoders) {
    this.encoders = encoders;
  }

  synchronized Optional<EigenfaceTraining> train(
      Map<String, List<byte[]>> samples, EnrolmentDatabase database) {
    EigenfaceTrainer trainer = trainer(samples);
    space = trainer.space();
    if (space.isPresent()) {
      return swap(space.get(), database);
    }
    return trainer
        .train(nextId(database))
        .map(model -> swap(model, templates(model, samples), database));
  }

  synchronized Optional<EigenfaceTraining> change(
      Set<String> left, Map<String, List<byte[]>> joined, EnrolmentDatabase database) {
    Set<String> leaving = new HashSet<>(left);
    leaving.addAll(joined.keySet());
    EigenfaceTrainer more = trainer(joined);
    space = space.flatMap(old -> old.without(leaving)).flatMap(rest -> rest.plus(more));
    return space.flatMap(changed -> swap(changed, database));
  }

  private Optional<EigenfaceTraining> swap(EigenfaceSpace of, EnrolmentDatabase database) {
    return of.model(nextId(database)).map(model -> swap(model, of.templates(model), database));
  }

  private EigenfaceTraining swap(
      EigenfaceModel model, Map<String, List<Template>> plain, EnrolmentDatabase database) {
    Map<String, List<Template>> templates = new TreeMap<>();
    plain.forEach(
        (person, own) -> templates.put(person, own.stream().map(encoders::renewable).toList()));
    EigenfaceTraining training = new EigenfaceTraining(model, templates);
    database.putEnrolled(training.templates());
    encoders.use(model);
    database.keepOnly(encoders.renewable(model.id()));
    return training;
  }

  private EncoderId nextId(EnrolmentDatabase database) {
    int enrolled = database.newestVersion(EigenfaceEncoder.NAME).orElse(0);
    int used = encoders.eigenfaceModel().map(model -> model.id().version()).orElse(0);
    return new EncoderId(EigenfaceEncoder.NAME, Math.max(enrolled, used) + 1);
  }

  private static EigenfaceTrainer trainer(Map<String, List<byte[]>> people) {
    EigenfaceTrainer trainer = new EigenfaceTrainer();
    forEachSample(people, trainer::add);
    return trainer;
  }

  private static Map<String, List<Template>> templates(
      EigenfaceModel model, Map<String, List<byte[]>> people) {
    Map<String, List<Template>> templates = new TreeMap<>();
    try (EigenfaceEncoder encoder = new EigenfaceEncoder(model)) {
      forEachSample(
          people,
          (person, sample) ->
              templates
                  .computeIfAbsent(person, any -> new ArrayList<>())
                  .add(encoder.encode(sample)));
    }
    return templates;
  }

  /** In the order of the people's names, so that the same people give the same model. */
  static void forEachSample(
      Map<String, List<byte[]>> people, BiConsumer<String, FaceSample> action) {
    new TreeMap<>(people)
        .forEach(
            (person, pngs) -> {
              for (byte[] png : pngs) {
                try (FaceSample sample = Pictures.sample(png)) {
                  action.accept(person, sample);
                }
              }
            });
  }
}
