package org.vestibule.face.match;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops by the Vector API (JEP 414 in JDK 17). The only class that names it: it is loaded
 * only where the module {@code jdk.incubator.vector} was added to the JVM.
 */
final class VectorDotProducts extends DotProducts {
  /** No wider than {@link #BLOCK} allows. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(
          short.class,
          VectorShape.forBitSize(Math.min(512, ShortVector.SPECIES_PREFERRED.vectorBitSize())));

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, SHORTS.vectorShape());
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SHORTS.vectorShape());
  private static final int FLOAT_STEP = FLOATS.length();
  private static final int STEP = SHORTS.length();

  @Override
  float exact(float[] probe, float[] rows, int start) {
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = FloatVector.zero(FLOATS);
    for (int i = 0; i < probe.length; i += 2 * FLOAT_STEP) {
      FloatVector p0 = FloatVector.fromArray(FLOATS, probe, i);
      FloatVector p1 = FloatVector.fromArray(FLOATS, probe, i + FLOAT_STEP);
      even = p0.fma(FloatVector.fromArray(FLOATS, rows, start + i), even);
      odd = p1.fma(FloatVector.fromArray(FLOATS, rows, start + i + FLOAT_STEP), odd);
    }
    return even.add(odd).reduceLanes(VectorOperators.ADD);
  }

  @Override
  void quantised(short[] probe, byte[] rows, int count, int[] products) {
    for (int row = 0; row < count; row++) {
      products[row] = quantised(probe, rows, row * probe.length);
    }
  }

  /** Products are summed by fours as 16 bits, which cannot overflow, and those sums as 32 bits. */
  private static int quantised(short[] probe, byte[] rows, int start) {
    IntVector sum = IntVector.zero(INTS);
    for (int i = 0; i < probe.length; i += 4 * STEP) {
      ShortVector four =
          product(probe, rows, i, start)
              .add(product(probe, rows, i + STEP, start))
              .add(product(probe, rows, i + 2 * STEP, start))
              .add(product(probe, rows, i + 3 * STEP, start));
      IntVector pairs = four.reinterpretAsInts();
      IntVector upper = pairs.lanewise(VectorOperators.ASHR, 16);
      IntVector lower = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
      sum = sum.add(upper).add(lower);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static ShortVector product(short[] probe, byte[] rows, int i, int start) {
    ShortVector widened =
        (ShortVector) ByteVector.fromArray(BYTES, rows, start + i).castShape(SHORTS, 0);
    return widened.mul(ShortVector.fromArray(SHORTS, probe, i));
  }
}
