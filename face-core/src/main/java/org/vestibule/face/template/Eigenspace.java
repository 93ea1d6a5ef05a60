package org.vestibule.face.template;

import java.util.Arrays;
import java.util.Optional;
import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/**
 * The eigenspace of n points together with each point's coordinates in it, none of its dimensions
 * dropped: every point is {@code mean + basis * coordinates}, so points can join and leave exactly,
 * without any of the others (Hall, Marshall and Martin 2000, "Merging and splitting eigenspace
 * models", with the space kept whole, where they truncate it). What leaves takes its dimensions
 * along. Immutable.
 *
 * <p>With r dimensions, fewer than n, a change costs an r x r eigenproblem and a product of d x r
 * by r x r; the space takes 8 r (n + d) bytes.
 */
final class Eigenspace {
  /**
   * Below this share of the largest variance a dimension is rounding noise: it would move a point
   * by less than 1e-6 of the standard deviation along the first.
   */
  private static final double NOISE = 1e-13;

  private final double[] mean;

  /** d x r, orthonormal columns, largest variance first; one column of zeros without dimensions. */
  private final Matrix basis;

  /** n x r, every column's sum 0. */
  private final Matrix coordinates;

  /** Squares of the coordinates summed for each dimension: n - 1 times the variance. */
  private final double[] spread;

  private Eigenspace(double[] mean, Matrix basis, Matrix coordinates, double[] spread) {
    this.mean = mean;
    this.basis = basis;
    this.coordinates = coordinates;
    this.spread = spread;
  }

  /**
   * The space of some points.
   *
   * @param points at least one, all of the same dimension; not changed
   */
  static Eigenspace of(double[][] points) {
    double[] first = points[0].clone();
    Matrix nothing = new Matrix(first.length, 1);
    return new Eigenspace(first, nothing, new Matrix(1, 1), new double[0])
        .plus(Arrays.copyOfRange(points, 1, points.length));
  }

  /** How many points there are, at least 1. */
  int points() {
    return coordinates.nrows();
  }

  /** How many dimensions the points span around their mean. */
  int dimensions() {
    return spread.length;
  }

  /**
   * The space of these points and more.
   *
   * @param more of the same dimension; not changed
   */
  Eigenspace plus(double[][] more) {
    if (more.length == 0) {
      return this;
    }
    if (more.length > mean.length) {
      return plus(Arrays.copyOf(more, mean.length))
          .plus(Arrays.copyOfRange(more, mean.length, more.length));
    }
    Matrix away = offsets(more);
    Matrix along = new Matrix(basis.ncols(), more.length);
    // Twice is enough to be orthogonal to rounding error (Giraud et al. 2005).
    for (int pass = 0; pass < 2; pass++) {
      Matrix part = basis.tm(away);
      along.add(part);
      away.sub(basis.mm(part));
    }
    Matrix beyond = orthonormal(orthonormal(away));
    return settled(mean, joinedAxes(beyond), joinedPlaces(along, beyond.tm(away)));
  }

  /**
   * An orthonormal basis of the columns by their Gram matrix, or a column of zeros for nothing.
   * Like the Cholesky QR it loses digits where columns are nearly dependent, and twice loses none
   * (Yamamoto et al. 2015). Smile's own QR gives a wrong Q.
   */
  private static Matrix orthonormal(Matrix columns) {
    Matrix.EVD eigen = columns.ata().uplo(UPLO.LOWER).eigen(false, true, false).sort();
    int rank = significant(eigen.wr, eigen.wr.length);
    if (rank == 0) {
      return new Matrix(columns.nrows(), 1);
    }
    Matrix basis = columns.mm(eigen.Vr.submatrix(0, 0, eigen.Vr.nrows() - 1, rank - 1));
    for (int k = 0; k < rank; k++) {
      double length = Math.sqrt(eigen.wr[k]);
      for (int i = 0; i < basis.nrows(); i++) {
        basis.div(i, k, length);
      }
    }
    return basis;
  }

