package org.vestibule.face.template;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.vestibule.face.detect.FaceSample;

/**
 * An eigenface model (Turk and Pentland 1991): the mean face and the directions in which the
 * enrolled samples vary most. Derived from faces, so it is sealed like them. Immutable and
 * thread-safe.
 */
public final class EigenfaceModel {
  private static final byte[] MAGIC = "VFEM".getBytes(StandardCharsets.US_ASCII);
  private static final byte FORMAT = 1;
  private static final int FIXED_BYTES = MAGIC.length + 1 + 4 + 2 + 2;
  private static final int MID_GREY = 128;

  private final EncoderId id;
  private final float[] mean;
  private final float[][] directions;
  private final float[] variances;

  private EigenfaceModel(EncoderId id, float[] mean, float[][] directions, float[] variances) {
    this.id = id;
    this.mean = mean;
    this.directions = directions;
    this.variances = variances;
  }

  static EigenfaceModel of(EncoderId id, PrincipalComponents components) {
    float[][] directions =
        Arrays.stream(components.directions()).map(EigenfaceModel::narrow).toArray(float[][]::new);
    return new EigenfaceModel(
        id, narrow(components.mean()), directions, narrow(components.variances()));
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  public EncoderId id() {
    return id;
  }

  /** How many eigenfaces the model keeps. */
  public int components() {
    return directions.length;
  }

  /** The input's coordinates along the eigenfaces, each in standard deviations. */
  float[] whiten(float[] input) {
    return whiten(along(input));
  }

  /** Coordinates along the eigenfaces, in standard deviations. */
  float[] whiten(double[] along) {
    float[] whitened = new float[along.length];
    for (int k = 0; k < whitened.length; k++) {
      whitened[k] = (float) (along[k] / Math.sqrt(variances[k]));
    }
    return whitened;
  }

  /** The input's coordinates along the eigenfaces. */
  private double[] along(float[] input) {
    double[] along = new double[directions.length];
    for (int k = 0; k < along.length; k++) {
      for (int i = 0; i < mean.length; i++) {
        along[k] += (double) directions[k][i] * (input[i] - mean[i]);
      }
    }
    return along;
  }

  /** The input as the eigenfaces can show it: the mean and its share of each of them. */
  float[] reconstruct(float[] input) {
    double[] sum = new double[mean.length];
    double[] along = along(input);
    for (int k = 0; k < along.length; k++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += along[k] * directions[k][i];
      }
    }
    float[] reconstruction = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      reconstruction[i] = (float) (mean[i] + sum[i]);
    }
    return reconstruction;
  }

  /** The mean face as an 8-bit grey PNG: lighting evened out, mid-grey around the face. */
  public byte[] meanFacePng() {
    return png(mean);
  }

  /**
   * An eigenface as an 8-bit grey PNG: mid-grey where it leaves the mean as it is.
   *
   * @param index from 0, the direction of largest variance first
   */
  public byte[] eigenfacePng(int index) {
    return png(directions[index]);
  }

  /** What eigenfaces see of a sample, as an 8-bit grey PNG like the {@link #meanFacePng()}. */
  public static byte[] inputPng(FaceSample sample) {
    return png(EigenfaceInput.of(sample));
  }

  /** The sample as this model's eigenfaces show it, as an 8-bit grey PNG like {@link #inputPng}. */
  public byte[] reconstructionPng(FaceSample sample) {
    return png(reconstruct(EigenfaceInput.of(sample)));
  }

  /** Zero as mid-grey, the value farthest from it as black or white. */
  private static byte[] png(float[] values) {
    double largest = Float.MIN_NORMAL;
    for (float v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    float[] picture = EigenfaceInput.picture(values, 0);
    byte[] grey = new byte[picture.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) Math.round(MID_GREY + picture[i] / largest * (MID_GREY - 1));
    }
    Mat mat = new Mat(EigenfaceInput.SIDE, EigenfaceInput.SIDE, CvType.CV_8UC1);
    MatOfByte png = new MatOfByte();
    try {
      mat.put(0, 0, grey);
      Imgcodecs.imencode(".png", mat, png);
      return png.toArray();
    } finally {
      mat.release();
      png.release();
    }
  }

  /**
   * The form that is stored (sealed), big-endian: {@code VFEM}, format version (1 byte, 1), the
   * encoder's version (4 bytes), pixels (2 bytes), components (2 bytes), then as floats the mean,
   * the variances, and the eigenfaces one after the other.
   */
  public byte[] toBytes() {
    int floats = mean.length + variances.length + directions.length * mean.length;
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + Float.BYTES * floats);
    out.put(MAGIC).put(FORMAT).putInt(id.version());
    out.putShort((short) mean.length).putShort((short) directions.length);
    put(out, mean);
    put(out, variances);
    for (float[] direction : directions) {
      put(out, direction);
    }
    return out.array();
  }

  private static void put(ByteBuffer out, float[] values) {
    for (float v : values) {
      out.putFloat(v);
    }
  }

  /**
   * Reads {@link #toBytes()}'s form.
   *
   * @throws TemplateFormatException when the bytes are not exactly one well-formed model
   */
  public static EigenfaceModel fromBytes(byte[] bytes) throws TemplateFormatException {
    if (bytes.length < FIXED_BYTES
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new TemplateFormatException("not an eigenface model");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).position(MAGIC.length);
    if (in.get() != FORMAT) {
      throw new TemplateFormatException("an eigenface model of a format this version cannot read");
    }
    int version = in.getInt();
    int pixels = in.getShort() & 0xffff;
    int components = in.getShort() & 0xffff;
    long floats = pixels + components + (long) components * pixels;
    if (version < 1
        || pixels != EigenfaceInput.PIXELS
        || components < 1
        || in.remaining() != Float.BYTES * floats) {
      throw new TemplateFormatException("eigenface model of the wrong size");
    }
    float[] mean = finite(in, pixels);
    float[] variances = finite(in, components);
    float[][] directions = new float[components][];
    for (int k = 0; k < components; k++) {
      if (!(variances[k] > 0)) {
        throw new TemplateFormatException("eigenface model with a variance that is not positive");
      }
      directions[k] = finite(in, pixels);
    }
    return new EigenfaceModel(
        new EncoderId(EigenfaceEncoder.NAME, version), mean, directions, variances);
  }

  private static float[] finite(ByteBuffer in, int count) throws TemplateFormatException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.getFloat();
      if (!Float.isFinite(values[i])) {
        throw new TemplateFormatException("eigenface model with a value that is not finite");
      }
    }
    return values;
  }
}
