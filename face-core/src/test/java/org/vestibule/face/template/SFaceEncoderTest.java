package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.objdetect.FaceRecognizerSF;
import org.vestibule.face.TestPictures;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.DnnFaceDetector;
import org.vestibule.face.detect.FaceAligner;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.detect.LandmarkFinder;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelCatalogue.Model;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.SuppliedModel;

/** The real net is not to be had where these tests are written: a shipped one takes its place. */
class SFaceEncoderTest {
  private final ModelCatalogue models = new ModelCatalogue();

  @TempDir Path folder;

  /** OpenCV's own recogniser around the same net, on the same sample, is the other tool. */
  @Test
  void featuresAreThoseOfOpenCvsRecogniser() throws Exception {
    byte[] onnx = models.bytes(Model.DEEP_ENCODER);
    Mat picture = TestPictures.collins();
    DetectedFace face = found(picture);
    Mat expected = new Mat();
    try (FaceSample sample = new FaceAligner().align(picture, face.landmarks().orElseThrow())) {
      recogniser(onnx).feature(sample.bgr(), expected);
      float[] wanted = new float[Math.toIntExact(expected.total())];
      expected.get(0, 0, wanted);
      float[] features = SFaceEncoder.features(SFaceEncoder.read(onnx), sample.bgr());
      assertArrayEquals(wanted, features, 1e-5f);
      assertEquals(512, features.length);
    }
  }

  /** Our sample shows what OpenCV's alignCrop cuts out for the same five points. */
  @Test
  void samplesAreAlignedAsByOpenCvsRecogniser() throws Exception {
    Mat picture = TestPictures.collins();
    DetectedFace face = found(picture);
    Mat row = new Mat(1, 15, CvType.CV_32F);
    List<Point> five = face.landmarks().orElseThrow().fivePoints();
    for (int i = 0; i < five.size(); i++) {
      row.put(0, 4 + 2 * i, five.get(i).x, five.get(i).y);
    }
    Mat theirs = new Mat();
    Mat difference = new Mat();
    try (FaceSample ours = new FaceAligner().align(picture, face.landmarks().orElseThrow())) {
      recogniser(models.bytes(Model.DEEP_ENCODER)).alignCrop(picture, row, theirs);
      Core.absdiff(ours.bgr(), theirs, difference);
      double mean = Core.mean(difference.reshape(1)).val[0];
      assertTrue(mean < 2, "grey levels apart: " + mean);
    }
  }

  private DetectedFace found(Mat picture) throws ModelException {
    try (DnnFaceDetector detector = new DnnFaceDetector(models);
        LandmarkFinder finder = new LandmarkFinder(models)) {
      return finder.find(picture, detector.detect(picture).get(0));
    }
  }

  private FaceRecognizerSF recogniser(byte[] onnx) throws Exception {
    Path file = Files.write(folder.resolve("net.onnx"), onnx);
    return FaceRecognizerSF.create(file.toString(), "");
  }

  @Test
  void aMissingAndAnotherFileAreRefused() throws Exception {
    assertTrue(refusal().getMessage().contains("MODEL-5"));
    Files.write(folder.resolve(SuppliedModel.SFACE.file()), models.bytes(Model.DEEP_ENCODER));
    assertTrue(refusal().getMessage().contains("MODEL-6"));
  }

  private ModelException refusal() {
    return assertThrows(
        ModelException.class, () -> SFaceEncoder.open(ModelCatalogue.withSupplied(folder)).close());
  }

  /** If a verified file still did not load: no crash, and a sentence. */
  @Test
  void whatOpenCvCannotReadIsRefused() {
    byte[] noOnnx = "no net".getBytes(StandardCharsets.US_ASCII);
    ModelException e = assertThrows(ModelException.class, () -> SFaceEncoder.read(noOnnx));
    assertTrue(e.getMessage().contains("MODEL-4"), e.getMessage());
  }
}
