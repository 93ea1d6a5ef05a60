package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/** Over synthetic templates. */
class ClinicAccuracyTest {
  private static final EncoderId ID = new EncoderId("deep", 1);

  /**
   * @param samples how many each person has
   */
  private static List<List<Template>> people(int count, int samples) {
    Random random = new Random(2);
    List<List<Template>> people = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      float[] own = gaussian(random);
      List<Template> templates = new ArrayList<>();
      for (int s = 0; s < samples; s++) {
        float[] seen = gaussian(random);
        for (int i = 0; i < seen.length; i++) {
          seen[i] = own[i] + 1.1f * seen[i];
        }
        templates.add(new Template(ID, unit(seen)));
      }
      people.add(templates);
    }
    return people;
  }

  private static float[] gaussian(Random random) {
    float[] values = new float[64];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] unit(float[] values) {
    double square = 0;
    for (float value : values) {
      square += value * value;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= (float) Math.sqrt(square);
    }
    return values;
  }

  @Test
  void fewPeopleGiveNoFigures() {
    Accuracy accuracy = ClinicAccuracy.of(people(99, 2));
    assertTrue(accuracy.tooFew());
    assertTrue(accuracy.curve().isEmpty() && accuracy.setHere().isEmpty());
    assertTrue(accuracy.sentence().contains("99 of the 100"));
  }

  @Test
  void enoughPeopleGiveACurveAndThePointInUse() {
    Accuracy accuracy = ClinicAccuracy.of(people(150, 3));
    assertEquals(150, accuracy.people());
    assertTrue(accuracy.curve().size() > 5);
    for (int i = 1; i < accuracy.curve().size(); i++) {
      assertTrue(accuracy.curve().get(i).fmr() > accuracy.curve().get(i - 1).fmr());
      assertTrue(accuracy.curve().get(i).fnmr() <= accuracy.curve().get(i - 1).fnmr());
    }
    Accuracy.CurvePoint here = accuracy.setHere().orElseThrow();
    assertTrue(accuracy.curve().contains(here));
    assertTrue(here.low() <= here.fnmr() && here.fnmr() <= here.high());
    assertTrue(accuracy.sentence().contains("in 100 pictures"));
    assertEquals(accuracy, ClinicAccuracy.of(people(150, 3)), "the same every time");
  }

  @Test
  void onePictureEachCannotBeCompared() {
    Accuracy accuracy = ClinicAccuracy.of(people(120, 1));
    assertTrue(accuracy.curve().isEmpty());
    assertTrue(accuracy.sentence().contains("Nobody here has two pictures"));
  }
}
