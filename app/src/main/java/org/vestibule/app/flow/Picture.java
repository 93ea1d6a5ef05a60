package org.vestibule.app.flow;

/**
 * One frame of the live picture, ready for a JavaFX {@code PixelBuffer}.
 *
 * <p>The pixels are handed over, not copied: whoever shows the picture reads them and changes
 * nothing.
 */
public final class Picture {
  private final int width;
  private final int height;
  private final byte[] bgra;

  /**
   * @param bgra four bytes a pixel, blue first, alpha 255, row by row from the top, no padding
   */
  Picture(int width, int height, byte[] bgra) {
    if (bgra.length != 4 * width * height) {
      throw new IllegalArgumentException("pixels do not fit the size");
    }
    this.width = width;
    this.height = height;
    this.bgra = bgra;
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** The pixels themselves: read only. */
  public byte[] bgra() {
    return bgra;
  }
}
