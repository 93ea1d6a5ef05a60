package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Gram-matrix route against the d x d covariance, by the definition of its eigenvectors. */
class PrincipalComponentsTest {
  private static final double TOLERANCE = 1e-9;

  /** Correlated points whose variance falls along the axes. */
  private static double[][] points(int n, int d, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][d];
    for (double[] point : points) {
      double common = random.nextGaussian();
      for (int i = 0; i < d; i++) {
        point[i] = 5 + random.nextGaussian() * (1 + d - i) / d + common;
      }
    }
    return points;
  }

  private static double[][] covariance(double[][] points) {
    int d = points[0].length;
    double[] mean = new double[d];
    for (double[] p : points) {
      for (int i = 0; i < d; i++) {
        mean[i] += p[i] / points.length;
      }
    }
    double[][] covariance = new double[d][d];
    for (double[] p : points) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          covariance[i][j] += (p[i] - mean[i]) * (p[j] - mean[j]) / (points.length - 1);
        }
      }
    }
    return covariance;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "6, 40", "20, 60", "30, 8", "60, 60"})
  void directionsAreEigenvectorsOfTheCovariance(int n, int d) {
    double[][] points = points(n, d, n + d);
    double[][] covariance = covariance(points);
    PrincipalComponents found = PrincipalComponents.of(points, 1, 1000).orElseThrow();
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += covariance[i][i];
    }
    double explained = 0;
    for (int k = 0; k < found.directions().length; k++) {
      double[] u = found.directions()[k];
      explained += found.variances()[k];
      for (int i = 0; i < d; i++) {
        assertEquals(found.variances()[k] * u[i], dot(covariance[i], u), 1e-8);
      }
      for (int other = 0; other < k; other++) {
        assertEquals(0, dot(u, found.directions()[other]), 1e-7);
        assertTrue(found.variances()[other] >= found.variances()[k] - TOLERANCE);
      }
      assertEquals(1, dot(u, u), TOLERANCE);
    }
    assertEquals(trace, explained, 1e-6 * trace, "all variance is explained");
  }

  @Test
  void keepsAsManyDirectionsAsTheVarianceAsksFor() {
    double[][] points = points(30, 50, 3);
    PrincipalComponents all = PrincipalComponents.of(points, 1, 1000).orElseThrow();
    PrincipalComponents some = PrincipalComponents.of(points, 0.8, 1000).orElseThrow();
    double total = Arrays.stream(all.variances()).sum();
    double kept = Arrays.stream(some.variances()).sum();
    double withoutLast = kept - some.variances()[some.variances().length - 1];
    assertTrue(kept >= 0.8 * total && withoutLast < 0.8 * total);
    assertEquals(3, PrincipalComponents.of(points, 1, 3).orElseThrow().directions().length);
  }

  @Test
  void pointsThatDoNotDifferHaveNone() {
    double[] point = {1, 2, 3};
    assertEquals(Optional.empty(), PrincipalComponents.of(new double[][] {point, point}, 1, 10));
    assertEquals(Optional.empty(), PrincipalComponents.of(new double[][] {point}, 1, 10));
    assertEquals(Optional.empty(), PrincipalComponents.of(new double[0][], 1, 10));
  }

  @Test
  void leavesThePointsAsTheyWere() {
    double[][] points = points(5, 9, 1);
    PrincipalComponents.of(points, 1, 10);
    assertArrayEquals(points(5, 9, 1), points);
  }
}
