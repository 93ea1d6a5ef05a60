package org.vestibule.ehr.record;

import java.util.Arrays;

/** A still picture in a file format (PNG or JPEG): a record's photo or an enrolment sample. */
public final class ImageBytes {
  /** Largest picture taken, in bytes. */
  public static final int LIMIT = 16 << 20;

  private final byte[] bytes;

  /**
   * A picture.
   *
   * @param bytes the file's bytes; copied
   * @throws IllegalArgumentException if there are none or more than {@link #LIMIT}
   */
  public ImageBytes(byte[] bytes) {
    Checks.present(bytes);
    if (bytes.length == 0 || bytes.length > LIMIT) {
      throw new IllegalArgumentException("a picture has 1 to " + LIMIT + " bytes");
    }
    this.bytes = bytes.clone();
  }

  /** A copy of the file's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "ImageBytes";
  }
}
