package org.vestibule.face.template;

import java.util.Arrays;

/**
 * One picture's way through the network and the gradient's way back. The embedding is scaled to
 * unit length, and so are the directions of the classes, so that a class's score is a cosine
 * (normalised softmax, Wang et al. 2017, "NormFace"): the classification layer ranks people exactly
 * as comparing the embedding with their directions does.
 *
 * <p>Every loop adds in a fixed order, so that the same weights and picture give the same bits.
 * Holds the memory of one pass; for one thread.
 */
final class CnnPass {
  /** Cosines lie too close together for a softmax; this factor spreads them. */
  private static final float SPREAD = 16;

  private static final int FILTER = CnnShape.FILTER;

  private final CnnShape shape;
  private final float[] first;
  private final float[] firstPooled;
  private final int[] firstFrom;
  private final float[] second;
  private final float[] secondPooled;
  private final int[] secondFrom;
  private final float[] dropped;
  private final float[] embedding;
  private final float[] row;
  private double length;

  CnnPass(CnnShape shape) {
    this.shape = shape;
    first = new float[shape.firstMaps() * shape.firstSide() * shape.firstSide()];
    firstPooled = new float[shape.firstMaps() * shape.firstHalf() * shape.firstHalf()];
    firstFrom = new int[firstPooled.length];
    second = new float[shape.secondMaps() * shape.secondSide() * shape.secondSide()];
    secondPooled = new float[shape.flat()];
    secondFrom = new int[secondPooled.length];
    dropped = new float[secondPooled.length];
    embedding = new float[shape.features()];
    row = new float[shape.side()];
  }

  /**
   * The embedding of a picture, of unit length; the caller may keep it.
   *
   * @param picture side x side values
   */
  float[] embed(float[] weights, float[] picture) {
    float[] everything = new float[shape.flat()];
    Arrays.fill(everything, 1);
    forward(weights, picture, everything);
    return embedding.clone();
  }

  /**
   * Adds the gradient of one picture's loss (cross entropy) to {@code gradient}.
   *
   * @param keep factor for each input of the fully connected layer: 0 drops it (Srivastava et al.
   *     2014)
   * @return the loss
   */
  double learn(float[] weights, float[] picture, int target, float[] keep, float[] gradient) {
    forward(weights, picture, keep);
    float[] towards = new float[shape.features()];
    double loss = classify(weights, target, gradient, towards);
    backward(weights, picture, keep, towards, gradient);
    return loss;
  }

  private void forward(float[] weights, float[] picture, float[] keep) {
    convolve(
        weights,
        shape.firstFilters(),
        shape.firstBias(),
        picture,
        1,
        shape.side(),
        first,
        shape.firstMaps());
    pool(first, shape.firstSide(), firstPooled, firstFrom, shape.firstMaps());
    convolve(
        weights,
        shape.secondFilters(),
        shape.secondBias(),
        firstPooled,
        shape.firstMaps(),
        shape.firstHalf(),
        second,
        shape.secondMaps());
    pool(second, shape.secondSide(), secondPooled, secondFrom, shape.secondMaps());
    System.arraycopy(weights, shape.connectionBias(), embedding, 0, embedding.length);
    for (int j = 0; j < dropped.length; j++) {
      dropped[j] = secondPooled[j] * keep[j];
      addScaled(
          dropped[j],
          weights,
          shape.connections() + j * embedding.length,
          embedding,
          0,
          embedding.length);
    }
    length = Math.sqrt(dot(embedding, 0, embedding, 0, embedding.length) + 1e-12);
    for (int f = 0; f < embedding.length; f++) {
      embedding[f] /= (float) length;
    }
  }

  private static void convolve(
      float[] weights,
      int filters,
      int bias,
      float[] in,
      int inMaps,
      int inSide,
      float[] out,
      int outMaps) {
    int side = inSide - FILTER + 1;
    for (int o = 0; o < outMaps; o++) {
      int to = o * side * side;
      Arrays.fill(out, to, to + side * side, weights[bias + o]);
      for (int i = 0; i < inMaps; i++) {
        for (int k = 0; k < FILTER * FILTER; k++) {
          float w = weights[filters + (o * inMaps + i) * FILTER * FILTER + k];
          int from = i * inSide * inSide + (k / FILTER) * inSide + k % FILTER;
          for (int y = 0; y < side; y++) {
            addScaled(w, in, from + y * inSide, out, to + y * side, side);
          }
        }
      }
    }
  }

  /** The largest of each 2 x 2 values, at least 0; remembers which, or -1. */
  private static void pool(float[] in, int side, float[] out, int[] from, int maps) {
    int half = side / 2;
    int next = 0;
    for (int m = 0; m < maps; m++) {
      for (int y = 0; y < half; y++) {
        for (int x = 0; x < half; x++) {
          int corner = (m * side + 2 * y) * side + 2 * x;
          int best = -1;
          float most = 0;
          for (int at : new int[] {corner, corner + 1, corner + side, corner + side + 1}) {
            if (in[at] > most) {
              most = in[at];
              best = at;
            }
          }
          out[next] = most;
          from[next++] = best;
        }
      }
    }
  }

