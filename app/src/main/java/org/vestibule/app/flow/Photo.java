package org.vestibule.app.flow;

import java.util.Arrays;

/** A picture of a person in a common file format (JPEG or PNG). Immutable. */
public final class Photo {
  private final byte[] encoded;
  private final String caption;

  /**
   * @param encoded the bytes of a JPEG or PNG file; copied
   * @param caption where and when, in words: {@code Kiosk, 10:02}
   */
  public Photo(byte[] encoded, String caption) {
    this.encoded = encoded.clone();
    this.caption = caption;
  }

  /** A copy of the file's bytes. */
  public byte[] encoded() {
    return encoded.clone();
  }

  public String caption() {
    return caption;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Photo p
        && p.caption.equals(caption)
        && Arrays.equals(p.encoded, encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return "Photo";
  }
}
