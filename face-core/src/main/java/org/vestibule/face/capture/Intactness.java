package org.vestibule.face.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a picture whose header was read shows damage that its decoder would paint over.
 *
 * <p>PNG: every chunk's CRC fits and IEND is there (ISO/IEC 15948, 5.3 and 11.2.5). JPEG: OpenCV
 * keeps its decoder's warnings to itself, so the JDK's decoder is asked for a second opinion; bad
 * codes, data that ends before the picture does or goes on after it, and restart markers out of
 * order are damage. A bit flipped into another valid code shows nowhere, since JPEG has no
 * checksum. Bytes after the end of either are left alone, and so is padding by zeros before JPEG's:
 * cameras write both. Other formats say nothing of damage. Has no state; safe for all threads.
 */
final class Intactness {
  private static final Logger LOG = LoggerFactory.getLogger(Intactness.class);

  private static final int PNG_SIGNATURE = 8;
  // Length, type and CRC, which stand about a chunk's data.
  private static final int CHUNK_FRAME = 12;

  /** A row of JPEG's blocks: one line of each shows what all say, in a 64th of the memory. */
  private static final int BLOCK = 8;

  private static final Pattern DAMAGE =
      Pattern.compile("^(Corrupt JPEG data|Premature end of JPEG)");
  private static final Pattern EXTRA_AT_END =
      Pattern.compile("^Corrupt JPEG data: (\\d{1,9}) extraneous bytes before marker 0xd9");

  private Intactness() {}

  /**
   * @param bytes of a picture for which {@link ImageHeader#of} gave a header
   */
  static boolean shown(byte[] bytes) {
    return switch (bytes[0] & 0xFF) {
      case 0x89 -> png(bytes);
      case 0xFF -> jpeg(bytes);
      default -> true;
    };
  }

  private static boolean png(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).position(PNG_SIGNATURE);
    while (file.remaining() >= CHUNK_FRAME) {
      int length = file.getInt();
      if (length < 0 || length > file.remaining() - CHUNK_FRAME + Integer.BYTES) {
        return false;
      }
      CRC32 crc = new CRC32();
      crc.update(bytes, file.position(), Integer.BYTES + length);
      String type = new String(bytes, file.position(), Integer.BYTES, StandardCharsets.US_ASCII);
      file.position(file.position() + Integer.BYTES + length);
      if ((int) crc.getValue() != file.getInt()) {
        return false;
      }
      if (type.equals("IEND")) {
        return true;
      }
    }
    return false;
  }

  private static boolean jpeg(byte[] bytes) {
    return warnings(bytes).stream()
        .noneMatch(said -> DAMAGE.matcher(said).find() && !paddingAtEnd(said, bytes));
  }

  /** What the JDK's decoder warns of; nothing where it cannot read the kind of file at all. */
  private static List<String> warnings(byte[] bytes) {
    List<String> warnings = new ArrayList<>();
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
      ImageReadParam thin = reader.getDefaultReadParam();
      thin.setSourceSubsampling(BLOCK, BLOCK, 0, 0);
      reader.readRaster(0, thin);
    } catch (IOException | RuntimeException e) {
      // Arithmetic coding, 12 bits, profiles it dislikes: OpenCV's word alone counts.
      LOG.debug("No second opinion of a JPEG: {}", e.getClass().getSimpleName());
    } finally {
      reader.dispose();
    }
    return warnings;
  }

  private static boolean paddingAtEnd(String warning, byte[] bytes) {
    Matcher extra = EXTRA_AT_END.matcher(warning);
    if (!extra.find()) {
      return false;
    }
    int end = endOfImage(bytes);
    int zeros = 0;
    while (zeros < end && bytes[end - 1 - zeros] == 0) {
      zeros++;
    }
    return zeros >= Integer.parseInt(extra.group(1));
  }

  /** Where the last end of image stands; {@link ImageHeader} saw one. */
  private static int endOfImage(byte[] bytes) {
    int at = bytes.length - 2;
    while (at > 0 && !((bytes[at] & 0xFF) == 0xFF && (bytes[at + 1] & 0xFF) == 0xD9)) {
      at--;
    }
    return at;
  }
}
