package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points joining and leaving, against principal components found anew by the Gram matrix. */
class EigenspaceTest {
  private static final double SAME = 1e-9;

  /** Points like faces: few strong directions, a long tail of weak ones. */
  private static double[][] points(int n, int d, long seed) {
    Random random = new Random(seed);
    double[][] strong = new double[8][d];
    for (double[] direction : strong) {
      for (int i = 0; i < d; i++) {
        direction[i] = random.nextGaussian();
      }
    }
    double[][] points = new double[n][d];
    for (double[] point : points) {
      Arrays.fill(point, 3);
      for (int k = 0; k < strong.length; k++) {
        double along = random.nextGaussian() / (k + 1);
        for (int i = 0; i < d; i++) {
          point[i] += along * strong[k][i];
        }
      }
      for (int i = 0; i < d; i++) {
        point[i] += 0.1 * random.nextGaussian();
      }
    }
    return points;
  }

  private static double[][] rows(double[][] points, int... rows) {
    return Arrays.stream(rows).mapToObj(r -> points[r]).toArray(double[][]::new);
  }

  /** Mean, variances, whitened scores and reconstructions of every point agree. */
  private static void assertSame(double[][] points, Eigenspace space, double kept, int most) {
    PrincipalComponents anew = PrincipalComponents.of(points, kept, most).orElseThrow();
    PrincipalComponents found = space.leading(kept, most).orElseThrow();
    assertEquals(points.length, space.points());
    assertEquals(anew.variances().length, found.variances().length);
    for (int k = 0; k < anew.variances().length; k++) {
      assertEquals(1, found.variances()[k] / anew.variances()[k], SAME);
    }
    double[][] whiteAnew =
        Arrays.stream(points).map(p -> whitened(anew, p)).toArray(double[][]::new);
    double[][] white = Arrays.stream(points).map(p -> whitened(found, p)).toArray(double[][]::new);
    for (int a = 0; a < points.length; a++) {
      for (int b = 0; b < a; b++) {
        assertEquals(cosine(whiteAnew[a], whiteAnew[b]), cosine(white[a], white[b]), SAME);
      }
      double[] one = rebuilt(anew, whiteAnew[a]);
      double[] other = rebuilt(found, white[a]);
      for (int i = 0; i < one.length; i++) {
        assertEquals(one[i], other[i], SAME);
      }
      double[] coordinates = space.coordinates(a, found.variances().length);
      for (int k = 0; k < coordinates.length; k++) {
        assertEquals(white[a][k] * Math.sqrt(found.variances()[k]), coordinates[k], SAME);
      }
    }
  }

  private static double[] whitened(PrincipalComponents components, double[] point) {
    double[] white = new double[components.variances().length];
    for (int k = 0; k < white.length; k++) {
      for (int i = 0; i < point.length; i++) {
        white[k] += components.directions()[k][i] * (point[i] - components.mean()[i]);
      }
      white[k] /= Math.sqrt(components.variances()[k]);
    }
    return white;
  }

  private static double[] rebuilt(PrincipalComponents components, double[] white) {
    double[] point = components.mean().clone();
    for (int k = 0; k < white.length; k++) {
      double along = white[k] * Math.sqrt(components.variances()[k]);
      for (int i = 0; i < point.length; i++) {
        point[i] += along * components.directions()[k][i];
      }
    }
    return point;
  }

  private static double cosine(double[] a, double[] b) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int k = 0; k < a.length; k++) {
      dot += a[k] * b[k];
      squaresA += a[k] * a[k];
      squaresB += b[k] * b[k];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }

  @ParameterizedTest
  @CsvSource({"12, 60, 0.9", "40, 200, 0.98", "30, 12, 0.95", "25, 25, 0.9"})
  void pointsThatJoinGiveWhatAllTogetherGive(int n, int d, double kept) {
    double[][] points = points(n, d, n * d);
    Eigenspace space = Eigenspace.of(Arrays.copyOf(points, 1));
    for (int from = 1; from < n; from += 5) {
      space = space.plus(Arrays.copyOfRange(points, from, Math.min(n, from + 5)));
    }
    assertSame(points, space, kept, 150);
  }

  @ParameterizedTest
  @CsvSource({"12, 60, 0.9", "40, 200, 0.98", "30, 12, 0.95"})
  void pointsThatLeaveLeaveNothing(int n, int d, double kept) {
    double[][] points = points(n, d, n + d);
    int[] staying = IntStream.range(0, n).filter(i -> i % 3 != 1).toArray();
    Eigenspace rest = Eigenspace.of(points).keeping(staying);
    assertSame(rows(points, staying), rest, kept, 150);
    assertTrue(rest.dimensions() < staying.length, "the space of those who left is gone");
  }

  @Test
  void hundredsOfChangesDriftNowhere() {
    int d = 120;
    double[][] pool = points(60, d, 5);
    Random random = new Random(6);
    int[] inside = IntStream.range(0, 30).toArray();
    Eigenspace space = Eigenspace.of(rows(pool, inside));
    for (int change = 0; change < 300; change++) {
      int leaves = random.nextInt(inside.length);
      int[] staying = IntStream.range(0, inside.length).filter(i -> i != leaves).toArray();
      int joins = random.nextInt(pool.length);
      space = space.keeping(staying).plus(rows(pool, joins));
      int[] next = Arrays.copyOf(inside, inside.length);
      System.arraycopy(inside, leaves + 1, next, leaves, inside.length - leaves - 1);
      next[inside.length - 1] = joins;
      inside = next;
    }
    assertSame(rows(pool, inside), space, 0.9, 150);
  }

  @Test
  void pointsThatDoNotDifferSpanNothing() {
    double[] point = {1, 2, 3};
    Eigenspace one = Eigenspace.of(new double[][] {point});
    assertEquals(Optional.empty(), one.leading(1, 10));
    Eigenspace twins = one.plus(new double[][] {point, point});
    assertEquals(0, twins.dimensions());
    assertEquals(Optional.empty(), twins.keeping(0, 2).leading(1, 10));
    double[][] three = {point, {2, 2, 3}, {1, 4, 3}};
    assertSame(three, twins.keeping(0).plus(rows(three, 1, 2)), 1, 10);
  }
}
