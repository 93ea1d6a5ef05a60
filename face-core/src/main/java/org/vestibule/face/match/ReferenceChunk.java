package org.vestibule.face.match;

import java.util.Arrays;
import java.util.List;

/**
 * Some people's references, one row after the other: as floats and rounded to bytes. A person's
 * rows are neighbours. Taking somebody out moves the rows behind, which is a fraction of a
 * millisecond since chunks are small.
 *
 * <p>Not thread-safe; readers may share it while nobody writes.
 */
final class ReferenceChunk {
  /** So many rows of 512 bytes are half a core's second-level cache. */
  static final int ROWS = 1024;

  private final int length;
  private final int capacity;
  private final float[] exact;
  private final byte[] rounded;
  private final float[] steps;

  /** First row of each person, and behind the last one how many rows are taken. */
  private final int[] starts;

  /** By person: the longest error of the person's rows. */
  private final float[] errors;

  private final String[] references;
  private int people;

  /**
   * @param length of a row, padded
   * @param rows how many the first person needs
   */
  ReferenceChunk(int length, int rows) {
    this.length = length;
    this.capacity = Math.max(rows, ROWS);
    exact = new float[capacity * length];
    rounded = new byte[capacity * length];
    steps = new float[capacity];
    starts = new int[capacity + 1];
    errors = new float[capacity];
    references = new String[capacity];
  }

  int people() {
    return people;
  }

  boolean hasRoom(int rows) {
    return starts[people] + rows <= capacity;
  }

  String reference(int person) {
    return references[person];
  }

  void add(String reference, List<float[]> vectors) {
    int row = starts[people];
    float worst = 0;
    for (float[] vector : vectors) {
      steps[row] = (float) Rounding.largest(vector) / DotProducts.MOST_OF_ROW;
      System.arraycopy(vector, 0, exact, row * length, vector.length);
      worst = Math.max(worst, Rounding.intoBytes(vector, steps[row], rounded, row * length));
      row++;
    }
    references[people] = reference;
    errors[people] = worst;
    starts[++people] = row;
  }

  /** Where somebody who is here stands. */
  int person(String reference) {
    return Arrays.asList(references).indexOf(reference);
  }

  /** Takes a person out and wipes the room that becomes free. */
  void remove(String reference) {
    int person = person(reference);
    int from = starts[person];
    int to = starts[person + 1];
    int end = starts[people];
    System.arraycopy(exact, to * length, exact, from * length, (end - to) * length);
    System.arraycopy(rounded, to * length, rounded, from * length, (end - to) * length);
    System.arraycopy(steps, to, steps, from, end - to);
    int free = end - (to - from);
    Arrays.fill(exact, free * length, end * length, 0);
    Arrays.fill(rounded, free * length, end * length, (byte) 0);
    for (int next = person + 1; next < people; next++) {
      references[next - 1] = references[next];
      errors[next - 1] = errors[next];
      starts[next] = starts[next + 1] - (to - from);
    }
    references[--people] = null;
  }

  /**
   * The highest score that each person can have, by the rounded rows alone.
   *
   * @param floor is told the lowest that each can have
   */
  double[] ceilings(QuantisedProbe probe, DotProducts dots, ScoreFloor floor) {
    int[] products = new int[starts[people]];
    dots.quantised(probe.rounded(), rounded, products.length, products);
    double[] ceilings = new double[people];
    for (int person = 0; person < people; person++) {
      double score = roundedScore(products, probe.step(), person);
      double bound = Rounding.bound(probe, errors[person]);
      ceilings[person] = score + bound;
      floor.raise(score - bound);
    }
    return ceilings;
  }

  private double roundedScore(int[] products, double step, int person) {
    int first = starts[person];
    int count = starts[person + 1] - first;
    if (count == 1) {
      return products[first] * (step * steps[first]);
    }
    double[] cosines = new double[count];
    for (int i = 0; i < count; i++) {
      cosines[i] = products[first + i] * (step * steps[first + i]);
    }
    return PersonScore.of(cosines);
  }

  /** A person's score by the floats. */
  double score(QuantisedProbe probe, DotProducts dots, int person) {
    double[] cosines = new double[starts[person + 1] - starts[person]];
    for (int i = 0; i < cosines.length; i++) {
      float cosine = dots.exact(probe.exact(), exact, (starts[person] + i) * length);
      cosines[i] = Math.max(-1, Math.min(1, cosine));
    }
    return PersonScore.of(cosines);
  }
}
