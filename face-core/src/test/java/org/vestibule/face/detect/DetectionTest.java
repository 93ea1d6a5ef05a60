package org.vestibule.face.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Images;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

class DetectionTest {
  private static final Pattern LABELS =
      Pattern.compile("file='([^']+)'|top='(\\d+)' left='(\\d+)' width='(\\d+)' height='(\\d+)'");

  private final ModelCatalogue models = new ModelCatalogue();
  private FaceDetector detector;

  @BeforeEach
  void open() throws ModelException {
    detector = new DnnFaceDetector(models);
  }

  @Test
  void everyLabelledFaceOfTheCrowdIsFoundAndAtMostOneMore() throws Exception {
    int labelled = 0;
    int found = 0;
    int others = 0;
    for (Map.Entry<Path, List<Box>> photograph : crowd().entrySet()) {
      List<DetectedFace> faces = new ArrayList<>(detector.detect(Images.read(photograph.getKey())));
      for (Box label : photograph.getValue()) {
        labelled++;
        found += faces.removeIf(f -> same(f.box(), label)) ? 1 : 0;
      }
      others += faces.size();
    }
    assertEquals(43, labelled);
    assertEquals(labelled, found);
    assertTrue(others <= 1, "boxes that are no face: " + others);
  }

  /** The labels are looser than the detector's boxes: each holds the other's centre. */
  static boolean same(Box a, Box b) {
    return holds(a, b) && holds(b, a);
  }

  private static boolean holds(Box outer, Box inner) {
    return Math.abs(outer.centreX() - inner.centreX()) < outer.width() / 2
        && Math.abs(outer.centreY() - inner.centreY()) < outer.height() / 2;
  }

  static Map<Path, List<Box>> crowd() throws IOException {
    Map<Path, List<Box>> crowd = new TreeMap<>();
    for (String list : List.of("training.xml", "testing.xml")) {
      Path file = TestPictures.data("faces/crowd/" + list);
      Matcher m = LABELS.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      List<Box> boxes = List.of();
      while (m.find()) {
        if (m.group(1) != null) {
          boxes = new ArrayList<>();
          crowd.put(file.resolveSibling(m.group(1)), boxes);
        } else {
          boxes.add(new Box(number(m, 3), number(m, 2), number(m, 4), number(m, 5)));
        }
      }
    }
    return crowd;
  }

  private static double number(Matcher m, int group) {
    return Double.parseDouble(m.group(group));
  }

  @Test
  void aPortraitHasOneFaceWhereItIs() {
    assertHolds(only(detector.detect(TestPictures.collins())).box(), 225, 120);
    only(detector.detect(TestPictures.hopper()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.12, 0.25, 0.5, 1.6})
  void lightDoesNotHideIt(double light) {
    Mat picture = TestPictures.lit(TestPictures.collins(), light);
    assertHolds(only(detector.detect(picture)).box(), 225, 120);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-25, -12, 12, 25})
  void tiltDoesNotHideIt(double degrees) {
    only(detector.detect(TestPictures.turned(TestPictures.collins(), degrees)));
  }

  @Test
  void boxesGrowWithThePictureWhateverItsShape() {
    Mat picture = TestPictures.collins();
    Box box = only(detector.detect(picture)).box();
    Mat wide = new Mat();
    Core.copyMakeBorder(
        TestPictures.resized(picture, 0.9), wide, 0, 0, 200, 300, Core.BORDER_REPLICATE);
    Box inWide = only(detector.detect(wide)).box();
    assertEquals(200 + 0.9 * box.centreX(), inWide.centreX(), 8);
    assertEquals(0.9 * box.height(), inWide.height(), 12);
  }

  @Test
  void whereNobodyIsNobodyIsFound() {
    assertTrue(detector.detect(TestPictures.grey(640, 480, 90)).isEmpty());
    assertTrue(detector.detect(TestPictures.grey(640, 480, 0)).isEmpty());
    assertTrue(detector.detect(TestPictures.grey(1, 1, 200)).isEmpty());
    Mat rocket = TestPictures.collins().submat(new Rect(340, 0, 172, 280));
    assertTrue(detector.detect(rocket.clone()).isEmpty());
  }

