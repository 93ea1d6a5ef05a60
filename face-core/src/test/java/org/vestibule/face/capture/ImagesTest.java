package org.vestibule.face.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.vestibule.face.capture.CaptureException.Reason;
import org.vestibule.natives.OpenCv;

class ImagesTest {
  @TempDir Path folder;

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".jpg", ".bmp", ".ppm"})
  void colourKeepsItsOrder(String extension) throws CaptureException {
    Mat red = new Mat(20, 30, CvType.CV_8UC3, new Scalar(0, 0, 250));
    Mat read = Images.decode(encoded(extension, red));
    assertEquals(30, read.cols());
    assertEquals(20, read.rows());
    assertArrayEquals(new double[] {0, 0, 250}, read.get(10, 10), 4, "blue, green, red");
  }

  @Test
  void sixteenBitsBecomeEight() throws CaptureException {
    Mat deep = new Mat(20, 20, CvType.CV_16UC3, Scalar.all(0x8000));
    assertArrayEquals(
        new double[] {128, 128, 128}, Images.decode(encoded(".png", deep)).get(4, 4), 1);
  }

  @Test
  void transparencyIsDropped() throws CaptureException {
    Mat clear = new Mat(20, 20, CvType.CV_8UC4, new Scalar(10, 20, 30, 0));
    assertArrayEquals(
        new double[] {10, 20, 30}, Images.decode(encoded(".png", clear)).get(4, 4), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".jpg", ".pgm"})
  void greyIsSpreadOverThreeChannels(String extension) throws CaptureException {
    Mat grey = new Mat(20, 20, CvType.CV_8UC1, new Scalar(77));
    assertArrayEquals(
        new double[] {77, 77, 77}, Images.decode(encoded(extension, grey)).get(4, 4), 2);
  }

  @Test
  void cmykIsConverted() throws Exception {
    var raster = java.awt.image.Raster.createInterleavedRaster(0, 16, 16, 4, null);
    int[] samples = new int[16 * 16 * 4];
    Arrays.fill(samples, 200);
    raster.setPixels(0, 0, 16, 16, samples);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(raster, null, null));
    }
    Mat read = Images.decode(bytes.toByteArray());
    assertEquals(CvType.CV_8UC3, read.type());
    assertEquals(16, read.cols());
  }

  @Test
  void fewerPixelsThanAnyFaceNeedsAreRefused() throws CaptureException {
    int least = Images.LEAST_SIDE;
    for (Size size : List.of(new Size(1, 1), new Size(600, least - 1), new Size(least - 1, 600))) {
      assertReason(
          Reason.IMAGE_TOO_SMALL, encoded(".png", new Mat(size, CvType.CV_8UC3, Scalar.all(5))));
    }
    Mat small = new Mat(least, least, CvType.CV_8UC3, Scalar.all(5));
    assertEquals(least, Images.decode(encoded(".png", small)).rows());
  }

  @Test
  void aHeaderThatClaimsAHundredMegapixelsIsRefusedUndecoded() {
    assertReason(Reason.IMAGE_TOO_LARGE, pngHeader(10_000, 10_000));
    assertReason(
        Reason.IMAGE_TOO_LARGE, "P6 100000 100000 255\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aHeaderThatClaimsNoAreaIsNoPicture() {
    assertReason(Reason.NOT_AN_IMAGE, pngHeader(0, 10));
    assertReason(Reason.NOT_AN_IMAGE, pngHeader(20, 20), "header without a picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".jpg"})
  void aFileCutShortIsDamaged(String extension) {
    byte[] whole = encoded(extension, noise());
    for (double share : new double[] {0.01, 0.3, 0.7, 0.99}) {
      assertReason(
          Reason.NOT_AN_IMAGE, Arrays.copyOf(whole, (int) (whole.length * share)), "" + share);
    }
  }

  @Test
  void aFlippedByteOfAPngIsNoticed() {
    byte[] bytes = encoded(".png", noise());
    bytes[bytes.length / 2] ^= 0x40;
    assertReason(Reason.NOT_AN_IMAGE, bytes);
  }

  @Test
  void otherFilesAreNoPictures() throws IOException {
    Path text = Files.writeString(folder.resolve("a.jpg"), "no picture");
    Path empty = Files.createFile(folder.resolve("b.png"));
    for (Path file : new Path[] {text, empty, folder}) {
      CaptureException e = assertThrows(CaptureException.class, () -> Images.read(file));
      assertEquals(Reason.NOT_AN_IMAGE, e.reason());
      assertFalse(e.getMessage().contains(folder.toString()), "names no path");
    }
  }

  @Test
  void aMissingFileIsNotFound() {
    CaptureException e =
        assertThrows(CaptureException.class, () -> Images.read(folder.resolve("none.png")));
    assertEquals(Reason.NOT_FOUND, e.reason());
  }

  @Test
  void randomBytesNeverCrashTheDecoder() {
    Random random = new Random(1);
    byte[][] wholes = {
      encoded(".png", noise()), encoded(".jpg", noise()), encoded(".bmp", noise())
    };
    int refused = 0;
    for (int round = 0; round < 600; round++) {
      byte[] bytes = wholes[round % 3].clone();
      for (int i = 0; i < 20; i++) {
        bytes[random.nextInt(Math.min(bytes.length, 400))] = (byte) random.nextInt();
      }
      try {
        Images.decode(bytes).release();
      } catch (CaptureException e) {
        refused++;
      }
    }
    assertFalse(refused < 100, "most of them are refused, got " + refused);
  }

  private static void assertReason(Reason reason, byte[] bytes) {
    assertReason(reason, bytes, "");
  }

  private static void assertReason(Reason reason, byte[] bytes, String what) {
    CaptureException e = assertThrows(CaptureException.class, () -> Images.decode(bytes), what);
    assertEquals(reason, e.reason(), what);
  }

  private static byte[] encoded(String extension, Mat picture) {
    MatOfByte bytes = new MatOfByte();
    Imgcodecs.imencode(extension, picture, bytes);
    return bytes.toArray();
  }

  private static Mat noise() {
    byte[] values = new byte[64 * 64 * 3];
    new Random(7).nextBytes(values);
    Mat noise = new Mat(64, 64, CvType.CV_8UC3);
    noise.put(0, 0, values);
    return noise;
  }

  /** Signature and IHDR with a right checksum, and nothing after them. */
  private static byte[] pngHeader(int width, int height) {
    ByteBuffer b = ByteBuffer.allocate(33);
    b.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).putInt(13);
    b.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    b.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(b.array(), 12, 17);
    return b.putInt((int) crc.getValue()).array();
  }
}
