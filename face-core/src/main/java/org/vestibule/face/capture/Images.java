package org.vestibule.face.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.face.capture.CaptureException.Reason;
import org.vestibule.natives.OpenCv;

/**
 * Reads image files that anybody may have made: JPEG, PNG, BMP and PNM (PBM, PGM, PPM). Size and
 * dimensions are checked before a decoder sees the bytes. A picture that is damaged as far as can
 * be known (cut short, also by the end of image alone; a PNG's checksums; codes that no JPEG has)
 * is refused, never filled with grey. Has no state; safe for all threads.
 */
public final class Images {
  /** Larger pictures are refused: 50 million pixels take 150 MB decoded. */
  public static final long MOST_PIXELS = 50_000_000;

  /** Larger files are refused, whatever their header says. */
  public static final long MOST_BYTES = 100L << 20;

  /** Pixels of the shorter side; nobody is recognised in fewer. */
  public static final int LEAST_SIDE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Images.class);
  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "bmp", "pbm", "pgm", "ppm");

  private Images() {}

  /**
   * Decodes a picture to 8-bit BGR, owned by the caller: grey is spread over three channels, 16
   * bits are cut to 8, CMYK is converted, transparency is dropped, and the orientation that EXIF
   * states is applied.
   *
   * @throws CaptureException {@code NOT_FOUND}, {@code NOT_AN_IMAGE}, {@code IMAGE_TOO_LARGE} or
   *     {@code IMAGE_TOO_SMALL}; the message names no file
   */
  public static Mat read(Path file) throws CaptureException {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A pipe would be waited for, a device read without an end.
        throw notAnImage();
      }
      if (Files.size(file) > MOST_BYTES) {
        throw tooLarge();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return decode(in.readNBytes((int) MOST_BYTES));
      }
    } catch (NoSuchFileException e) {
      throw new CaptureException(
          Reason.NOT_FOUND, "There is no picture of this name (code IMG-4); check the name.");
    } catch (IOException e) {
      LOG.warn("A picture cannot be read: {}", e.getClass().getSimpleName());
      throw notAnImage();
    }
  }

  /**
   * Decodes a picture in memory as {@link #read} does.
   *
   * @throws CaptureException {@code NOT_AN_IMAGE}, {@code IMAGE_TOO_LARGE} or {@code
   *     IMAGE_TOO_SMALL}
   */
  public static Mat decode(byte[] bytes) throws CaptureException {
    ImageHeader header = ImageHeader.of(bytes).orElseThrow(Images::notAnImage);
    if (bytes.length > MOST_BYTES || header.pixels() > MOST_PIXELS) {
      throw tooLarge();
    }
    if (header.leastSide() < LEAST_SIDE) {
      throw new CaptureException(
          Reason.IMAGE_TOO_SMALL,
          "This picture is too small to show a face (code IMG-6); give one of at least "
              + LEAST_SIDE
              + " pixels each way.");
    }
    if (!Intactness.shown(bytes)) {
      throw notAnImage();
    }
    OpenCv.load();
    MatOfByte encoded = new MatOfByte(bytes);
    try {
      Mat bgr = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR);
      if (bgr.empty() || bgr.type() != CvType.CV_8UC3) {
        bgr.release();
        throw notAnImage();
      }
      return bgr;
    } catch (CvException e) {
      LOG.warn("A picture cannot be decoded", e);
      throw notAnImage();
    } finally {
      encoded.release();
    }
  }

  /**
   * The files of a folder whose names end like a picture's, by name; sub-folders are left out, and
   * hidden files, which other systems write beside pictures.
   *
   * @throws CaptureException {@code NOT_FOUND} when there is no such folder
   */
  public static List<Path> in(Path folder) throws CaptureException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Images::isNamedLikeOne).sorted().toList();
    } catch (IOException e) {
      throw new CaptureException(
          Reason.NOT_FOUND, "There is no folder of this name (code IMG-5); check the name.");
    }
  }

  /** Whether this is a file whose name ends like a picture's; hidden files are none. */
  public static boolean isNamedLikeOne(Path file) {
    String name = file.getFileName().toString();
    if (!Files.isRegularFile(file) || name.startsWith(".")) {
      return false;
    }
    return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  private static CaptureException notAnImage() {
    return new CaptureException(
        Reason.NOT_AN_IMAGE,
        "This file is not a picture that can be read, or it is damaged (code IMG-2); give a JPEG,"
            + " PNG, BMP or PNM file.");
  }

  private static CaptureException tooLarge() {
    return new CaptureException(
        Reason.IMAGE_TOO_LARGE,
        "This picture is too large (code IMG-3); make it smaller than 50 megapixels.");
  }
}
