package org.vestibule.ehr.record;

import java.util.Arrays;

/**
 * A biometric template as the store sees it: opaque bytes and the id of the encoder that made them.
 */
public final class FaceTemplate {
  private final String encoder;
  private final byte[] bytes;

  /**
   * A template.
   *
   * @param encoder the encoder's id, version included; at most 64 characters
   * @param bytes the template; copied
   */
  public FaceTemplate(String encoder, byte[] bytes) {
    this(encoder, bytes, 0, bytes.length);
  }

  /**
   * A template that is part of something longer.
   *
   * @param bytes what the template is in; its {@code length} bytes from {@code from} are copied
   */
  public FaceTemplate(String encoder, byte[] bytes, int from, int length) {
    Checks.present(encoder);
    Checks.atMost(64, encoder);
    this.encoder = encoder;
    this.bytes = Arrays.copyOfRange(bytes, from, from + length);
  }

  /** The encoder's id. */
  public String encoder() {
    return encoder;
  }

  /** A copy of the template's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaceTemplate that
        && encoder.equals(that.encoder)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * encoder.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "FaceTemplate[" + encoder + "]";
  }
}
