package org.vestibule.face.detect;

/** The little linear algebra in three dimensions that head pose needs. */
final class Linear {
  private Linear() {}

  /**
   * For points M (n x 3) with their mean taken off, (MᵀM)⁻¹Mᵀ: 3 x n. Applied to any linear image
   * of the points it gives the map's row; a constant added to the image has no effect.
   */
  static double[][] pseudoInverseOfCentred(double[][] points) {
    int n = points.length;
    double[][] m = new double[n][3];
    for (int k = 0; k < 3; k++) {
      double mean = 0;
      for (double[] p : points) {
        mean += p[k] / n;
      }
      for (int i = 0; i < n; i++) {
        m[i][k] = points[i][k] - mean;
      }
    }
    double[][] square = new double[3][3];
    for (double[] p : m) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          square[a][b] += p[a] * p[b];
        }
      }
    }
    double[][] inverse = inverse(square);
    double[][] result = new double[3][n];
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < 3; j++) {
          result[k][i] += inverse[k][j] * m[i][j];
        }
      }
    }
    return result;
  }

  /** By cofactors: row i of the inverse is the cross product of the two other columns over det. */
  private static double[][] inverse(double[][] s) {
    double[][] columns = {
      {s[0][0], s[1][0], s[2][0]}, {s[0][1], s[1][1], s[2][1]}, {s[0][2], s[1][2], s[2][2]}
    };
    double[][] inverse = {
      cross(columns[1], columns[2]), cross(columns[2], columns[0]), cross(columns[0], columns[1])
    };
    double det = dot(columns[0], inverse[0]);
    for (double[] row : inverse) {
      for (int k = 0; k < 3; k++) {
        row[k] /= det;
      }
    }
    return inverse;
  }

  /**
   * The rotation whose first two rows are nearest to {@code x} and {@code y} after scaling; both
   * are bent by the same angle until they are at right angles.
   */
  static double[][] rotation(double[] x, double[] y) {
    double[] a = unit(x);
    double[] b = unit(y);
    double[] sum = unit(new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]});
    double[] difference = unit(new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]});
    double h = Math.sqrt(0.5);
    double[] first = new double[3];
    double[] second = new double[3];
    for (int k = 0; k < 3; k++) {
      first[k] = h * (sum[k] + difference[k]);
      second[k] = h * (sum[k] - difference[k]);
    }
    return new double[][] {first, second, cross(first, second)};
  }

  private static double[] unit(double[] v) {
    double length = Math.sqrt(dot(v, v));
    // Landmarks that all coincide have no direction; the zero vector says so without a NaN.
    return length < 1e-12
        ? new double[3]
        : new double[] {v[0] / length, v[1] / length, v[2] / length};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
