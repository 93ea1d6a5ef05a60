package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.vestibule.face.TestPictures;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelCatalogue.Model;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;

/**
 * The converted network against the package that the weights come from.
 *
 * <p>The expected values are what {@code FaceRecognitionNet.computeFaceDescriptor} of npm's
 * {@code @vladmandic/face-api} 1.7.15 gave in Node 20 on its bundled TensorFlow.js (CPU backend)
 * for the same 150 x 150 pixels, cut from the portraits.
 */
class DlibEncoderTest {
  private static final float[] COLLINS = {
    -0.0599348f, 0.0915603f, 0.0091244f, 0.0310836f, -0.0522073f, -0.0415088f, -0.0505643f,
        -0.1398281f,
    0.1357907f, -0.0396254f, 0.1744327f, -0.0697831f, -0.2595155f, -0.0719507f, 0.0060258f,
        0.1091433f,
    -0.1698348f, -0.0908783f, -0.0640416f, -0.0560805f, 0.0164500f, 0.0421505f, 0.0478069f,
        0.0283389f,
    -0.0274486f, -0.3611234f, -0.0850171f, -0.1213801f, 0.1071708f, -0.0717499f, -0.0927224f,
        0.0671198f,
    -0.2456855f, -0.0992229f, 0.0232132f, 0.0707338f, -0.0037372f, -0.0686682f, 0.1374641f,
        -0.0660688f,
    -0.1694918f, -0.0341141f, 0.0544785f, 0.2554789f, 0.1692054f, 0.0054237f, -0.0455490f,
        -0.0617617f,
    0.0991154f, -0.1220074f, -0.0397646f, 0.1531088f, 0.1963497f, 0.0392385f, 0.0254649f,
        -0.1391971f,
    0.0797319f, 0.0819207f, -0.2360952f, 0.0422792f, 0.0591029f, -0.1005697f, -0.0189088f,
        -0.0486768f,
    0.2383323f, 0.0102754f, -0.0804490f, -0.1463701f, 0.1201804f, -0.1321857f, -0.0040545f,
        0.0737781f,
    -0.1384433f, -0.2084405f, -0.3012849f, 0.0072087f, 0.4032078f, 0.1141429f, -0.1911964f,
        0.0997078f,
    -0.0641121f, -0.0858662f, 0.0431065f, 0.0967337f, -0.0959064f, 0.0576556f, -0.1476419f,
        0.0638994f,
    0.1713203f, -0.0492956f, -0.0126528f, 0.1719025f, -0.0733079f, 0.0330078f, 0.0071050f,
        0.0344182f,
    -0.1305969f, 0.0068007f, -0.1411025f, -0.0688394f, 0.0859975f, -0.1292883f, 0.0030866f,
        0.1393656f,
    -0.1852812f, 0.1118804f, 0.0197897f, -0.0075135f, 0.0394800f, -0.0349511f, -0.0596744f,
        -0.0384795f,
    0.1600299f, -0.2627774f, 0.2037060f, 0.1526638f, 0.0408356f, 0.1361575f, -0.0119042f,
        0.0734164f,
    -0.0476051f, -0.0266341f, -0.2157925f, -0.0884967f, 0.0834853f, -0.0472537f, 0.0697984f,
        0.0139557f,
  };
  private static final float[] HOPPER = {
    -0.0665158f, 0.0913302f, 0.0785491f, -0.0409250f, -0.0940201f, -0.0690819f, -0.0319038f,
        -0.0481208f,
    0.0937073f, -0.0383568f, 0.1782280f, -0.0447688f, -0.2887069f, 0.0282006f, -0.0972443f,
        0.0868311f,
    -0.1563012f, -0.1041872f, -0.1608929f, -0.1188191f, 0.0465678f, 0.0182123f, -0.0122923f,
        0.0352611f,
    -0.1330049f, -0.2091005f, -0.0269447f, -0.0915590f, 0.0422614f, -0.1294478f, 0.0442498f,
        0.0432886f,
    -0.2326676f, -0.0235162f, 0.0061866f, 0.0104581f, -0.0349603f, -0.1280009f, 0.1578550f,
        -0.0348354f,
    -0.1739573f, -0.0297227f, 0.0265325f, 0.2819953f, 0.1584305f, 0.0029243f, -0.0211077f,
        -0.0794180f,
    0.1214893f, -0.3030089f, -0.0375419f, 0.2037434f, 0.0650770f, 0.1114060f, 0.0664700f,
        -0.1484352f,
    0.0888613f, 0.1280082f, -0.1914888f, 0.0703430f, 0.0431259f, -0.0842403f, -0.0631791f,
        -0.1811026f,
    0.1880461f, 0.0621009f, -0.1497657f, -0.1427216f, 0.1693936f, -0.1605022f, -0.0396557f,
        0.1594709f,
    -0.0523767f, -0.2110902f, -0.1879519f, 0.0383934f, 0.3854596f, 0.2429381f, -0.2065065f,
        0.0212478f,
    -0.1291627f, -0.0186405f, 0.0214984f, 0.0524229f, -0.0587786f, 0.0541074f, -0.0971696f,
        0.0454978f,
    0.1985067f, -0.0575396f, -0.0057178f, 0.2551386f, 0.0109499f, -0.0609985f, -0.0159324f,
        0.0239225f,
    -0.1670414f, 0.0159367f, -0.1193008f, -0.0202065f, 0.1108152f, -0.0989456f, 0.0006066f,
        0.0850252f,
    -0.1132053f, 0.1740456f, -0.0160628f, -0.0151661f, -0.0062170f, -0.0364731f, -0.0582107f,
        -0.0104927f,
    0.1685304f, -0.2858195f, 0.2300099f, 0.1595081f, 0.0497689f, 0.1084545f, 0.0396289f, 0.0841097f,
    -0.0190766f, -0.0615540f, -0.1369441f, -0.1468140f, 0.0529356f, -0.0519758f, 0.0072143f,
        -0.0333150f,
  };

