package org.vestibule.face.match;

import java.util.Random;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/** Invented faces: directions of 512 dimensions, and samples of them. One thread. */
final class Synthetic {
  static final EncoderId DEEP = new EncoderId("deep", 1);
  private static final int DIMENSION = 512;

  private final Random random;

  Synthetic(long seed) {
    random = new Random(seed);
  }

  /** Of unit length, and as good as orthogonal to every other. */
  Template direction() {
    return sample(new double[DIMENSION], 1);
  }

  /**
   * A sample of a face.
   *
   * @param noise its length beside the face's 1: the cosine to the face is 1 / sqrt(1 + noise^2)
   */
  Template sample(Template face, double noise) {
    return sample(doubles(face), noise);
  }

  /** The face turned by an angle towards another direction, which age takes it to. */
  static Template aged(Template face, Template towards, double degrees) {
    double[] from = doubles(face);
    double[] to = doubles(towards);
    double along = face.cosine(towards);
    double sine = Math.sqrt(1 - along * along);
    double angle = Math.toRadians(degrees);
    double[] turned = new double[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      turned[i] = Math.cos(angle) * from[i] + Math.sin(angle) * (to[i] - along * from[i]) / sine;
    }
    return unit(turned);
  }

  private Template sample(double[] face, double noise) {
    double[] v = face.clone();
    for (int i = 0; i < DIMENSION; i++) {
      v[i] += noise * random.nextGaussian() / Math.sqrt(DIMENSION);
    }
    return unit(v);
  }

  private static double[] doubles(Template template) {
    float[] vector = template.vector();
    double[] v = new double[vector.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = vector[i];
    }
    return v;
  }

  private static Template unit(double[] v) {
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
}
