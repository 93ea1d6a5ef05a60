package org.vestibule.face.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/**
 * Adaptation to ageing, on synthetic templates. The model of drift: a face turns evenly, by two
 * degrees between visits, towards a direction of its own; every sample has noise of 0.6 beside the
 * face's length 1, so that two samples of one day have a cosine of about 0.74.
 */
class AdaptationTest {
  private static final int PEOPLE = 100;
  private static final int SAMPLES = 5;
  private static final int VISITS = 36;
  private static final double DEGREES_A_VISIT = 2;
  private static final double NOISE = 0.6;
  private static final DecisionRule RULE = DecisionRule.deep(0.01);

  private final Synthetic faces = new Synthetic(7);

  private List<Template> samples(Template face) {
    return Stream.generate(() -> faces.sample(face, NOISE)).limit(SAMPLES).toList();
  }

  private static List<Template> adapted(List<Template> references, Template sample) {
    List<Template> next = new ArrayList<>(references);
    Adaptation.DEEP.replaced(references, sample).ifPresent(i -> next.set(i, sample));
    return next;
  }

  /** A clinic's people over the years. */
  private final class Clinic {
    private final EnrolmentDatabase database = new EnrolmentDatabase();
    private final List<Template> young = new ArrayList<>();
    private final List<Template> towards = new ArrayList<>();
    private final List<List<Template>> references = new ArrayList<>();

    Clinic() {
      for (int p = 0; p < PEOPLE; p++) {
        young.add(faces.direction());
        towards.add(faces.direction());
        references.add(samples(young.get(p)));
        database.put("person" + p, references.get(p));
      }
    }

    /** The share of visits at which the person was not proposed (FNMR at the rule's threshold). */
    double missed(boolean confirmed) {
      int missed = 0;
      for (int visit = 1; visit <= VISITS; visit++) {
        for (int p = 0; p < PEOPLE; p++) {
          Template face = Synthetic.aged(young.get(p), towards.get(p), visit * DEGREES_A_VISIT);
          Template probe = faces.sample(face, NOISE);
          boolean right =
              database.search(probe, RULE) instanceof Decision.Proposed proposed
                  && proposed.candidate().reference().equals("person" + p);
          missed += right ? 0 : 1;
          if (right && confirmed) {
            references.set(p, adapted(references.get(p), probe));
            database.put("person" + p, references.get(p));
          }
        }
      }
      return (double) missed / (VISITS * PEOPLE);
    }
  }

  @Test
  void whoeverAgesIsMissedLessOftenIfConfirmedVisitsAdapt() {
    double without = new Clinic().missed(false);
    double with = new Clinic().missed(true);
    assertTrue(without > 0.1, () -> "the drift is hard enough: " + without);
    assertTrue(with < without / 2, () -> with + " with adaptation, " + without + " without");
  }

  @Test
  void aStrangerConfirmedAgainAndAgainChangesNothing() {
    List<Template> references = samples(faces.direction());
    for (int i = 0; i < 1000; i++) {
      assertEquals(OptionalInt.empty(), Adaptation.DEEP.replaced(references, faces.direction()));
    }
  }

  @Test
  void somebodyAlikeConfirmedForeverNeverTakesTheRecordFromItsOwner() {
    Template owner = faces.direction();
    List<Template> enrolled = samples(owner);
    int anchors = Adaptation.anchors(SAMPLES);
    List<Template> references = enrolled;
    Template attacker = Synthetic.aged(owner, faces.direction(), 35);
    int taken = 0;
    for (int i = 0; i < 200; i++) {
      List<Template> next = adapted(references, faces.sample(attacker, NOISE / 3));
      taken += next.equals(references) ? 0 : 1;
      references = next;
    }
    assertTrue(taken > 0, "alike enough to get in at all, else this shows nothing");
    assertEquals(enrolled.subList(0, anchors), references.subList(0, anchors));
    EnrolmentDatabase database = new EnrolmentDatabase();
    database.put("owner", references);
    for (int i = 0; i < 100; i++) {
      Template probe = faces.sample(owner, NOISE);
      double byAnchors =
          enrolled.subList(0, anchors).stream().mapToDouble(probe::cosine).average().orElseThrow();
      assertTrue(database.candidates(probe, 1).get(0).score() >= byAnchors - 1e-6);
      assertInstanceOf(Decision.Proposed.class, database.search(probe, RULE));
    }
  }

  @Test
  void theLeastLikeTodayGoesAndNeverAnAnchor() {
    Template face = faces.direction();
    Template old = Synthetic.aged(face, faces.direction(), 50);
    List<Template> references = new ArrayList<>(samples(face));
    references.set(3, faces.sample(old, NOISE));
    assertEquals(OptionalInt.of(3), Adaptation.DEEP.replaced(references, faces.sample(face, 0.5)));
    references.set(0, faces.sample(old, NOISE));
    references.set(3, faces.sample(face, NOISE));
    OptionalInt replaced = Adaptation.DEEP.replaced(references, faces.sample(face, 0.2));
    assertTrue(replaced.getAsInt() >= Adaptation.anchors(SAMPLES));
  }

  @Test
  void tooFewSamplesOrAnotherEncodersAreLeftAlone() {
    Template face = faces.direction();
    List<Template> two = samples(face).subList(0, 2);
    assertEquals(OptionalInt.empty(), Adaptation.DEEP.replaced(two, face));
    assertEquals(OptionalInt.empty(), Adaptation.DEEP.replaced(List.of(), face));
    Template renewed = new Template(new EncoderId("deep", 2), face.vector());
    assertEquals(OptionalInt.empty(), Adaptation.DEEP.replaced(samples(face), renewed));
  }
}
