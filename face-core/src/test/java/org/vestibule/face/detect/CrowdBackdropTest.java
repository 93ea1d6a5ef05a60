package org.vestibule.face.detect;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Images;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.ModelCatalogue;

/**
 * 300 faces on 3840 x 2160 pixels by what is behind them, through the engine: prints how many are
 * found, how many boxes are no face, and how long it takes beside one face at 640 x 480.
 */
@Tag("measure")
class CrowdBackdropTest {
  private static final int WIDTH = 3840;
  private static final int HEIGHT = 2160;
  private static final int CANVASES = 4;
  private static final int SINGLE_LOOKS = 50;

  private static FaceEngine engine;
  private static Mat single;

  enum Backdrop {
    UNEVEN_GREY,
    BLACK,
    DARK_GREY,
    GREY,
    LIGHT_GREY,
    WHITE,
    NOISE,
    PHOTOGRAPHS,
    DOGS;

    /** Owned by the caller. */
    Mat canvas(long seed) throws Exception {
      return switch (this) {
        case UNEVEN_GREY -> ComposedCrowd.nobody(seed);
        case BLACK -> even(0);
        case DARK_GREY -> even(20);
        case GREY -> even(127);
        case LIGHT_GREY -> even(200);
        case WHITE -> even(255);
        case NOISE -> noise(seed);
        case PHOTOGRAPHS -> photographs();
        case DOGS -> repeated(Images.read(TestPictures.data("faces/crowd/dogs.jpg")));
      };
    }
  }

  @BeforeAll
  static void open() throws Exception {
    engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
    Mat portrait = TestPictures.collins();
    single = new Mat(480, 640, CvType.CV_8UC3, Scalar.all(127));
    Mat part = portrait.submat(new Rect(0, 0, 512, 480));
    part.copyTo(single.submat(new Rect(64, 0, 512, 480)));
    part.release();
    portrait.release();
  }

  @AfterAll
  static void close() {
    single.release();
    engine.close();
  }

  @ParameterizedTest
  @EnumSource
  void threeHundredFaces(Backdrop backdrop) throws Exception {
    double millis = millisOfOne();
    int faces = 0;
    int found = 0;
    int others = 0;
    double seconds = 0;
    for (int seed = 1; seed <= CANVASES; seed++) {
      try (ComposedCrowd crowd = ComposedCrowd.on(backdrop.canvas(seed), new Random(seed))) {
        long start = System.nanoTime();
        List<DetectedFace> boxes = new ArrayList<>(engine.detect(crowd.canvas()));
        seconds += (System.nanoTime() - start) / 1e9 / CANVASES;
        faces += crowd.places().size();
        found += (int) crowd.places().stream().filter(place -> take(boxes, place)).count();
        others += boxes.size();
      }
    }
    System.out.printf(
        "CROWD %s: %d of %d found, %d boxes no face; %.2f s a canvas, one face %.1f ms, ratio %.0f%n",
        backdrop, found, faces, others, seconds, millis, 1000 * seconds / millis);
    assertTrue(found >= 0.95 * faces, "found " + found);
    assertTrue(backdrop == Backdrop.DOGS || others < 0.02 * faces, "no face " + others);
  }

  private static double millisOfOne() {
    long start = System.nanoTime();
    for (int i = 0; i < SINGLE_LOOKS; i++) {
      engine.detect(single);
    }
    return (System.nanoTime() - start) / 1e6 / SINGLE_LOOKS;
  }

  private static boolean take(List<DetectedFace> faces, Box place) {
    for (DetectedFace face : faces) {
      if (face.box().overlap(place) >= 0.4) {
        return faces.remove(face);
      }
    }
    return false;
  }

  private static Mat even(int grey) {
    return new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, Scalar.all(grey));
  }

  private static Mat noise(long seed) {
    Mat canvas = even(0);
    Core.setRNGSeed((int) seed);
    Core.randu(canvas, 0, 256);
    return canvas;
  }

  /** Windows of 640 x 480 pixels from the face-free parts of photographs. */
  private static Mat photographs() throws Exception {
    Mat canvas = new Mat(HEIGHT + 240, WIDTH, CvType.CV_8UC3);
    try (FaceFree scenes = FaceFree.open()) {
      for (int i = 0; i < 30; i++) {
        Mat scene = scenes.frame(25 * i);
        scene.copyTo(canvas.submat(new Rect(i % 6 * 640, i / 6 * 480, 640, 480)));
        scene.release();
      }
    }
    return cut(canvas);
  }

  private static Mat repeated(Mat picture) {
    Mat canvas = new Mat();
    Core.repeat(picture, HEIGHT / picture.rows() + 1, WIDTH / picture.cols() + 1, canvas);
    picture.release();
    return cut(canvas);
  }

  private static Mat cut(Mat larger) {
    Mat canvas = larger.submat(new Rect(0, 0, WIDTH, HEIGHT)).clone();
    larger.release();
    return canvas;
  }
}
