package org.vestibule.face.template;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named tensors in TensorFlow.js' weights format: one binary file, and a JSON manifest that gives
 * the order, shapes and, for tensors kept as bytes, the scale and minimum: value = byte * scale +
 * min. Immutable.
 */
final class QuantisedWeights {
  private static final String NUMBER = "(-?[0-9.]+(?:[eE]-?[0-9]+)?)";
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\{\\s*\"name\"\\s*:\\s*\"([^\"]+)\"\\s*,\\s*\"shape\"\\s*:\\s*\\[([0-9,\\s]+)\\]"
              + "\\s*,\\s*\"dtype\"\\s*:\\s*\"float32\"\\s*"
              + "(?:,\\s*\"quantization\"\\s*:\\s*\\{\\s*\"dtype\"\\s*:\\s*\"uint8\"\\s*,"
              + "\\s*\"scale\"\\s*:\\s*"
              + NUMBER
              + "\\s*,\\s*\"min\"\\s*:\\s*"
              + NUMBER
              + "\\s*\\}\\s*)?\\}");

  private final Map<String, float[]> tensors;

  private QuantisedWeights(Map<String, float[]> tensors) {
    this.tensors = tensors;
  }

  /**
   * Reads all tensors.
   *
   * @throws IllegalArgumentException when the two files do not fit each other exactly
   */
  static QuantisedWeights read(byte[] manifest, byte[] weights) {
    ByteBuffer in = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, float[]> tensors = new HashMap<>();
    Matcher entry = ENTRY.matcher(new String(manifest, StandardCharsets.UTF_8));
    while (entry.find()) {
      int size = size(entry.group(2));
      boolean quantised = entry.group(3) != null;
      if (in.remaining() < (quantised ? 1L : Float.BYTES) * size) {
        throw new IllegalArgumentException("the weights are cut short");
      }
      tensors.put(
          entry.group(1),
          quantised
              ? bytes(in, size, Double.parseDouble(entry.group(3)), min(entry))
              : floats(in, size));
    }
    if (in.hasRemaining()) {
      throw new IllegalArgumentException("there are more weights than the manifest names");
    }
    return new QuantisedWeights(tensors);
  }

  private static double min(Matcher entry) {
    return Double.parseDouble(entry.group(4));
  }

  private static int size(String shape) {
    return Arrays.stream(shape.split(","))
        .mapToInt(dimension -> Integer.parseInt(dimension.strip()))
        .reduce(1, Math::multiplyExact);
  }

  private static float[] bytes(ByteBuffer in, int size, double scale, double min) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) ((in.get() & 0xff) * scale + min);
    }
    return values;
  }

  private static float[] floats(ByteBuffer in, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = in.getFloat();
    }
    return values;
  }

  /**
   * A tensor's values, last index fastest.
   *
   * @throws IllegalArgumentException when there is none of that name and size
   */
  float[] of(String name, int size) {
    float[] values = tensors.get(name);
    if (values == null || values.length != size) {
      throw new IllegalArgumentException("no such weights: " + name);
    }
    return values.clone();
  }
}
