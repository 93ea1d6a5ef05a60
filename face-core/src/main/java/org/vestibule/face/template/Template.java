package org.vestibule.face.template;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A biometric template: a unit-length feature vector and the encoder that made it. Immutable. It is
 * personal data: its text form shows neither the vector nor a part of it.
 */
public final class Template {
  /** How far a vector's Euclidean length may be from 1: room for rounding, not for a wrong file. */
  private static final double LENGTH_TOLERANCE = 1e-3;

  /** A sum shorter than this share of its weights points anywhere. */
  private static final double LEAST_LENGTH = 1e-3;

  private static final int MAX_DIMENSION = 4096;
  private static final byte PLAIN_FORMAT = 1;
  private static final byte KEYED_FORMAT = 2;
  private static final int KEY_BYTES = 8;
  private static final byte[] MAGIC = "VFTP".getBytes(StandardCharsets.US_ASCII);
  private static final int FIXED_BYTES = MAGIC.length + 1 + 1 + 4 + 2;

  private final EncoderId encoder;
  private final float[] vector;

  /**
   * @param vector 1 to 4,096 finite values of length 1 (Euclidean, within 1e-3); copied
   * @throws IllegalArgumentException when the vector is anything else
   */
  public Template(EncoderId encoder, float[] vector) {
    String fault = fault(vector);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
    this.encoder = encoder;
    this.vector = vector.clone();
  }

  /** A template of the vector's direction; what is wrong with a vector no scaling mends. */
  static Template ofDirection(EncoderId encoder, float[] direction) {
    double squares = 0;
    for (float v : direction) {
      squares += (double) v * v;
    }
    double scale = 1 / Math.sqrt(squares);
    float[] unit = new float[direction.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (direction[i] * scale);
    }
    return new Template(encoder, unit);
  }

  /**
   * The direction of the weighted sum of templates of one encoder: several samples of a face as one
   * probe.
   *
   * @param weights one above 0 for each template
   * @return empty when the templates cancel each other out, as two of a space of one dimension may
   * @throws IllegalArgumentException when there is no template or the encoders differ
   */
  public static Optional<Template> mean(List<Template> templates, double[] weights) {
    Template first = templates.get(0);
    float[] sum = new float[first.dimension()];
    double squares = 0;
    for (int t = 0; t < weights.length; t++) {
      Template template = templates.get(t);
      if (!template.encoder.equals(first.encoder) || template.dimension() != sum.length) {
        throw new IllegalArgumentException("templates of different encoders have no mean");
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) weights[t] * template.vector[i];
      }
    }
    for (float v : sum) {
      squares += (double) v * v;
    }
    double weight = Arrays.stream(weights).sum();
    return Math.sqrt(squares) < LEAST_LENGTH * weight
        ? Optional.empty()
        : Optional.of(ofDirection(first.encoder, sum));
  }

  public EncoderId encoder() {
    return encoder;
  }

  public int dimension() {
    return vector.length;
  }

  /** A copy of the vector. */
  public float[] vector() {
    return vector.clone();
  }

  /**
   * Cosine of the angle to another template, -1 to 1, larger is more alike.
   *
   * @throws IllegalArgumentException when another encoder made it: such scores mean nothing
   */
  public double cosine(Template other) {
    if (!encoder.equals(other.encoder) || vector.length != other.vector.length) {
      throw new IllegalArgumentException("templates of different encoders are never compared");
    }
    return Math.max(-1, Math.min(1, dot(vector, other.vector)));
  }

  /** Four sums side by side, since one alone waits for each addition to finish. */
  private static double dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (double) s0 + s1 + s2 + s3;
  }

  /**
   * The form that is stored (sealed), big-endian: {@code VFTP}, format version (1 byte: 1, or 2
   * under a key), length of the encoder's name (1 byte), the name in ASCII, the encoder's version
   * (4 bytes), in format 2 the key's id (8 ASCII bytes), dimension (2 bytes), and the values as
   * IEEE 754 floats.
   */
  public byte[] toBytes() {
    byte[] name = encoder.name().getBytes(StandardCharsets.US_ASCII);
    byte[] key = encoder.key().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out =
        ByteBuffer.allocate(FIXED_BYTES + name.length + key.length + Float.BYTES * vector.length);
    out.put(MAGIC).put(key.length == 0 ? PLAIN_FORMAT : KEYED_FORMAT);
    out.put((byte) name.length).put(name).putInt(encoder.version()).put(key);
    out.putShort((short) vector.length);
    for (float v : vector) {
      out.putFloat(v);
    }
    return out.array();
  }

  /**
   * Reads {@link #toBytes()}'s form.
   *
   * @throws TemplateFormatException when the bytes are not exactly one well-formed template: wrong
   *     magic or format version, a name, key or dimension out of range, too few or too many bytes,
   *     a value that is not finite, a vector that is not of unit length
   */
  public static Template fromBytes(byte[] bytes) throws TemplateFormatException {
    try {
      return read(ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException e) {
      throw new TemplateFormatException("template cut short");
    }
  }

  private static Template read(ByteBuffer in) throws TemplateFormatException {
    if (!Arrays.equals(take(in, MAGIC.length), MAGIC)) {
      throw new TemplateFormatException("not a template");
    }
    byte format = in.get();
    if (format != PLAIN_FORMAT && format != KEYED_FORMAT) {
      throw new TemplateFormatException("a template of a format this version cannot read");
    }
    byte[] name = take(in, in.get() & 0xff);
    int version = in.getInt();
    EncoderId encoder = encoder(name, version, take(in, format == KEYED_FORMAT ? KEY_BYTES : 0));
    float[] vector = new float[in.getShort() & 0xffff];
    if (in.remaining() != Float.BYTES * vector.length) {
      throw new TemplateFormatException("template of the wrong length");
    }
    in.asFloatBuffer().get(vector);
    String fault = fault(vector);
    if (fault != null) {
      throw new TemplateFormatException(fault);
    }
    return new Template(encoder, vector);
  }

  private static byte[] take(ByteBuffer in, int count) {
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  private static EncoderId encoder(byte[] name, int version, byte[] key)
      throws TemplateFormatException {
    try {
      return new EncoderId(
          new String(name, StandardCharsets.ISO_8859_1),
          version,
          new String(key, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new TemplateFormatException("template without a valid encoder");
    }
  }

  /** What keeps the vector from being a template's, or null. */
  private static String fault(float[] vector) {
    if (vector.length == 0 || vector.length > MAX_DIMENSION) {
      return "template dimension out of range";
    }
    double squares = 0;
    for (float v : vector) {
      squares += (double) v * v;
    }
    // A NaN or infinite value makes this comparison false, too.
    boolean unit = Math.abs(Math.sqrt(squares) - 1) <= LENGTH_TOLERANCE;
    return unit ? null : "template vector not finite and of unit length";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template t
        && t.encoder.equals(encoder)
        && Arrays.equals(t.vector, vector);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(vector);
  }

  @Override
  public String toString() {
    return "Template[" + encoder + "]";
  }
}