  private static DlibEncoder dlib;

  @BeforeAll
  static void open() throws ModelException {
    OpenCv.load();
    dlib = DlibEncoder.open(new ModelCatalogue());
  }

  private static float[] features(Mat picture, int x, int y) {
    Mat cut = picture.submat(new Rect(x, y, 150, 150));
    float[] features = dlib.features(cut);
    cut.release();
    picture.release();
    return features;
  }

  @Test
  void givesTheValuesOfThePackageThatTheWeightsComeFrom() {
    assertArrayEquals(COLLINS, features(TestPictures.collins(), 150, 30), 1e-5f);
    assertArrayEquals(HOPPER, features(TestPictures.hopper(), 180, 60), 1e-5f);
  }

  @Test
  void knowsAFaceAgainInAnotherSizeAndLight() throws ModelException {
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults())) {
      Template reference = encode(engine, TestPictures.collins());
      assertEquals(DlibEncoder.ID, reference.encoder());
      assertEquals(128, reference.dimension());
      Template dark = encode(engine, TestPictures.lit(TestPictures.collins(), 0.6));
      Template small = encode(engine, TestPictures.resized(TestPictures.collins(), 0.5));
      Template other = encode(engine, TestPictures.hopper());
      assertTrue(reference.cosine(dark) > 0.97, () -> "dark " + reference.cosine(dark));
      assertTrue(reference.cosine(small) > 0.97, () -> "small " + reference.cosine(small));
      assertTrue(reference.cosine(other) < 0.9, () -> "other " + reference.cosine(other));
    }
  }

  private static Template encode(FaceEngine engine, Mat picture) {
    try (FaceSample sample = engine.sample(picture).orElseThrow()) {
      return dlib.encode(sample);
    } finally {
      picture.release();
    }
  }

  @Test
  void aMirroredSampleHasTheSameTemplate() throws ModelException {
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
        FaceSample sample = engine.sample(TestPictures.hopper()).orElseThrow()) {
      Mat flipped = new Mat();
      Core.flip(sample.bgr(), flipped, 1);
      try (FaceSample mirror = new FaceSample(flipped)) {
        // Not exactly: the chip's middle lies half a pixel off the sample's.
        assertTrue(dlib.encode(sample).cosine(dlib.encode(mirror)) > 0.99);
      }
    }
  }

  @Test
  void filesThatDoNotFitEachOtherAreATypedError(@TempDir Path clinic) throws IOException {
    // Listed by the clinic itself, so the hashes are right and the contents are not.
    Path weights = clinic.resolve(Model.DLIB_ENCODER.file());
    for (int length : new int[] {0, 1000, 6_444_031, 6_444_033}) {
      Files.write(weights, new byte[length]);
      Files.writeString(
          clinic.resolve(ModelCatalogue.SUMS_FILE), sha256(weights) + "  " + weights.getFileName());
      ModelException thrown =
          assertThrows(ModelException.class, () -> DlibEncoder.open(new ModelCatalogue(clinic)));
      assertTrue(thrown.getMessage().contains("MODEL-4"), thrown.getMessage());
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return java.util.HexFormat.of().formatHex(digest);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
