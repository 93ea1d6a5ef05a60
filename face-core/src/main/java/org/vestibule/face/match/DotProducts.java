package org.vestibule.face.match;

import java.util.Arrays;

/**
 * The two inner loops of a search, in plain Java. {@link VectorDotProducts} does the same by the
 * Vector API where the JVM was started with it.
 *
 * <p>Immutable and thread-safe.
 */
class DotProducts {
  /** Rows are padded with zeros to a multiple of this, so that no loop has a remainder. */
  static final int BLOCK = 128;

  /**
   * Largest magnitude of a byte of a probe: four products with a byte of a row, 4 * 63 * 127, fit
   * into 16 bits.
   */
  static final int MOST_OF_PROBE = 63;

  /** Largest magnitude of a byte of a row. */
  static final int MOST_OF_ROW = 127;

  /** The fastest that this JVM has. */
  static DotProducts best() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return vectors ? new VectorDotProducts() : new DotProducts();
  }

  /** The length of rows for this many values. */
  static int padded(int dimension) {
    return (dimension + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** The values with zeros behind them. */
  static float[] padded(float[] values) {
    return Arrays.copyOf(values, padded(values.length));
  }

  /**
   * Dot product of the probe with the row that begins at an index.
   *
   * @param probe padded
   * @param rows rows as long as the probe, one after the other
   */
  float exact(float[] probe, float[] rows, int start) {
    // Four sums side by side, since one alone waits for each addition to finish.
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < probe.length; i += 4) {
      s0 += probe[i] * rows[start + i];
      s1 += probe[i + 1] * rows[start + i + 1];
      s2 += probe[i + 2] * rows[start + i + 2];
      s3 += probe[i + 3] * rows[start + i + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /**
   * Exact integer dot products of a quantised probe with the first rows of an array.
   *
   * @param probe padded, -63 to 63
   * @param rows rows as long as the probe, -127 to 127, one after the other
   * @param products takes one for each row
   */
  void quantised(short[] probe, byte[] rows, int count, int[] products) {
    for (int row = 0; row < count; row++) {
      int start = row * probe.length;
      int even = 0;
      int odd = 0;
      for (int i = 0; i < probe.length; i += 2) {
        even += probe[i] * rows[start + i];
        odd += probe[i + 1] * rows[start + i + 1];
      }
      products[row] = even + odd;
    }
  }
}
