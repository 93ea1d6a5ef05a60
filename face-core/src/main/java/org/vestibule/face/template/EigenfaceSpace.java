package org.vestibule.face.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vestibule.face.template.EigenfaceTrainer.Input;

/**
 * Everybody's samples as an {@link Eigenspace}: what an eigenface model is made of. People join and
 * leave it exactly: the model and the templates that follow are those of a training on the samples
 * that are in it then (scores and reconstructions within 1e-6; eigenfaces have a free sign). It
 * holds every face in it, so it is as secret as the samples; it is kept in memory only. Immutable
 * and thread-safe.
 *
 * <p>With n samples it takes about 8 n (n + 2,400) bytes; a change takes 0.1 s with 500 samples,
 * and 1 to 2 s with 1,500.
 */
public final class EigenfaceSpace {
  private final Eigenspace space;

  /** Whose sample each point is. */
  private final List<String> people;

  private EigenfaceSpace(Eigenspace space, List<String> people) {
    this.space = space;
    this.people = people;
  }

  static EigenfaceSpace of(List<Input> inputs) {
    return new EigenfaceSpace(Eigenspace.of(points(inputs)), owners(inputs));
  }

  private static double[][] points(List<Input> inputs) {
    return inputs.stream().map(EigenfaceTrainer::point).toArray(double[][]::new);
  }

  private static List<String> owners(List<Input> inputs) {
    return inputs.stream().map(Input::person).toList();
  }

  /** Whoever has a sample in it. */
  public Set<String> people() {
    return new TreeSet<>(people);
  }

  /**
   * The space with more samples, of new people or of some who are in it.
   *
   * @return empty when there would be more than 1,500 samples
   */
  public Optional<EigenfaceSpace> plus(EigenfaceTrainer more) {
    List<Input> inputs = more.inputs();
    if (people.size() + inputs.size() > EigenfaceTrainer.MOST_SAMPLES) {
      return Optional.empty();
    }
    List<String> all = Stream.concat(people.stream(), owners(inputs).stream()).toList();
    return Optional.of(new EigenfaceSpace(space.plus(points(inputs)), all));
  }

  /**
   * The space as if these people had never been in it; nothing of their faces is left.
   *
   * @return empty when nobody else is in it
   */
  public Optional<EigenfaceSpace> without(Set<String> leaving) {
    int[] staying =
        IntStream.range(0, people.size()).filter(i -> !leaving.contains(people.get(i))).toArray();
    if (staying.length == 0) {
      return Optional.empty();
    }
    if (staying.length == people.size()) {
      return Optional.of(this);
    }
    List<String> rest = IntStream.of(staying).mapToObj(people::get).toList();
    return Optional.of(new EigenfaceSpace(space.keeping(staying), rest));
  }

  /**
   * The model of the samples in it.
   *
   * @param id the new model's
   * @return empty when they do not differ
   */
  public Optional<EigenfaceModel> model(EncoderId id) {
    return space
        .leading(EigenfaceTrainer.VARIANCE_KEPT, EigenfaceTrainer.MOST_COMPONENTS)
        .map(components -> EigenfaceModel.of(id, components));
  }

  /**
   * The templates of everybody's samples, by person, each person's in the order they were added;
   * read off the coordinates, without any picture.
   *
   * @param model of this space
   */
  public Map<String, List<Template>> templates(EigenfaceModel model) {
    Map<String, List<Template>> templates = new TreeMap<>();
    for (int i = 0; i < people.size(); i++) {
      double[] along = space.coordinates(i, model.components());
      templates
          .computeIfAbsent(people.get(i), any -> new ArrayList<>())
          .add(EigenfaceEncoder.template(model, model.whiten(along)));
    }
    return templates;
  }

  @Override
  public String toString() {
    return "EigenfaceSpace[" + people.size() + " samples]";
  }
}
