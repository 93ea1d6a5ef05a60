package org.vestibule.face.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.template.EigenfaceEncoder;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.EigenfaceTrainer;
import org.vestibule.face.template.EncoderId;

/**
 * Eigenfaces: a model for each split, trained as a clinic's is, on what is enrolled. For the pairs
 * it is trained on the files that no pair uses, if there are enough, else on everybody's first;
 * then one side of the pairs has been seen.
 */
final class EigenfaceEncoding implements Encoding {
  private static final int FILES_IN_PAIRS = 6;
  private static final int FEWEST_TO_TRAIN_ON = 50;
  private static final EncoderId ID = new EncoderId(EigenfaceEncoder.NAME, 1);

  private final List<List<Optional<FaceSample>>> samples;
  private final EigenfaceModel pairModel;
  private final int trainedOn;

  /**
   * @param samples by person and file; stay the caller's
   * @throws IllegalArgumentException when they do not differ, so that there is nothing to train on
   */
  EigenfaceEncoding(List<List<Optional<FaceSample>>> samples) {
    this.samples = samples;
    List<List<Integer>> unused = files(FILES_IN_PAIRS, Integer.MAX_VALUE);
    boolean enough = count(unused) >= FEWEST_TO_TRAIN_ON;
    List<List<Integer>> chosen = enough ? unused : files(0, 1);
    this.pairModel = train(chosen);
    this.trainedOn = count(chosen);
  }

  /** The numbers of everybody's files from {@code first} to before {@code end}. */
  private List<List<Integer>> files(int first, int end) {
    return samples.stream()
        .map(own -> IntStream.range(first, Math.min(end, own.size())).boxed().toList())
        .toList();
  }

  private static int count(List<List<Integer>> files) {
    return files.stream().mapToInt(List::size).sum();
  }

  private EigenfaceModel train(List<List<Integer>> files) {
    EigenfaceTrainer trainer = new EigenfaceTrainer();
    for (int p = 0; p < files.size(); p++) {
      for (int file : files.get(p)) {
        String person = Integer.toString(p);
        samples.get(p).get(file).ifPresent(sample -> trainer.add(person, sample));
      }
    }
    return trainer
        .train(ID)
        .orElseThrow(() -> new IllegalArgumentException("too few samples to train eigenfaces on"));
  }

  private Gallery encode(EigenfaceModel model) {
    try (EigenfaceEncoder encoder = new EigenfaceEncoder(model)) {
      return new Gallery(
          samples.stream()
              .map(own -> own.stream().map(sample -> sample.map(encoder::encode)).toList())
              .toList());
    }
  }

  @Override
  public String name() {
    return EigenfaceEncoder.NAME;
  }

  @Override
  public Gallery gallery() {
    return encode(pairModel);
  }

  @Override
  public int trainedOn() {
    return trainedOn;
  }

  @Override
  public DecisionRule rule(double wantedFpir) {
    return DecisionRule.eigenfaces(pairModel.components(), wantedFpir);
  }

  @Override
  public Gallery galleryFor(List<List<Integer>> enrolled) {
    return encode(train(enrolled));
  }
}
