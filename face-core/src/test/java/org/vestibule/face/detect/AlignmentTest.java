package org.vestibule.face.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.vestibule.face.TestPictures;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

class AlignmentTest {
  private FaceDetector detector;
  private LandmarkFinder finder;

  @BeforeEach
  void open() throws ModelException {
    ModelCatalogue models = new ModelCatalogue();
    detector = new DnnFaceDetector(models);
    finder = new LandmarkFinder(models);
  }

  private Landmarks landmarks(Mat picture) {
    return finder.find(picture, detector.detect(picture).get(0).box());
  }

  /** Positions read off the picture by eye. */
  @Test
  void eyesNoseAndMouthOfThePortraitAreWhereTheyAre() {
    List<Point> five = landmarks(TestPictures.collins()).fivePoints();
    assertNear(204, 100, five.get(0));
    assertNear(248, 103, five.get(1));
    assertNear(226, 122, five.get(2));
    assertNear(205, 140, five.get(3));
    assertNear(242, 144, five.get(4));
  }

  private static void assertNear(double x, double y, Point p) {
    assertTrue(Math.hypot(p.x - x, p.y - y) < 7, "expected " + x + ", " + y + " but was " + p);
  }

  @Test
  void landmarksDoNotCareHowLargeThePictureIs() {
    Mat picture = TestPictures.collins();
    Landmarks one = landmarks(picture);
    Landmarks two = landmarks(TestPictures.resized(picture, 2));
    for (int i = 0; i < Landmarks.COUNT; i++) {
      assertEquals(2 * one.points().get(i).x, two.points().get(i).x, 8);
      assertEquals(2 * one.points().get(i).y, two.points().get(i).y, 8);
    }
  }

  @Test
  void aBoxOverTheEdgeIsNoFailure() {
    Mat picture = TestPictures.collins();
    finder.find(picture, new Box(-60, -60, 120, 120));
    finder.find(picture, new Box(450, 450, 300, 300));
    finder.find(TestPictures.grey(1, 1, 9), new Box(0, 0, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-30, -15, 15, 30})
  void aTiltedFaceGivesTheSameSample(double degrees) {
    Mat picture = TestPictures.collins();
    FaceAligner aligner = new FaceAligner();
    try (FaceSample straight = aligner.align(picture, landmarks(picture))) {
      Mat tilted = TestPictures.turned(picture, degrees);
      try (FaceSample sample = aligner.align(tilted, landmarks(tilted))) {
        double difference =
            Core.norm(straight.bgr(), sample.bgr(), Core.NORM_L1)
                / (3.0 * FaceSample.SIZE * FaceSample.SIZE);
        assertTrue(difference < 20, "mean difference of 255: " + difference);
      }
    }
  }

  @Test
  void theSamplesEyesLieWhereTheEncodersExpectThem() {
    Mat picture = TestPictures.resized(TestPictures.collins(), 3);
    try (FaceSample sample = new FaceAligner().align(picture, landmarks(picture))) {
      Landmarks again = finder.find(sample.bgr(), new Box(6, 6, 104, 104));
      assertNear(38.3, 51.7, again.leftEye());
      assertNear(73.5, 51.5, again.rightEye());
    }
  }

  @Test
  void landmarksThatCoincideGiveASampleAllTheSame() {
    Landmarks point = new Landmarks(Collections.nCopies(Landmarks.COUNT, new Point(100, 100)));
    new FaceAligner().align(TestPictures.collins(), point).close();
  }

  @Test
  void aSimilarityIsFoundAgain() {
    Similarity known = new Similarity(0.3, -0.4, 17, -5);
    List<Point> from =
        List.of(new Point(0, 0), new Point(10, 3), new Point(-4, 8), new Point(6, 6));
    List<Point> to = new ArrayList<>();
    for (Point p : from) {
      to.add(
          new Point(
              known.a() * p.x - known.b() * p.y + known.tx(),
              known.b() * p.x + known.a() * p.y + known.ty()));
    }
    Similarity found = Similarity.between(from, to);
    assertEquals(known.a(), found.a(), 1e-12);
    assertEquals(known.b(), found.b(), 1e-12);
    assertEquals(known.tx(), found.tx(), 1e-12);
    assertEquals(known.ty(), found.ty(), 1e-12);
  }

  @Test
  void poseFollowsTheHeadAndIsMirroredInAMirror() {
    Mat picture = TestPictures.collins();
    HeadPose pose = HeadPose.of(landmarks(picture));
    assertEquals(0, pose.yaw(), 15);
    assertEquals(0, pose.pitch(), 15);
    Mat mirror = new Mat();
    Core.flip(picture, mirror, 1);
    HeadPose mirrored = HeadPose.of(landmarks(mirror));
    assertEquals(-pose.yaw(), mirrored.yaw(), 6);
    assertEquals(-pose.roll(), mirrored.roll(), 6);
    HeadPose tilted = HeadPose.of(landmarks(TestPictures.turned(picture, 20)));
    assertEquals(pose.roll() + 20, tilted.roll(), 6);
  }
}
