package org.vestibule.face.capture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first bytes of a picture say, read without decoding it.
 *
 * @param width in pixels, as stated
 * @param height in pixels, as stated
 */
record ImageHeader(long width, long height) {
  private static final Pattern PNM =
      Pattern.compile(
          "P[1-6]\\s(?:\\s|#[^\\n]*\\n)*(\\d{1,9})\\s(?:\\s|#[^\\n]*\\n)*(\\d{1,9})\\s");
  private static final int PNM_HEADER_BYTES = 1024;

  long pixels() {
    return width * height;
  }

  long leastSide() {
    return Math.min(width, height);
  }

  /** Empty when the bytes are none of the known formats, cut short, or state no area. */
  static Optional<ImageHeader> of(byte[] b) {
    return read(b).filter(h -> h.width > 0 && h.height > 0);
  }

  private static Optional<ImageHeader> read(byte[] b) {
    if (startsWith(b, 0x89, 'P', 'N', 'G', 13, 10, 26, 10)) {
      // ISO/IEC 15948, 11.2.2: IHDR comes first.
      return b.length < 33
          ? Optional.empty()
          : Optional.of(new ImageHeader(bigEndian(b, 16, 4), bigEndian(b, 20, 4)));
    } else if (startsWith(b, 0xFF, 0xD8, 0xFF)) {
      return jpeg(b);
    } else if (startsWith(b, 'B', 'M')) {
      return bmp(b);
    } else if (startsWith(b, 'P')) {
      return pnm(b);
    }
    return Optional.empty();
  }

  /**
   * ITU-T T.81, B.1.1: walks the marker segments to the frame header, and wants an end of image
   * after the first scan. Entropy-coded data cannot hold that marker, so its lack shows a file that
   * was cut short, which the decoder would fill with grey.
   */
  private static Optional<ImageHeader> jpeg(byte[] b) {
    Optional<ImageHeader> frame = Optional.empty();
    int at = 2;
    while (at + 4 <= b.length && (b[at] & 0xFF) == 0xFF) {
      int marker = b[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      int length = (int) bigEndian(b, at + 2, 2);
      if (isFrameHeader(marker) && at + 9 <= b.length) {
        frame = Optional.of(new ImageHeader(bigEndian(b, at + 7, 2), bigEndian(b, at + 5, 2)));
      } else if (marker == 0xDA) {
        return endsAfter(b, at) ? frame : Optional.empty();
      }
      at += 2 + length;
    }
    return Optional.empty();
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which lie among them. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean endsAfter(byte[] b, int scan) {
    for (int i = scan + 2; i + 1 < b.length; i++) {
      if ((b[i] & 0xFF) == 0xFF && (b[i + 1] & 0xFF) == 0xD9) {
        return true;
      }
    }
    return false;
  }

  /** The old core header has 16-bit sizes, all later ones 32-bit; a negative height is top-down. */
  private static Optional<ImageHeader> bmp(byte[] b) {
    if (b.length < 26) {
      return Optional.empty();
    }
    if (littleEndian(b, 14, 4) == 12) {
      return Optional.of(new ImageHeader(littleEndian(b, 18, 2), littleEndian(b, 20, 2)));
    }
    int width = (int) littleEndian(b, 18, 4);
    int height = (int) littleEndian(b, 22, 4);
    return Optional.of(new ImageHeader(width, Math.abs((long) height)));
  }

  private static Optional<ImageHeader> pnm(byte[] b) {
    int length = Math.min(b.length, PNM_HEADER_BYTES);
    Matcher header = PNM.matcher(new String(b, 0, length, StandardCharsets.ISO_8859_1));
    return header.lookingAt()
        ? Optional.of(
            new ImageHeader(Long.parseLong(header.group(1)), Long.parseLong(header.group(2))))
        : Optional.empty();
  }

  private static boolean startsWith(byte[] b, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= b.length || (b[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static long bigEndian(byte[] b, int at, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | b[at + i] & 0xFF;
    }
    return value;
  }

  private static long littleEndian(byte[] b, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | b[at + i] & 0xFF;
    }
    return value;
  }
}
