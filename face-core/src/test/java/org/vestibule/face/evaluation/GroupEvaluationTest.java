package org.vestibule.face.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.evaluation.Verification.GroupRates;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/**
 * Groups over synthetic templates: some people's two samples are unlike, or unlike people alike.
 */
class GroupEvaluationTest {
  private static final EncoderId ID = new EncoderId("synthetic", 1);
  private static final int PEOPLE = 200;
  private static final int DIMENSION = 64;

  private final Random random = new Random(5);

  static Optional<Template> template(float[] direction) {
    double square = 0;
    for (float value : direction) {
      square += value * value;
    }
    float[] unit = direction.clone();
    for (int i = 0; i < unit.length; i++) {
      unit[i] /= (float) Math.sqrt(square);
    }
    return Optional.of(new Template(ID, unit));
  }

  private float[] direction() {
    float[] direction = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    return direction;
  }

  private float[] near(float[] other, double distance) {
    float[] near = direction();
    for (int i = 0; i < DIMENSION; i++) {
      near[i] = (float) (other[i] + distance * near[i]);
    }
    return near;
  }

  /** Two samples a person: {@code distance} apart in the first quarter of people. */
  private List<List<Optional<Template>>> people(double distance) {
    List<List<Optional<Template>>> people = new ArrayList<>();
    for (int p = 0; p < PEOPLE; p++) {
      float[] own = direction();
      double apart = p < PEOPLE / 4 ? distance : 0.3;
      people.add(List.of(template(own), template(near(own, apart))));
    }
    return people;
  }

  private static List<Map<String, String>> quarters() {
    List<Map<String, String>> groups = new ArrayList<>();
    for (int p = 0; p < PEOPLE; p++) {
      groups.add(Map.of("quarter", "q" + 4 * p / PEOPLE));
    }
    return groups;
  }

  private static List<GroupRates> rates(List<List<Optional<Template>>> people) {
    return Evaluation.verification(new Gallery(people), quarters(), 1).groups();
  }

  @Test
  void aGroupWhoseSamplesAreUnlikeIsMissedMore() {
    List<GroupRates> rates = rates(people(4));
    assertEquals(4, rates.size());
    GroupRates first = rates.get(0);
    assertEquals("q0", first.name());
    assertEquals(50, first.people());
    assertEquals(50, first.mated());
    assertTrue(first.fnmr().value() > 0.5, first::toString);
    assertTrue(first.fnmr().low() > 0.3 && first.fnmr().high() < 1, first::toString);
    assertTrue(first.missedMore());
    assertFalse(first.confusedMore());
    assertTrue(rates.subList(1, 4).stream().noneMatch(GroupRates::missedMore));
  }

  @Test
  void withoutMissesTheIntervalStillHasAnUpperEnd() {
    GroupRates last = rates(people(4)).get(3);
    assertEquals(0, last.fnmr().value());
    // Clopper and Pearson, no failure in 50: 1 - 0.025^(1/50).
    assertEquals(0.0711, last.fnmr().high(), 1e-4);
  }

  @Test
  void aGroupOfLikePeopleIsConfusedMore() {
    List<List<Optional<Template>>> people = people(0.3);
    float[] family = direction();
    for (int p = 0; p < PEOPLE / 4; p++) {
      float[] own = near(family, 1.2);
      people.set(p, List.of(template(own), template(near(own, 0.3))));
    }
    List<GroupRates> rates = rates(people);
    assertTrue(rates.get(0).confusedMore(), () -> rates.get(0).toString());
    assertTrue(rates.get(0).fmr().value() > rates.get(1).fmr().value());
    assertEquals(50 * 49 / 2, rates.get(0).nonMated());
    assertTrue(rates.subList(1, 4).stream().noneMatch(GroupRates::confusedMore));
  }

  @Test
  void groupsDrawnByChanceAreNotWorse() {
    int flagged = 0;
    for (int round = 0; round < 5; round++) {
      flagged +=
          rates(people(0.3)).stream().filter(r -> r.missedMore() || r.confusedMore()).count();
    }
    assertTrue(flagged <= 1, "flagged " + flagged + " of 40");
  }

  @Test
  void theTableIsReadByPersonOrPrefix(@TempDir Path folder) throws Exception {
    Path csv = folder.resolve("groups.csv");
    Files.writeString(csv, "Person,Age,\"Skin, Monk\"\nAnna_Novak,18 to 39,4\nBo,80 and over,\n");
    GroupTable table = GroupTable.read(csv);
    assertEquals(
        Map.of("Age", "18 to 39", "Skin, Monk", "4"),
        table.groupsOf("Anna_Novak", List.of(folder.resolve("Anna_Novak_0001.jpg"))));
    assertEquals(
        Map.of("Age", "80 and over"),
        table.groupsOf("Bob_Lee", List.of(folder.resolve("Bob_Lee_0001.jpg"))));
    assertEquals(Map.of(), table.groupsOf("Cy", List.of(folder.resolve("Cy_0001.jpg"))));
    Files.writeString(csv, "Anna_Novak,18 to 39,4\n");
    assertThrows(CaptureException.class, () -> GroupTable.read(csv));
    Files.write(csv, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    assertThrows(CaptureException.class, () -> GroupTable.read(csv));
    assertThrows(CaptureException.class, () -> GroupTable.read(folder.resolve("none.csv")));
  }
}
