package org.vestibule.face.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vestibule.face.template.Template;

/** The mean of a person's samples and the outliers beside it, on synthetic templates. */
class RobustMeanTest {
  private static final double NOISE = 0.6;

  private final Synthetic faces = new Synthetic(5);
  private final Template face = faces.direction();

  private List<Template> samples(int count) {
    return Stream.generate(() -> faces.sample(face, NOISE)).limit(count).toList();
  }

  private static List<Template> with(List<Template> samples, Template outlier) {
    List<Template> all = new ArrayList<>(samples);
    all.add(2, outlier);
    return all;
  }

  @Test
  void anOutlierDoesNotDragTheMean() {
    List<Template> good = samples(4);
    Template bad = faces.direction();
    Template mean = RobustMean.of(good).orElseThrow();
    assertEquals(mean, RobustMean.of(with(good, bad)).orElseThrow(), "as if it were not there");
    for (Template sample : good) {
      assertTrue(mean.cosine(face) > sample.cosine(face), "nearer to the face than any sample");
    }
  }

  @Test
  void ofTwoSamplesNobodyCanSayWhichIsTheOutlier() {
    assertEquals(Optional.empty(), RobustMean.of(samples(2)));
  }

  @Test
  void samplesThatAreNotAlikeHaveNoMean() {
    List<Template> apart =
        List.of(
            new Template(face.encoder(), new float[] {1, 0}),
            new Template(face.encoder(), new float[] {-0.5f, 0.8660254f}),
            new Template(face.encoder(), new float[] {-0.5f, -0.8660254f}));
    assertEquals(Optional.empty(), RobustMean.of(apart));
  }

  @Test
  void samplesThatAreAllAlikeAreAllInTheMean() {
    List<Template> good = samples(5);
    double[] weights = {1, 1, 1, 1, 1};
    assertEquals(Template.mean(good, weights), RobustMean.of(good));
  }

  @Test
  void withOneBadSampleAmongFiveBothLooksAreFound() {
    EnrolmentDatabase database = new EnrolmentDatabase();
    for (int p = 0; p < 99; p++) {
      database.put("person" + p, List.of(faces.direction()));
    }
    // Unlike the rest but the person's: a beard, say.
    Template bearded = Synthetic.aged(face, faces.direction(), 70);
    database.put("one", with(samples(4), faces.sample(bearded, NOISE / 2)));
    DecisionRule rule = DecisionRule.deep(0.01);
    for (Template probe : List.of(faces.sample(face, NOISE), faces.sample(bearded, NOISE / 2))) {
      Decision.Proposed proposed =
          assertInstanceOf(Decision.Proposed.class, database.search(probe, rule));
      assertEquals("one", proposed.candidate().reference());
    }
  }
}