  /** Softmax over the cosines; adds the directions' gradient, gives the embedding's. */
  private double classify(float[] weights, int target, float[] gradient, float[] towards) {
    int features = embedding.length;
    double[] lengths = new double[shape.classes()];
    double[] scores = new double[shape.classes()];
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < scores.length; c++) {
      int at = shape.directions() + c * features;
      lengths[c] = Math.sqrt(dot(weights, at, weights, at, features) + 1e-12);
      scores[c] = SPREAD * dot(weights, at, embedding, 0, features) / lengths[c];
      most = Math.max(most, scores[c]);
    }
    double sum = 0;
    for (double score : scores) {
      sum += StrictMath.exp(score - most);
    }
    for (int c = 0; c < scores.length; c++) {
      double share = StrictMath.exp(scores[c] - most) / sum;
      float slope = (float) ((share - (c == target ? 1 : 0)) * SPREAD / lengths[c]);
      int at = shape.directions() + c * features;
      addScaled(slope, weights, at, towards, 0, features);
      addScaled(slope, embedding, 0, gradient, at, features);
      // What lengthens a direction changes no cosine.
      float along = (float) (-slope * scores[c] / SPREAD / lengths[c]);
      addScaled(along, weights, at, gradient, at, features);
    }
    return StrictMath.log(sum) + most - scores[target];
  }

  private void backward(
      float[] weights, float[] picture, float[] keep, float[] towards, float[] gradient) {
    float[] intoSecond = connection(weights, keep, towards, gradient);
    filters(
        intoSecond,
        shape.secondSide(),
        shape.secondMaps(),
        firstPooled,
        shape.firstMaps(),
        shape.secondFilters(),
        shape.secondBias(),
        gradient);
    float[] intoFirstPooled = new float[firstPooled.length];
    spread(weights, intoSecond, intoFirstPooled);
    float[] intoFirst = new float[first.length];
    for (int j = 0; j < firstPooled.length; j++) {
      if (firstFrom[j] >= 0) {
        intoFirst[firstFrom[j]] = intoFirstPooled[j];
      }
    }
    filters(
        intoFirst,
        shape.firstSide(),
        shape.firstMaps(),
        picture,
        1,
        shape.firstFilters(),
        shape.firstBias(),
        gradient);
  }

  /** Gradient of the fully connected layer; returns the slopes of the second convolution. */
  private float[] connection(float[] weights, float[] keep, float[] towards, float[] gradient) {
    int features = embedding.length;
    double along = dot(towards, 0, embedding, 0, features);
    float[] raw = new float[features];
    for (int f = 0; f < features; f++) {
      raw[f] = (float) ((towards[f] - along * embedding[f]) / length);
      gradient[shape.connectionBias() + f] += raw[f];
    }
    float[] intoSecond = new float[second.length];
    for (int j = 0; j < dropped.length; j++) {
      int at = shape.connections() + j * features;
      addScaled(dropped[j], raw, 0, gradient, at, features);
      if (secondFrom[j] >= 0 && keep[j] != 0) {
        intoSecond[secondFrom[j]] = (float) (keep[j] * dot(weights, at, raw, 0, features));
      }
    }
    return intoSecond;
  }

  /** Gradient of a convolution's filters and biases. */
  private void filters(
      float[] slopes,
      int side,
      int outMaps,
      float[] in,
      int inMaps,
      int filters,
      int bias,
      float[] gradient) {
    int inSide = side + FILTER - 1;
    for (int o = 0; o < outMaps; o++) {
      int at = o * side * side;
      double sum = 0;
      for (int p = 0; p < side * side; p++) {
        sum += slopes[at + p];
      }
      gradient[bias + o] += (float) sum;
      for (int i = 0; i < inMaps; i++) {
        for (int k = 0; k < FILTER * FILTER; k++) {
          int from = i * inSide * inSide + (k / FILTER) * inSide + k % FILTER;
          gradient[filters + (o * inMaps + i) * FILTER * FILTER + k] +=
              overlap(slopes, at, in, from, side, inSide);
        }
      }
    }
  }

  /** Sum of products over a square, summed down the columns first: that the compiler can widen. */
  private float overlap(float[] slopes, int at, float[] in, int from, int side, int inSide) {
    Arrays.fill(row, 0, side, 0);
    for (int y = 0; y < side; y++) {
      int s = at + y * side;
      int p = from + y * inSide;
      for (int x = 0; x < side; x++) {
        row[x] += slopes[s + x] * in[p + x];
      }
    }
    float sum = 0;
    for (int x = 0; x < side; x++) {
      sum += row[x];
    }
    return sum;
  }

  /** Gradient of the second convolution's input. */
  private void spread(float[] weights, float[] slopes, float[] into) {
    int side = shape.secondSide();
    int inSide = shape.firstHalf();
    for (int o = 0; o < shape.secondMaps(); o++) {
      for (int i = 0; i < shape.firstMaps(); i++) {
        for (int k = 0; k < FILTER * FILTER; k++) {
          int filter = (o * shape.firstMaps() + i) * FILTER * FILTER + k;
          float w = weights[shape.secondFilters() + filter];
          int to = i * inSide * inSide + (k / FILTER) * inSide + k % FILTER;
          for (int y = 0; y < side; y++) {
            addScaled(w, slopes, (o * side + y) * side, into, to + y * inSide, side);
          }
        }
      }
    }
  }

  private static void addScaled(
      float factor, float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] += factor * from[fromAt + i];
    }
  }

  private static double dot(float[] a, int atA, float[] b, int atB, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) a[atA + i] * b[atB + i];
    }
    return sum;
  }
}
