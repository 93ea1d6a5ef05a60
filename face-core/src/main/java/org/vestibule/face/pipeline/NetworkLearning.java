package org.vestibule.face.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.CnnEncoder;
import org.vestibule.face.template.CnnModel;
import org.vestibule.face.template.CnnTrainer;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/** Trains the small network on everybody enrolled. Thread-safe. */
final class NetworkLearning {
  private final Encoders encoders;

  NetworkLearning(Encoders encoders) {
    this.encoders = encoders;
  }

  Optional<NetworkTraining> train(
      Map<String, List<byte[]>> samples, long seed, int threads, EnrolmentDatabase database) {
    if (samples.size() < Encoders.FEWEST_FOR_EIGENFACES) {
      return Optional.empty();
    }
    CnnTrainer trainer = new CnnTrainer();
    EigenfaceLearning.forEachSample(samples, trainer::add);
    return trainer.train(nextId(database), seed, threads).map(model -> swap(model, database));
  }

  private EncoderId nextId(EnrolmentDatabase database) {
    int enrolled = database.newestVersion(CnnEncoder.NAME).orElse(0);
    int used = encoders.networkModel().map(model -> model.id().version()).orElse(0);
    return new EncoderId(CnnEncoder.NAME, Math.max(enrolled, used) + 1);
  }

  private NetworkTraining swap(CnnModel model, EnrolmentDatabase database) {
    Map<String, List<Template>> templates = new TreeMap<>();
    model
        .people()
        .forEach(
            person -> templates.put(person, List.of(encoders.renewable(model.direction(person)))));
    database.putEnrolled(templates);
    encoders.use(model);
    database.keepOnly(encoders.renewable(model.id()));
    return new NetworkTraining(model, templates);
  }
}
