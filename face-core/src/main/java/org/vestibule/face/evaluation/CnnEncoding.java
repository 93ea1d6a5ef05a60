package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.template.CnnEncoder;
import org.vestibule.face.template.CnnModel;
import org.vestibule.face.template.CnnTrainer;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/**
 * The small network, trained for each split on what is enrolled, as a clinic's is. For rank-1 the
 * enrolled files are represented by their person's direction in the classification layer, so that
 * the first candidate is the one it names. For the pairs it is trained on the files that no pair
 * uses, if there are enough, else on everybody's first; their scores are those of the embedding.
 */
final class CnnEncoding implements Encoding {
  private static final int FILES_IN_PAIRS = 6;
  private static final int FEWEST_TO_TRAIN_ON = 50;
  private static final EncoderId ID = new EncoderId(CnnEncoder.NAME, 1);

  private final List<List<Optional<FaceSample>>> samples;
  private final long seed;
  private final Consumer<String> told;
  private final CnnModel pairModel;
  private final int trainedOn;

  /**
   * @param samples by person and file; stay the caller's
   * @param told what is being done, a sentence before each training
   * @throws IllegalArgumentException when they are not of two people
   */
  CnnEncoding(List<List<Optional<FaceSample>>> samples, long seed, Consumer<String> told) {
    this.samples = samples;
    this.told = told;
    this.seed = seed;
    List<List<Integer>> unused = files(FILES_IN_PAIRS, Integer.MAX_VALUE);
    List<List<Integer>> chosen = count(unused) >= FEWEST_TO_TRAIN_ON ? unused : files(0, 1);
    this.pairModel = train(chosen);
    this.trainedOn = count(chosen);
  }

  private List<List<Integer>> files(int first, int end) {
    return samples.stream()
        .map(own -> IntStream.range(first, Math.min(end, own.size())).boxed().toList())
        .toList();
  }

  private static int count(List<List<Integer>> files) {
    return files.stream().mapToInt(List::size).sum();
  }

  private CnnModel train(List<List<Integer>> files) {
    told.accept("Training the network on " + count(files) + " pictures.");
    CnnTrainer trainer = new CnnTrainer();
    for (int p = 0; p < files.size(); p++) {
      String person = Integer.toString(p);
      for (int file : files.get(p)) {
        samples.get(p).get(file).ifPresent(sample -> trainer.add(person, sample));
      }
    }
    return trainer
        .train(ID, seed, Runtime.getRuntime().availableProcessors())
        .orElseThrow(() -> new IllegalArgumentException("too few people to train a network on"));
  }

  private static List<Optional<Template>> encoded(
      CnnModel model, List<Optional<FaceSample>> samples) {
    try (CnnEncoder encoder = new CnnEncoder(model)) {
      return samples.stream().map(sample -> sample.map(encoder::encode)).toList();
    }
  }

  @Override
  public String name() {
    return CnnEncoder.NAME;
  }

  @Override
  public Gallery gallery() {
    return new Gallery(samples.stream().map(own -> encoded(pairModel, own)).toList());
  }

  @Override
  public int trainedOn() {
    return trainedOn;
  }

  @Override
  public DecisionRule rule(double wantedFpir) {
    return DecisionRule.cnn(wantedFpir);
  }

  @Override
  public Gallery galleryFor(List<List<Integer>> enrolled) {
    CnnModel model = train(enrolled);
    List<List<Optional<Template>>> people = new ArrayList<>();
    for (int p = 0; p < samples.size(); p++) {
      String person = Integer.toString(p);
      List<Optional<Template>> files = new ArrayList<>(encoded(model, samples.get(p)));
      if (model.people().contains(person)) {
        for (int file : enrolled.get(p)) {
          files.set(file, files.get(file).map(any -> model.direction(person)));
        }
      }
      people.add(files);
    }
    return new Gallery(people);
  }
}
