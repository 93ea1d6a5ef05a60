package org.vestibule.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.DnnFaceDetector;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateFormatException;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;

/**
 * What anybody may hand in, over and over: a typed error or a picture, no crash, nothing leaked.
 */
class BadInputTest {
  /** Rounds of a spell, of which there are four at least. */
  private static final int SHORT = 50;

  private static final int LONG = 10_000 / 4;

  private static final byte[] END_OF_IMAGE = {(byte) 0xFF, (byte) 0xD9};

  @TempDir static Path folder;

  private static final Map<Kind, byte[]> FILES = new EnumMap<>(Kind.class);

  /** Pictures; whether they can be read. */
  enum Kind {
    CORRUPT_JPEG(false),
    CUT_JPEG(false),
    /** Cut in the middle, and an end of image put after it, as repair tools do. */
    CUT_JPEG_WITH_END(false),
    /** The whole scan, without the two bytes of the end of image. */
    JPEG_WITHOUT_END(false),
    SCRAMBLED_SCAN(false),
    /** Cameras append a second picture or a film. */
    JPEG_WITH_TRAILER(true),
    /** Cameras fill up to a round size before the end of image. */
    PADDED_JPEG(true),
    PROGRESSIVE_JPEG(true),
    CUT_PROGRESSIVE_JPEG(false),
    PNG_CHECKSUM(false),
    PNG_TEXT_CHECKSUM(false),
    PNG_WITHOUT_END(false),
    PNG_WITH_TRAILER(true),
    ONE_PIXEL(false),
    HUNDRED_MEGAPIXELS(false),
    SIXTEEN_BIT(true),
    CMYK(true),
    ALPHA(true),
    ZERO_BYTES(false);

    private final boolean readable;

    Kind(boolean readable) {
      this.readable = readable;
    }
  }

