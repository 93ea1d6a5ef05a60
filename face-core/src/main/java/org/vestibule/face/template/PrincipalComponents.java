package org.vestibule.face.template;

import java.util.Arrays;
import java.util.Optional;
import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/**
 * The principal components of n points in d dimensions, for n far below d: the n x n Gram matrix of
 * the centred points has the non-zero eigenvalues of the d x d covariance and leads to its
 * eigenvectors (Turk and Pentland 1991, "Calculating Eigenfaces"). Smile's own PCA builds the d x d
 * covariance, which takes hours for pictures.
 *
 * @param mean of the points, d values
 * @param directions unit vectors of d values, largest variance first; their signs are free
 * @param variances along the directions, above 0, with divisor n - 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never seen outside this package
record PrincipalComponents(double[] mean, double[][] directions, double[] variances) {
  /** Below this share of the largest variance a direction is rounding noise. */
  private static final double NOISE = 1e-9;

  /**
   * Finds them.
   *
   * @param points n arrays of the same length; not changed
   * @param varianceKept directions are kept until they carry this share of all variance, 0 to 1
   * @param most how many directions at most
   * @return empty when the points do not differ
   */
  static Optional<PrincipalComponents> of(double[][] points, double varianceKept, int most) {
    if (points.length < 2) {
      return Optional.empty();
    }
    double[] mean = mean(points);
    Matrix centred = centred(points, mean);
    // uplo says that the matrix is symmetric; the third argument true would destroy it.
    Matrix.EVD eigen = centred.aat().uplo(UPLO.LOWER).eigen(false, true, false).sort();
    int kept = kept(eigen.wr, varianceKept, most);
    if (kept == 0) {
      return Optional.empty();
    }
    Matrix leading = eigen.Vr.submatrix(0, 0, points.length - 1, kept - 1);
    Matrix columns = centred.tm(leading);
    double[][] directions = new double[kept][];
    double[] variances = new double[kept];
    for (int k = 0; k < kept; k++) {
      variances[k] = eigen.wr[k] / (points.length - 1);
      directions[k] = unit(columns.col(k));
    }
    return Optional.of(new PrincipalComponents(mean, directions, variances));
  }

  private static double[] mean(double[][] points) {
    double[] mean = new double[points[0].length];
    for (double[] point : points) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += point[i] / points.length;
      }
    }
    return mean;
  }

  private static Matrix centred(double[][] points, double[] mean) {
    Matrix centred = new Matrix(points.length, mean.length);
    for (int r = 0; r < points.length; r++) {
      for (int c = 0; c < mean.length; c++) {
        centred.set(r, c, points[r][c] - mean[c]);
      }
    }
    return centred;
  }

  /** How many leading eigenvalues, largest first, carry this share of their sum; noise is none. */
  static int kept(double[] eigenvalues, double varianceKept, int most) {
    double all = Arrays.stream(eigenvalues).filter(v -> v > 0).sum();
    double carried = 0;
    int kept = 0;
    while (kept < Math.min(most, eigenvalues.length)
        && eigenvalues[kept] > NOISE * eigenvalues[0]
        && carried < varianceKept * all) {
      carried += eigenvalues[kept++];
    }
    return kept;
  }

  private static double[] unit(double[] vector) {
    double length = Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
    return Arrays.stream(vector).map(v -> v / length).toArray();
  }
}
