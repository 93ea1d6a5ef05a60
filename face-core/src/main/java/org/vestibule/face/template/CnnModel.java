package org.vestibule.face.template;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vestibule.face.detect.FaceSample;

/**
 * A small convolutional network that was trained to tell a clinic's own people apart; its embedding
 * is the template, and its direction for each person is what the classification layer holds of
 * them. Derived from faces, so it is sealed like them. Immutable and thread-safe.
 */
public final class CnnModel {
  /** Width and height of its input: what {@link EigenfaceInput} makes of a sample. */
  static final int SIDE = EigenfaceInput.SIDE;

  private static final byte[] MAGIC = "VFCN".getBytes(StandardCharsets.US_ASCII);
  private static final byte FORMAT = 1;
  private static final int FIXED_BYTES = MAGIC.length + 1 + 4 + 4 * 2 + 2;
  private static final int MOST = 4096;

  private final EncoderId id;
  private final CnnShape shape;
  private final float[] weights;
  private final List<String> people;

  CnnModel(EncoderId id, CnnShape shape, float[] weights, List<String> people) {
    this.id = id;
    this.shape = shape;
    this.weights = weights;
    this.people = List.copyOf(people);
  }

  static float[] picture(FaceSample sample) {
    return EigenfaceInput.picture(EigenfaceInput.of(sample), 0);
  }

  public EncoderId id() {
    return id;
  }

  /** Whom it tells apart, in order. */
  public List<String> people() {
    return people;
  }

  /** The embedding of a sample. */
  Template encode(FaceSample sample) {
    return Template.ofDirection(id, new CnnPass(shape).embed(weights, picture(sample)));
  }

  /**
   * What the classification layer holds of a person: the person whose direction has the largest
   * cosine to a template is the one it names.
   *
   * @throws IllegalArgumentException when it does not know the person
   */
  public Template direction(String person) {
    int index = people.indexOf(person);
    if (index < 0) {
      throw new IllegalArgumentException("the network was not trained on this person");
    }
    int at = shape.directions() + index * shape.features();
    return Template.ofDirection(id, Arrays.copyOfRange(weights, at, at + shape.features()));
  }

  /**
   * The form that is stored (sealed), big-endian: {@code VFCN}, format version (1 byte, 1), the
   * encoder's version (4 bytes), side, maps of both convolutions, features and people (2 bytes
   * each), the people's names as length (2 bytes) and UTF-8, then all weights as floats.
   */
  public byte[] toBytes() {
    List<byte[]> names =
        people.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
    int text = names.stream().mapToInt(name -> 2 + name.length).sum();
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + text + Float.BYTES * weights.length);
    out.put(MAGIC).put(FORMAT).putInt(id.version()).putShort((short) shape.side());
    out.putShort((short) shape.firstMaps()).putShort((short) shape.secondMaps());
    out.putShort((short) shape.features()).putShort((short) people.size());
    names.forEach(name -> out.putShort((short) name.length).put(name));
    for (float w : weights) {
      out.putFloat(w);
    }
    return out.array();
  }

  /**
   * Reads {@link #toBytes()}'s form.
   *
   * @throws TemplateFormatException when the bytes are not exactly one well-formed model
   */
  public static CnnModel fromBytes(byte[] bytes) throws TemplateFormatException {
    if (bytes.length < FIXED_BYTES
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || bytes[MAGIC.length] != FORMAT) {
      throw new TemplateFormatException("not a network of a format this version can read");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).position(MAGIC.length + 1);
    int version = in.getInt();
    CnnShape shape =
        new CnnShape(in.getShort(), in.getShort(), in.getShort(), in.getShort(), in.getShort());
    if (version < 1 || !plausible(shape)) {
      throw new TemplateFormatException("network of the wrong shape");
    }
    List<String> people = new ArrayList<>();
    for (int p = 0; p < shape.classes(); p++) {
      people.add(name(in));
    }
    if (in.remaining() != Float.BYTES * (long) shape.weights()) {
      throw new TemplateFormatException("network of the wrong size");
    }
    float[] weights = new float[shape.weights()];
    for (int w = 0; w < weights.length; w++) {
      weights[w] = in.getFloat();
      if (!Float.isFinite(weights[w])) {
        throw new TemplateFormatException("network with a value that is not finite");
      }
    }
    return new CnnModel(new EncoderId(CnnEncoder.NAME, version), shape, weights, people);
  }

  private static boolean plausible(CnnShape shape) {
    return shape.side() == SIDE
        && shape.firstMaps() > 0
        && shape.firstMaps() <= 64
        && shape.secondMaps() > 0
        && shape.secondMaps() <= 64
        && shape.features() > 0
        && shape.features() <= 512
        && shape.classes() > 1
        && shape.classes() <= MOST;
  }

  private static String name(ByteBuffer in) throws TemplateFormatException {
    if (in.remaining() < 2) {
      throw new TemplateFormatException("network cut short");
    }
    byte[] name = new byte[in.getShort() & 0xffff];
    if (in.remaining() < name.length) {
      throw new TemplateFormatException("network cut short");
    }
    in.get(name);
    return new String(name, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "CnnModel[" + id + "]";
  }
}
