package org.vestibule.face.template;

/**
 * A random orthogonal matrix, uniform over all of them (Haar): a product of Householder reflections
 * of normal vectors in 2, 3, … n dimensions with the signs of their first coordinates (Stewart
 * 1980, The efficient generation of random orthogonal matrices with an application to condition
 * estimators). Applying it costs n<sup>2</sup> multiplications, as a matrix would, and half its
 * memory. Immutable and thread-safe.
 */
final class RandomRotation {
  /** By number of coordinates, from 1: the unit vector to reflect the last ones at. */
  private final double[][] mirrors;

  private final double[] signs;

  private RandomRotation(double[][] mirrors, double[] signs) {
    this.mirrors = mirrors;
    this.signs = signs;
  }

  /**
   * @param key 32 bytes that everything random comes from: the same key gives the same rotation
   */
  static RandomRotation draw(int dimension, byte[] key) {
    NormalStream normal = new NormalStream(key);
    double[][] mirrors = new double[dimension + 1][];
    double[] signs = new double[dimension];
    for (int k = 1; k <= dimension; k++) {
      double[] vector = new double[k];
      double squares = 0;
      for (int i = 0; i < k; i++) {
        vector[i] = normal.next();
        squares += vector[i] * vector[i];
      }
      // Away from zero, so that nothing cancels; the sign is given back at the end.
      double sign = vector[0] < 0 ? -1 : 1;
      signs[dimension - k] = -sign;
      vector[0] += sign * Math.sqrt(squares);
      mirrors[k] = unit(vector);
    }
    return new RandomRotation(mirrors, signs);
  }

  private static double[] unit(double[] vector) {
    double squares = 0;
    for (double v : vector) {
      squares += v * v;
    }
    double scale = 1 / Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  /** The vector turned. */
  float[] turn(float[] vector) {
    double[] v = wide(vector);
    for (int k = 2; k < mirrors.length; k++) {
      reflect(v, mirrors[k]);
    }
    for (int i = 0; i < v.length; i++) {
      v[i] *= signs[i];
    }
    return narrow(v);
  }

  /** The vector that {@link #turn} makes this one of. */
  float[] turnBack(float[] vector) {
    double[] v = wide(vector);
    for (int i = 0; i < v.length; i++) {
      v[i] *= signs[i];
    }
    for (int k = mirrors.length - 1; k >= 2; k--) {
      reflect(v, mirrors[k]);
    }
    return narrow(v);
  }

  /** Reflects the last coordinates, as many as the mirror has. */
  private static void reflect(double[] v, double[] mirror) {
    int from = v.length - mirror.length;
    double along = 0;
    for (int i = 0; i < mirror.length; i++) {
      along += v[from + i] * mirror[i];
    }
    along *= 2;
    for (int i = 0; i < mirror.length; i++) {
      v[from + i] -= along * mirror[i];
    }
  }

  private static double[] wide(float[] vector) {
    double[] wide = new double[vector.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = vector[i];
    }
    return wide;
  }

  private static float[] narrow(double[] vector) {
    float[] narrow = new float[vector.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) vector[i];
    }
    return narrow;
  }
}
