package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.OpenCv;

/** People joining and leaving against a training on all samples anew, from the pixels. */
class EigenfaceSpaceTest {
  private static final double SAME = 1e-6;
  private static final EncoderId ID = new EncoderId("eigenface", 2);

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  private static EigenfaceTrainer trainer(Map<String, List<FaceSample>> people) {
    EigenfaceTrainer trainer = new EigenfaceTrainer();
    people.forEach((person, own) -> own.forEach(sample -> trainer.add(person, sample)));
    return trainer;
  }

  private static EigenfaceSpace space(Map<String, List<FaceSample>> people) {
    return trainer(people).space().orElseThrow();
  }

  private static Map<String, List<FaceSample>> some(
      Map<String, List<FaceSample>> everybody, Set<String> who) {
    Map<String, List<FaceSample>> some = new TreeMap<>(everybody);
    some.keySet().retainAll(who);
    return some;
  }

  /** Scores of all samples (of strangers too), reconstructions, and the templates agree. */
  private static void assertSame(
      Map<String, List<FaceSample>> inside,
      EigenfaceSpace changed,
      Map<String, List<FaceSample>> everybody) {
    EigenfaceModel anew = trainer(inside).train(ID).orElseThrow();
    EigenfaceModel model = changed.model(ID).orElseThrow();
    assertEquals(inside.keySet(), changed.people());
    assertEquals(anew.components(), model.components());
    List<FaceSample> samples = everybody.values().stream().flatMap(List::stream).toList();
    List<Template> templatesAnew = templates(anew, samples);
    List<Template> templates = templates(model, samples);
    for (int a = 0; a < samples.size(); a++) {
      for (int b = 0; b < a; b++) {
        assertEquals(
            templatesAnew.get(a).cosine(templatesAnew.get(b)),
            templates.get(a).cosine(templates.get(b)),
            SAME);
      }
      float[] input = EigenfaceInput.of(samples.get(a));
      float[] one = anew.reconstruct(input);
      float[] other = model.reconstruct(input);
      for (int i = 0; i < one.length; i++) {
        assertEquals(one[i], other[i], SAME);
      }
    }
    Map<String, List<Template>> kept = changed.templates(model);
    inside.forEach(
        (person, own) -> {
          List<Template> encoded = templates(model, own);
          assertEquals(encoded.size(), kept.get(person).size());
          for (Template template : encoded) {
            // A person's samples may stand in another order after leaving and joining again.
            assertTrue(
                kept.get(person).stream().anyMatch(t -> t.cosine(template) > 1 - SAME), person);
          }
        });
  }

  private static List<Template> templates(EigenfaceModel model, List<FaceSample> samples) {
    try (EigenfaceEncoder encoder = new EigenfaceEncoder(model)) {
      return samples.stream().map(encoder::encode).toList();
    }
  }

  private static Map<String, List<FaceSample>> patterns() {
    Map<String, List<FaceSample>> people = new TreeMap<>();
    for (int p = 0; p < 8; p++) {
      int first = 10 * p;
      people.put(
          "p" + p,
          IntStream.range(0, 4)
              .mapToObj(i -> EigenfaceModelTest.pattern(first + i, 1 - 0.1 * i))
              .toList());
    }
    return people;
  }

  private static void close(Map<String, List<FaceSample>> people) {
    people.values().stream().flatMap(List::stream).forEach(FaceSample::close);
  }

  @Test
  void whoeverJoinsOrLeavesTheResultIsThatOfTrainingAnew() {
    Map<String, List<FaceSample>> all = patterns();
    Map<String, List<FaceSample>> first = some(all, Set.of("p0", "p1", "p2", "p3", "p4"));
    EigenfaceSpace space = space(first);
    assertSame(first, space, all);
    EigenfaceSpace joined = space.plus(trainer(some(all, Set.of("p5", "p6", "p7")))).orElseThrow();
    assertSame(all, joined, all);
    EigenfaceSpace left = joined.without(Set.of("p0", "p6")).orElseThrow();
    assertSame(some(all, Set.of("p1", "p2", "p3", "p4", "p5", "p7")), left, all);
    EigenfaceSpace back = left.plus(trainer(some(all, Set.of("p0")))).orElseThrow();
    assertSame(some(all, Set.of("p0", "p1", "p2", "p3", "p4", "p5", "p7")), back, all);
    close(all);
  }

  @Test
  void withNobodyLeftThereIsNoSpace() {
    Map<String, List<FaceSample>> all = patterns();
    EigenfaceSpace space = space(all);
    assertEquals(Optional.empty(), space.without(all.keySet()));
    assertEquals(Optional.empty(), new EigenfaceTrainer().space());
    EigenfaceSpace one = space(Map.of("p0", all.get("p0").subList(0, 1)));
    assertEquals(Optional.empty(), one.model(ID), "one sample differs from none");
    close(all);
  }

  @Test
  void moreSamplesThanItsLimitAreNotTaken() {
    EigenfaceTrainer trainer = new EigenfaceTrainer();
    EigenfaceTrainer few = new EigenfaceTrainer();
    try (FaceSample sample = EigenfaceModelTest.pattern(1, 1)) {
      for (int i = 0; i <= EigenfaceTrainer.MOST_SAMPLES; i++) {
        trainer.add("p", sample);
      }
      few.add("q", sample);
    }
    assertEquals(Optional.empty(), trainer.space());
    assertEquals(Optional.empty(), few.space().orElseThrow().plus(trainer));
  }

  @Test
  void realFacesToo() throws Exception {
    Map<String, List<FaceSample>> all = studioPictures(12, 5);
    Set<String> begin = Set.copyOf(new ArrayList<>(all.keySet()).subList(0, 9));
    Set<String> leaving = Set.copyOf(new ArrayList<>(all.keySet()).subList(2, 4));
    Map<String, List<FaceSample>> joining = new TreeMap<>(all);
    joining.keySet().removeAll(begin);
    Map<String, List<FaceSample>> rest = new TreeMap<>(all);
    rest.keySet().removeAll(leaving);
    EigenfaceSpace space = space(some(all, begin)).plus(trainer(joining)).orElseThrow();
    assertSame(all, space, all);
    assertSame(rest, space.without(leaving).orElseThrow(), all);
    close(all);
  }

  private static Map<String, List<FaceSample>> studioPictures(int people, int files)
      throws Exception {
    Path folder = TestPictures.data("faces/orl");
    Map<String, List<FaceSample>> samples = new TreeMap<>();
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
        Stream<Path> entries = Files.list(folder)) {
      for (Path person : entries.filter(Files::isDirectory).sorted().limit(people).toList()) {
        List<FaceSample> own = new ArrayList<>();
        for (int file = 1; file <= files; file++) {
          Mat picture = Images.read(person.resolve(file + ".pgm"));
          own.add(engine.sample(picture).orElseGet(() -> engine.sampleOfCrop(picture)));
          picture.release();
        }
        samples.put(person.getFileName().toString(), own);
      }
    }
    return samples;
  }
}