  @BeforeAll
  static void make() throws IOException {
    OpenCv.load();
    Mat portrait = TestPictures.collins();
    byte[] jpeg = encoded(".jpg", portrait);
    FILES.put(Kind.CUT_JPEG, Arrays.copyOf(jpeg, jpeg.length / 2));
    byte[] corrupt = jpeg.clone();
    // The segment lengths: what follows makes no sense any more.
    corrupt[4] = (byte) 0xFF;
    corrupt[5] = (byte) 0xFF;
    FILES.put(Kind.CORRUPT_JPEG, corrupt);
    jpegs(jpeg);
    byte[] progressive = encoded(".jpg", portrait, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
    FILES.put(Kind.PROGRESSIVE_JPEG, progressive);
    FILES.put(
        Kind.CUT_PROGRESSIVE_JPEG,
        joined(Arrays.copyOf(progressive, progressive.length * 2 / 3), END_OF_IMAGE));
    pngs(encoded(".png", portrait));
    FILES.put(Kind.ONE_PIXEL, encoded(".png", new Mat(1, 1, CvType.CV_8UC3, Scalar.all(9))));
    byte[] huge = encoded(".png", new Mat(8, 8, CvType.CV_8UC3, Scalar.all(9)));
    // IHDR of PNG: width and height at 16 and 20.
    ByteBuffer.wrap(huge).putInt(16, 10_000).putInt(20, 10_000);
    FILES.put(Kind.HUNDRED_MEGAPIXELS, huge);
    FILES.put(Kind.SIXTEEN_BIT, encoded(".png", new Mat(60, 80, CvType.CV_16UC3, Scalar.all(999))));
    FILES.put(Kind.ALPHA, encoded(".png", new Mat(60, 80, CvType.CV_8UC4, Scalar.all(99))));
    FILES.put(Kind.CMYK, cmyk());
    FILES.put(Kind.ZERO_BYTES, new byte[0]);
    portrait.release();
  }

  private static void jpegs(byte[] jpeg) {
    byte[] scan = Arrays.copyOf(jpeg, jpeg.length - END_OF_IMAGE.length);
    FILES.put(Kind.CUT_JPEG_WITH_END, joined(Arrays.copyOf(jpeg, jpeg.length / 2), END_OF_IMAGE));
    FILES.put(Kind.JPEG_WITHOUT_END, scan);
    FILES.put(Kind.PADDED_JPEG, joined(joined(scan, new byte[12]), END_OF_IMAGE));
    FILES.put(Kind.JPEG_WITH_TRAILER, joined(jpeg, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    byte[] scrambled = jpeg.clone();
    Random random = new Random(3);
    for (int i = 0; i < 64; i++) {
      int at = jpeg.length / 2 + random.nextInt(jpeg.length / 4);
      // Neither makes a marker nor breaks one.
      scrambled[at] = scrambled[at] == (byte) 0xFF ? scrambled[at] : (byte) random.nextInt(0xFF);
    }
    FILES.put(Kind.SCRAMBLED_SCAN, scrambled);
  }

  private static void pngs(byte[] png) {
    byte[] flipped = png.clone();
    flipped[png.length / 2] ^= 0x10;
    FILES.put(Kind.PNG_CHECKSUM, flipped);
    // IEND is 12 bytes long.
    byte[] open = Arrays.copyOf(png, png.length - 12);
    byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);
    FILES.put(Kind.PNG_WITHOUT_END, open);
    byte[] text = {0, 0, 0, 1, 't', 'E', 'X', 't', 'a', 1, 2, 3, 4};
    FILES.put(Kind.PNG_TEXT_CHECKSUM, joined(joined(open, text), end));
    FILES.put(Kind.PNG_WITH_TRAILER, joined(png, new byte[] {1, 2, 3}));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] encoded(String extension, Mat picture, int... flags) {
    MatOfByte bytes = new MatOfByte();
    MatOfInt options = new MatOfInt(flags);
    Imgcodecs.imencode(extension, picture, bytes, options);
    byte[] array = bytes.toArray();
    bytes.release();
    options.release();
    return array;
  }

  /** A JPEG of four components, by the JDK's writer. */
  private static byte[] cmyk() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 80, 60, 4, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void picturesInShort(Kind kind) throws Exception {
    pictures(kind, SHORT);
  }

  @Tag("measure")
  @ParameterizedTest
  @EnumSource
  void picturesTenThousandTimes(Kind kind) throws Exception {
    pictures(kind, LONG);
  }

  private static void pictures(Kind kind, int rounds) throws Exception {
    byte[] file = FILES.get(kind);
    NativeMemory.assertNoGrowth(
        rounds,
        NativeMemory.HALF_A_SAMPLE,
        () -> {
          if (kind.readable) {
            Mat picture = Images.decode(file);
            assertEquals(CvType.CV_8UC3, picture.type());
            picture.release();
          } else {
            assertThrows(CaptureException.class, () -> Images.decode(file));
          }
        });
  }

  @Test
  void aFlippedByteOfAModelInShort() throws Exception {
    flippedByte(SHORT);
  }

  @Tag("measure")
  @Test
  void aFlippedByteOfAModelTenThousandTimes() throws Exception {
    flippedByte(LONG);
  }

  private static void flippedByte(int rounds) throws Exception {
    ModelCatalogue.Model model = ModelCatalogue.Model.FACE_DETECTOR;
    byte[] bytes = new ModelCatalogue().bytes(model);
    String sum = sha256(bytes);
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve(model.file()), bytes);
    Files.writeString(folder.resolve(ModelCatalogue.SUMS_FILE), sum + "  " + model.file() + "\n");
    ModelCatalogue damaged = new ModelCatalogue(folder);
    NativeMemory.assertNoGrowth(
        rounds,
        NativeMemory.HALF_A_SAMPLE,
        () -> assertThrows(ModelException.class, () -> new DnnFaceDetector(damaged).close()));
  }

  private static String sha256(byte[] bytes) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return HexFormat.of().formatHex(digest);
  }

  @Test
  void aTemplateOfAnotherVersionInShort() throws Exception {
    otherVersion(SHORT);
  }

  @Tag("measure")
  @Test
  void aTemplateOfAnotherVersionTenThousandTimes() throws Exception {
    otherVersion(LONG);
  }

  private static void otherVersion(int rounds) throws Exception {
    float[] vector = new float[512];
    vector[0] = 1;
    byte[] bytes = new Template(DeepEncoder.ID, vector).toBytes();
    assertEquals("VFTP", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
    bytes[4] ^= 2;
    NativeMemory.assertNoGrowth(
        rounds,
        NativeMemory.HALF_A_SAMPLE,
        () -> assertThrows(TemplateFormatException.class, () -> Template.fromBytes(bytes)));
  }
}