  @Test
  void aPictureOfOneRowOrColumnHasNobody() throws ModelException {
    for (Size size : List.of(new Size(20_000, 1), new Size(1, 20_000))) {
      Mat line = new Mat(size, CvType.CV_8UC3, Scalar.all(90));
      try (FaceDetector net = new DnnFaceDetector(models);
          FaceDetector tiled = new TiledFaceDetector(List.of(net), TiledFaceDetector.Care.still());
          FaceDetector haar = new HaarFaceDetector(models, 0.15)) {
        assertEquals(List.of(), tiled.detect(line, 24));
        assertEquals(List.of(), haar.detect(line, 24));
      } finally {
        line.release();
      }
    }
  }

  @Test
  void twoPeopleAreTwoFaces() {
    Mat both = new Mat();
    Mat hopper = TestPictures.hopper().submat(new Rect(0, 0, 512, 512));
    Core.hconcat(List.of(TestPictures.collins(), hopper), both);
    assertEquals(2, detector.detect(both).size());
  }

  @Test
  void haarFindsThePortraitsToo() throws ModelException {
    try (FaceDetector haar = new HaarFaceDetector(models, 0.15)) {
      assertHolds(only(haar.detect(TestPictures.collins())).box(), 225, 120);
      only(haar.detect(TestPictures.hopper()));
      assertTrue(haar.detect(TestPictures.grey(640, 480, 90)).isEmpty());
    }
  }

  @Test
  void aFaceThatFillsThePictureIsFoundOnASecondLook() throws Exception {
    try (FaceDetector closeUps = new CloseUpDetector(new DnnFaceDetector(models))) {
      int missed = 0;
      int found = 0;
      for (int person = 1; person <= 40; person++) {
        for (Path file : somePictures(person)) {
          Mat picture = Images.read(file);
          missed += detector.detect(picture).isEmpty() ? 1 : 0;
          found += closeUps.detect(picture).isEmpty() ? 0 : 1;
          picture.release();
        }
      }
      assertTrue(missed > 0, "the crops are tight");
      assertTrue(found >= 118, "found " + found + " of 120");
    }
  }

  /** Three pictures by a stride through the folder, which is sorted by name. */
  private static List<Path> somePictures(int person) throws Exception {
    List<Path> all = Images.in(TestPictures.data("faces/lfw"));
    return List.of(all.get(person * 70), all.get(person * 70 + 23), all.get(person * 70 + 46));
  }

  @Test
  void aSecondLookFindsWhereTheFaceIs() throws ModelException {
    Mat close = TestPictures.collins().submat(new Rect(160, 50, 130, 130)).clone();
    try (FaceDetector closeUps = new CloseUpDetector(new Once(new DnnFaceDetector(models)))) {
      assertHolds(only(closeUps.detect(close)).box(), 65, 70);
    }
  }

  /** A detector that finds nothing the first time. */
  private static final class Once implements FaceDetector {
    private final FaceDetector detector;
    private boolean asked;

    Once(FaceDetector detector) {
      this.detector = detector;
    }

    @Override
    public List<DetectedFace> detect(Mat bgr) {
      List<DetectedFace> found = asked ? detector.detect(bgr) : List.of();
      asked = true;
      return found;
    }

    @Override
    public void close() {
      detector.close();
    }
  }

  @Test
  void aDamagedModelIsAnExceptionAndNoCrash(@TempDir Path clinic) throws IOException {
    String file = ModelCatalogue.Model.FACE_DETECTOR.file();
    Files.writeString(clinic.resolve(file), "no net");
    // printf 'no net' | sha256sum
    Files.writeString(
        clinic.resolve(ModelCatalogue.SUMS_FILE),
        "08da73af79a5688d88e2a2928542a0561dff3658b83f9e0845821e70e40731f3  " + file + "\n");
    ModelException e =
        assertThrows(
            ModelException.class, () -> new DnnFaceDetector(new ModelCatalogue(clinic)).close());
    assertTrue(e.getMessage().contains(file));
  }

  private static DetectedFace only(List<DetectedFace> faces) {
    assertEquals(1, faces.size(), () -> faces.toString());
    return faces.get(0);
  }

  private static void assertHolds(Box box, double x, double y) {
    boolean holds =
        Math.abs(box.centreX() - x) < box.width() / 3
            && Math.abs(box.centreY() - y) < box.height() / 3;
    assertTrue(holds, () -> box.toString());
  }
}