  /** How many of the eigenvalues, largest first, are more than rounding noise. */
  private static int significant(double[] eigenvalues, int most) {
    int kept = 0;
    while (kept < most && eigenvalues[kept] > NOISE * eigenvalues[0]) {
      kept++;
    }
    return kept;
  }

  /** The points' offsets from the mean, one a column. */
  private Matrix offsets(double[][] more) {
    Matrix away = new Matrix(mean.length, more.length);
    for (int c = 0; c < more.length; c++) {
      for (int i = 0; i < mean.length; i++) {
        away.set(i, c, more[c][i] - mean[i]);
      }
    }
    return away;
  }

  private Matrix joinedAxes(Matrix beyond) {
    Matrix both = new Matrix(mean.length, basis.ncols() + beyond.ncols());
    copy(basis, both, 0, 0);
    copy(beyond, both, 0, basis.ncols());
    return both;
  }

  /** Of the old points along the old axes, and of the new points along both. */
  private Matrix joinedPlaces(Matrix along, Matrix beyond) {
    Matrix all = new Matrix(points() + along.ncols(), along.nrows() + beyond.nrows());
    copy(coordinates, all, 0, 0);
    copy(along.transpose(), all, points(), 0);
    copy(beyond.transpose(), all, points(), along.nrows());
    return all;
  }

  private static void copy(Matrix from, Matrix to, int row, int column) {
    for (int c = 0; c < from.ncols(); c++) {
      for (int r = 0; r < from.nrows(); r++) {
        to.set(row + r, column + c, from.get(r, c));
      }
    }
  }

  /**
   * The space of the points that stay, as if the others had never been in it.
   *
   * @param staying numbers of points from 0, at least one; the new numbers follow their order
   */
  Eigenspace keeping(int... staying) {
    return settled(mean, basis, coordinates.row(staying));
  }

  /** Moves the origin into the points' mean and turns the axes along their variances. */
  private static Eigenspace settled(double[] origin, Matrix axes, Matrix places) {
    double[] middle = places.colMeans();
    for (int k = 0; k < middle.length; k++) {
      for (int point = 0; point < places.nrows(); point++) {
        places.sub(point, k, middle[k]);
      }
    }
    double[] mean = axes.mv(middle);
    for (int i = 0; i < mean.length; i++) {
      mean[i] += origin[i];
    }
    // uplo says that the matrix is symmetric; the third argument true would destroy it.
    Matrix.EVD eigen = places.ata().uplo(UPLO.LOWER).eigen(false, true, false).sort();
    int kept = significant(eigen.wr, Math.min(places.nrows() - 1, eigen.wr.length));
    if (kept == 0) {
      Matrix nothing = new Matrix(mean.length, 1);
      return new Eigenspace(mean, nothing, new Matrix(places.nrows(), 1), new double[0]);
    }
    Matrix turn = eigen.Vr.submatrix(0, 0, eigen.Vr.nrows() - 1, kept - 1);
    double[] spread = Arrays.copyOf(eigen.wr, kept);
    return new Eigenspace(mean, axes.mm(turn), places.mm(turn), spread);
  }

  /**
   * The principal components of the points.
   *
   * @param varianceKept directions are kept until they carry this share of all variance, 0 to 1
   * @param most how many directions at most
   * @return empty when the points do not differ
   */
  Optional<PrincipalComponents> leading(double varianceKept, int most) {
    int kept = PrincipalComponents.kept(spread, varianceKept, most);
    if (kept == 0) {
      return Optional.empty();
    }
    double[][] directions = new double[kept][];
    double[] variances = new double[kept];
    for (int k = 0; k < kept; k++) {
      directions[k] = basis.col(k);
      variances[k] = spread[k] / (points() - 1);
    }
    return Optional.of(new PrincipalComponents(mean.clone(), directions, variances));
  }

  /** A point's coordinates in the first dimensions, as {@link #leading} orders them. */
  double[] coordinates(int point, int first) {
    double[] own = new double[first];
    for (int k = 0; k < first; k++) {
      own[k] = coordinates.get(point, k);
    }
    return own;
  }
}
