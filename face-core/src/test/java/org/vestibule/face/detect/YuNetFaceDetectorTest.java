package org.vestibule.face.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.objdetect.FaceDetectorYN;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;
import org.vestibule.natives.SuppliedModel;

/** Everything around the net; the net itself is not to be had where these tests are written. */
class YuNetFaceDetectorTest {
  @TempDir Path folder;

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @Test
  void rowsBecomeFacesInThePicturesPixelsSurestFirst() {
    Mat rows = new Mat(3, 15, CvType.CV_32F);
    rows.put(0, 0, 10, 20, 30, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.75);
    rows.put(1, 0, 100, 50, 60, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.95);
    rows.put(2, 0, 5, 5, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.99);
    List<DetectedFace> faces = YuNetFaceDetector.faces(rows, 0.5);
    assertEquals(2, faces.size(), "a box without a width is none");
    assertEquals(new Box(200, 100, 120, 160), faces.get(0).box());
    assertEquals(0.95, faces.get(0).confidence(), 1e-6);
    assertEquals(new Box(20, 40, 60, 80), faces.get(1).box());
    assertTrue(YuNetFaceDetector.faces(new Mat(), 1).isEmpty());
  }

  @Test
  void thePictureIsShrunkAsFarAsTheSmallestFaceAllows() {
    assertEquals(1, zoom(640, 480, 24));
    assertEquals(1, zoom(112, 112, 24));
    assertEquals(1 / 3.0, zoom(1920, 1080, 60), 1e-9);
    assertEquals(16 / 24.0, zoom(1920, 1080, 24), 1e-9);
    assertEquals(0.5, zoom(3840, 2160, 24), 1e-9);
  }

  private static double zoom(int width, int height, double leastHeight) {
    return YuNetFaceDetector.zoom(new Mat(height, width, CvType.CV_8UC3), leastHeight);
  }

  @Test
  void aMissingAndAnotherFileAreRefused() throws Exception {
    assertTrue(refusal().getMessage().contains("MODEL-5"));
    byte[] other = new ModelCatalogue().bytes(ModelCatalogue.Model.FACE_DETECTOR);
    Files.write(folder.resolve(SuppliedModel.YUNET.file()), other);
    assertTrue(refusal().getMessage().contains("MODEL-6"));
  }

  private ModelException refusal() {
    ModelCatalogue models = ModelCatalogue.withSupplied(folder);
    return assertThrows(ModelException.class, () -> new YuNetFaceDetector(models, 0.9).close());
  }

  /** OpenCV takes any net; one without YuNet's outputs fails at the first picture, by a throw. */
  @Test
  void aNetIsReadFromItsBytesAndAnotherNetDoesNotCrash() throws Exception {
    byte[] other = new ModelCatalogue().bytes(ModelCatalogue.Model.FACE_DETECTOR);
    FaceDetectorYN net = YuNetFaceDetector.read(other, 0.75);
    assertEquals(0.75f, net.getScoreThreshold());
    Mat picture = Mat.zeros(240, 320, CvType.CV_8UC3);
    net.setInputSize(picture.size());
    assertThrows(CvException.class, () -> net.detect(picture, new Mat()));
  }

  /** If a verified file still did not load: no crash, and a sentence. */
  @Test
  void whatOpenCvCannotReadIsRefused() {
    byte[] noOnnx = "no net".getBytes(StandardCharsets.US_ASCII);
    ModelException e =
        assertThrows(ModelException.class, () -> YuNetFaceDetector.read(noOnnx, 0.9));
    assertTrue(e.getMessage().contains("MODEL-4"), e.getMessage());
  }
}
