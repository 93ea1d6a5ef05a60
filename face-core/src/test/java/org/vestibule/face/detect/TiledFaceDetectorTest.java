package org.vestibule.face.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Images;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

class TiledFaceDetectorTest {
  private static final int LEAST = 24;

  private List<DnnFaceDetector> nets;
  private FaceDetector still;

  @BeforeEach
  void open() throws ModelException {
    ModelCatalogue models = new ModelCatalogue();
    TiledFaceDetector.Care care = TiledFaceDetector.Care.still();
    nets =
        List.of(new DnnFaceDetector(models, care.hint()), new DnnFaceDetector(models, care.hint()));
    still = new TiledFaceDetector(nets, care);
  }

  @AfterEach
  void close() {
    still.close();
  }

  /** Crops of lfw from edge to edge, so without a neck or hair that would help. */
  @Test
  void ofThreeHundredFacesNineteenOfTwentyAreFound() throws Exception {
    try (ComposedCrowd crowd = ComposedCrowd.of(1)) {
      assertEquals(300, crowd.places().size());
      assertNineteenOfTwentyAreFound(crowd);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "30"})
  void beforeBlackAndDarkGreyToo(int grey) throws Exception {
    Mat canvas = new Mat(1008, 1920, CvType.CV_8UC3, Scalar.all(grey));
    try (ComposedCrowd crowd = ComposedCrowd.on(canvas, new Random(2))) {
      assertNineteenOfTwentyAreFound(crowd);
    }
  }

  @Test
  void beforePartsOfPhotographsToo() throws Exception {
    Mat canvas = new Mat(960, 1920, CvType.CV_8UC3);
    try (FaceFree scenes = FaceFree.open()) {
      for (int i = 0; i < 6; i++) {
        Mat scene = scenes.frame(25 * i);
        scene.copyTo(canvas.submat(new Rect(i % 3 * 640, i / 3 * 480, 640, 480)));
        scene.release();
      }
    }
    try (ComposedCrowd crowd = ComposedCrowd.on(canvas, new Random(3))) {
      assertNineteenOfTwentyAreFound(crowd);
    }
  }

  private void assertNineteenOfTwentyAreFound(ComposedCrowd crowd) {
    List<DetectedFace> others = new ArrayList<>(still.detect(crowd.canvas(), LEAST));
    int boxes = others.size();
    int faces = crowd.places().size();
    long found = crowd.places().stream().filter(place -> take(others, place)).count();
    System.out.printf("%d faces: %d found, %d false of %d%n", faces, found, others.size(), boxes);
    assertTrue(found >= 0.95 * faces, "found " + found);
    assertTrue(others.size() < 0.02 * boxes, "false " + others.size());
  }

  /** One box is taken for a place, so a second one on the same face is a false one. */
  private static boolean take(List<DetectedFace> faces, Box place) {
    for (DetectedFace face : faces) {
      if (DetectionTest.same(face.box(), place)) {
        faces.remove(face);
        return true;
      }
    }
    return false;
  }

  @Test
  void theCrowdIsFoundAsByOneLook() throws Exception {
    int missed = 0;
    int others = 0;
    for (Map.Entry<Path, List<Box>> photograph : DetectionTest.crowd().entrySet()) {
      Mat picture = Images.read(photograph.getKey());
      List<DetectedFace> faces = new ArrayList<>(still.detect(picture, LEAST));
      picture.release();
      for (Box label : photograph.getValue()) {
        missed += take(faces, label) ? 0 : 1;
      }
      others += faces.size();
    }
    assertEquals(0, missed);
    assertTrue(others <= 1, "boxes that are no face: " + others);
  }

  @ParameterizedTest
  @CsvSource({"320,240", "640,480", "240,1280", "1920,1080", "3840,600", "3840,2160", "2160,3840"})
  void aFaceIsFoundOnceInAnyShapeOfFrame(int width, int height) {
    Mat portrait = TestPictures.collins();
    // The face is a fifth of the portrait's height: 50 pixels.
    Mat small = TestPictures.resized(portrait, 240.0 / 512);
    for (int place = 0; place < 5; place++) {
      Mat frame = new Mat(height, width, CvType.CV_8UC3, Scalar.all(110));
      int x = (width - small.cols()) * place / 4;
      int y = (height - small.rows()) * place / 4;
      Mat part = frame.submat(new Rect(x, y, small.cols(), small.rows()));
      small.copyTo(part);
      List<DetectedFace> faces = still.detect(frame, LEAST);
      assertEquals(1, faces.size(), () -> faces.toString());
      assertEquals(x + 225 * 240 / 512.0, faces.get(0).box().centreX(), 15);
      assertEquals(y + 120 * 240 / 512.0, faces.get(0).box().centreY(), 18);
      part.release();
      frame.release();
    }
    small.release();
    portrait.release();
  }

  @ParameterizedTest
  @CsvSource({"0.3", "0.7", "1.5", "3"})
  void neitherLargeNorSmallFacesAreCutByTiles(double zoom) {
    Mat portrait = TestPictures.collins();
    Mat scaled = TestPictures.resized(portrait, zoom);
    Mat frame = new Mat(1600, 2600, CvType.CV_8UC3, Scalar.all(110));
    for (int x = 0; x < 1000; x += 333) {
      frame.setTo(Scalar.all(110));
      Mat part = frame.submat(new Rect(x, x / 20, scaled.cols(), scaled.rows()));
      scaled.copyTo(part);
      assertEquals(1, still.detect(frame, LEAST).size(), "at " + x);
      part.release();
    }
    frame.release();
    scaled.release();
    portrait.release();
  }
}
