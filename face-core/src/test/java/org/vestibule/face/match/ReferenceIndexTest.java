package org.vestibule.face.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/** That the search by rounded references finds exactly what a search of every float finds. */
class ReferenceIndexTest {
  private static final EncoderId DEEP = new EncoderId("deep", 1);

  private final Random random = new Random(17);

  static Stream<DotProducts> loops() {
    return Stream.of(new DotProducts(), DotProducts.best());
  }

  private Template unit(double[] v) {
    double squares = 0;
    for (double x : v) {
      squares += x * x;
    }
    float[] unit = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      unit[i] = (float) (v[i] / Math.sqrt(squares));
    }
    return new Template(DEEP, unit);
  }

  /** Coordinates as uneven as the exponent: 1 gives normal ones, 5 a few that outweigh the rest. */
  private Template random(int dimension, int exponent) {
    return unit(random.doubles(dimension).map(x -> uneven(exponent)).toArray());
  }

  private double uneven(int exponent) {
    return Math.pow(Math.abs(random.nextGaussian()), exponent) * (random.nextBoolean() ? 1 : -1);
  }

  private Template near(Template one, double noise) {
    float[] v = one.vector();
    double[] moved = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      moved[i] = v[i] + noise * random.nextGaussian() / Math.sqrt(v.length);
    }
    return unit(moved);
  }

  @ParameterizedTest
  @MethodSource("loops")
  void findsWhatLookingAtEveryFloatFinds(DotProducts dots) {
    for (int dimension : new int[] {1, 3, 127, 128, 150, 512}) {
      for (int exponent : new int[] {1, 5}) {
        ReferenceIndex index = new ReferenceIndex(dimension, dots);
        List<Template> all = new ArrayList<>();
        for (int person = 0; person < 700; person++) {
          List<Template> own = new ArrayList<>();
          Template face = random(dimension, exponent);
          for (int r = 0; r <= random.nextInt(4); r++) {
            own.add(near(face, 0.3));
          }
          all.addAll(own);
          index.put("p" + person, own);
        }
        for (int i = 0; i < 40; i++) {
          Template probe =
              i % 2 == 0
                  ? random(dimension, exponent)
                  : near(all.get(random.nextInt(all.size())), 0.1);
          for (int limit : new int[] {1, 2, 5, 1000}) {
            assertEquals(index.exhaustive(probe, limit), index.nearest(probe, limit));
          }
        }
      }
    }
  }

  /** The hardest case: thousands of people whose scores differ by less than a byte's rounding. */
  @ParameterizedTest
  @MethodSource("loops")
  void findsTheFirstAmongPeopleAlikeToTheLastBit(DotProducts dots) {
    ReferenceIndex index = new ReferenceIndex(512, dots);
    Template face = random(512, 1);
    for (int person = 0; person < 3000; person++) {
      index.put("p" + person, List.of(near(face, person % 3 == 0 ? 0 : 1e-4)));
    }
    for (int i = 0; i < 20; i++) {
      Template probe = near(face, i * 0.05);
      assertEquals(index.exhaustive(probe, 5), index.nearest(probe, 5));
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void noScoreLeavesItsBound(DotProducts dots) {
    for (int i = 0; i < 2000; i++) {
      int dimension = 1 + random.nextInt(600);
      Template a = random(dimension, 1 + i % 5);
      Template b = i % 3 == 0 ? near(a, 0.2) : random(dimension, 1 + i % 5);
      QuantisedProbe probe = QuantisedProbe.of(a.vector());
      ReferenceChunk chunk = new ReferenceChunk(DotProducts.padded(dimension), 1);
      chunk.add("b", List.of(b.vector()));
      ScoreFloor floor = new ScoreFloor(1);
      double ceiling = chunk.ceilings(probe, dots, floor)[0];
      double score = chunk.score(probe, dots, 0);
      assertTrue(score <= ceiling, () -> score + " above " + ceiling);
      assertTrue(score >= floor.value(), () -> score + " below " + floor.value());
      assertEquals(a.cosine(b), score, 1e-6);
      assertTrue(ceiling - score < 0.25, "a bound that excludes nobody is none");
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void sumsTheLargestBytesWithoutOverflow(DotProducts dots) {
    int length = 4 * DotProducts.BLOCK;
    short[] probe = new short[length];
    byte[] rows = new byte[2 * length];
    for (int i = 0; i < length; i++) {
      probe[i] = DotProducts.MOST_OF_PROBE;
      rows[i] = DotProducts.MOST_OF_ROW;
      rows[length + i] = -DotProducts.MOST_OF_ROW;
    }
    int[] products = new int[2];
    dots.quantised(probe, rows, 2, products);
    assertEquals(length * 63 * 127, products[0]);
    assertEquals(-length * 63 * 127, products[1]);
  }

  @Test
  void theVectorApiIsUsedWhereItIs() {
    assertInstanceOf(VectorDotProducts.class, DotProducts.best());
  }

  @Test
  void comingAndGoingLeavesWhatABuildFromScratchHas() {
    TreeMap<String, List<Template>> truth = new TreeMap<>();
    ReferenceIndex index = new ReferenceIndex(64, DotProducts.best());
    for (int i = 0; i < 6000; i++) {
      String who = "p" + random.nextInt(1500);
      if (random.nextInt(3) == 0) {
        index.remove(who);
        truth.remove(who);
      } else {
        List<Template> own =
            Collections.nCopies(1 + random.nextInt(3), 0).stream()
                .map(any -> random(64, 1))
                .toList();
        index.put(who, own);
        truth.put(who, own);
      }
    }
    ReferenceIndex fresh = new ReferenceIndex(64, DotProducts.best());
    truth.forEach(fresh::put);
    assertEquals(truth.keySet(), index.references());
    for (int i = 0; i < 50; i++) {
      Template probe = random(64, 1);
      assertEquals(fresh.nearest(probe, 20), index.nearest(probe, 20));
    }
    truth.keySet().forEach(index::remove);
    assertEquals(List.of(), index.nearest(random(64, 1), 5));
  }

  @Test
  void dimensionsDoNotMix() {
    ReferenceIndex index = new ReferenceIndex(64, DotProducts.best());
    assertThrows(IllegalArgumentException.class, () -> index.put("one", List.of(random(65, 1))));
    assertFalse(index.contains("one"));
    index.put("one", List.of(random(64, 1)));
    assertThrows(IllegalArgumentException.class, () -> index.nearest(random(65, 1), 1));
  }
}
