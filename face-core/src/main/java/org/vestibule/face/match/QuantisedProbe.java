package org.vestibule.face.match;

/**
 * A probe as floats and rounded to small integers.
 *
 * @param exact the probe, padded with zeros
 * @param rounded the probe divided by the step and rounded, -63 to 63
 * @param step what one unit of the rounded probe is worth
 * @param length Euclidean length of the rounded probe times the step
 * @param error Euclidean length of what rounding took away
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, made for one search, never compared
record QuantisedProbe(float[] exact, short[] rounded, double step, double length, double error) {

  static QuantisedProbe of(float[] vector) {
    float[] exact = DotProducts.padded(vector);
    double step = Rounding.largest(vector) / DotProducts.MOST_OF_PROBE;
    short[] rounded = new short[exact.length];
    double squares = 0;
    double lost = 0;
    for (int i = 0; i < vector.length; i++) {
      rounded[i] = (short) Math.rint(vector[i] / step);
      double kept = rounded[i] * step;
      squares += kept * kept;
      lost += (vector[i] - kept) * (vector[i] - kept);
    }
    return new QuantisedProbe(exact, rounded, step, Math.sqrt(squares), Math.sqrt(lost));
  }

  @Override
  public String toString() {
    return "QuantisedProbe";
  }
}
