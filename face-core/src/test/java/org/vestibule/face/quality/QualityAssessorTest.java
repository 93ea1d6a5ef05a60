package org.vestibule.face.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.vestibule.face.TestPictures;
import org.vestibule.face.detect.DnnFaceDetector;
import org.vestibule.face.detect.FaceAligner;
import org.vestibule.face.detect.FaceDetector;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.detect.LandmarkFinder;
import org.vestibule.face.detect.Landmarks;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;

class QualityAssessorTest {
  private FaceDetector detector;
  private LandmarkFinder finder;

  @BeforeEach
  void open() throws ModelException {
    detector = new DnnFaceDetector(new ModelCatalogue(), 0.3);
    finder = new LandmarkFinder(new ModelCatalogue());
  }

  private Landmarks landmarks(Mat picture) {
    return finder.find(picture, detector.detect(picture).get(0).box());
  }

  /** The face as it stands in {@code shown}, found in {@code found}, which has its shape. */
  private SampleQuality quality(Mat found, Mat shown, QualityLimits limits) {
    Landmarks landmarks = landmarks(found);
    try (FaceSample sample = new FaceAligner().align(shown, landmarks)) {
      return new QualityAssessor(limits).assess(landmarks, sample);
    }
  }

  private SampleQuality probe(Mat picture) {
    return quality(picture, picture, QualityLimits.probe());
  }

  @Test
  void thePortraitsAreGoodEnoughToEnrol() {
    for (Mat picture : new Mat[] {TestPictures.collins(), TestPictures.hopper()}) {
      SampleQuality quality = quality(picture, picture, QualityLimits.reference());
      assertEquals(Optional.empty(), quality.defect());
      assertTrue(quality.unified() > 70, "" + quality);
    }
  }

  @Test
  void aFarFaceIsTooSmall() {
    Mat far = TestPictures.resized(TestPictures.collins(), 0.25);
    Mat framed = new Mat();
    Core.copyMakeBorder(far, framed, 20, 20, 20, 20, Core.BORDER_REPLICATE);
    SampleQuality quality = probe(framed);
    assertEquals(Optional.of(SampleDefect.TOO_SMALL), quality.defect());
    assertEquals(11, quality.measure(QualityComponent.INTER_EYE_DISTANCE).value(), 3);
  }

  @Test
  void theMoreBlurTheLessSharp() {
    Mat picture = TestPictures.resized(TestPictures.collins(), 3);
    double before = 1;
    int unified = 101;
    for (double sigma : new double[] {1, 4, 8, 12, 16}) {
      SampleQuality quality =
          quality(picture, TestPictures.blurred(picture, sigma), QualityLimits.probe());
      double sharpness = quality.measure(QualityComponent.SHARPNESS).value();
      assertTrue(sharpness < before, "at " + sigma + ": " + sharpness);
      assertTrue(quality.unified() <= unified);
      before = sharpness;
      unified = quality.unified();
    }
  }

  @Test
  void aBlurredFaceIsRefused() {
    Mat picture = TestPictures.resized(TestPictures.collins(), 3);
    SampleQuality quality =
        quality(picture, TestPictures.blurred(picture, 14), QualityLimits.probe());
    assertEquals(Optional.of(SampleDefect.BLURRED), quality.defect());
  }

  @Test
  void aFaceInTheDarkIsRefused() {
    Mat picture = TestPictures.collins();
    SampleQuality quality =
        quality(picture, TestPictures.lit(picture, 0.08), QualityLimits.probe());
    assertEquals(Optional.of(SampleDefect.TOO_DARK), quality.defect());
    assertTrue(quality.measure(QualityComponent.UNDER_EXPOSURE_PREVENTION).value() > 0.9);
  }

  @Test
  void aFaceInGlaringLightIsRefused() {
    Mat picture = TestPictures.collins();
    SampleQuality quality = quality(picture, TestPictures.lit(picture, 4), QualityLimits.probe());
    assertEquals(Optional.of(SampleDefect.TOO_BRIGHT), quality.defect());
  }

  @Test
  void aFaceInAMistIsRefused() {
    Mat picture = TestPictures.collins();
    Mat mist = new Mat();
    picture.convertTo(mist, -1, 0.08, 120);
    SampleQuality quality = quality(picture, mist, QualityLimits.probe());
    assertEquals(Optional.of(SampleDefect.FLAT), quality.defect());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 0.7, 1.2})
  void ordinaryLightIsAccepted(double light) {
    Mat picture = TestPictures.lit(TestPictures.collins(), light);
    assertEquals(Optional.empty(), probe(picture).defect());
  }

  @Test
  void anEvenSampleIsNotSharp() {
    Landmarks landmarks = landmarks(TestPictures.collins());
    try (FaceSample even = new FaceSample(TestPictures.grey(112, 112, 90))) {
      SampleQuality quality = new QualityAssessor(QualityLimits.probe()).assess(landmarks, even);
      assertEquals(0, quality.measure(QualityComponent.SHARPNESS).value());
      assertEquals(0, quality.measure(QualityComponent.DYNAMIC_RANGE).value());
      assertEquals(0, quality.unified());
    }
  }
}
