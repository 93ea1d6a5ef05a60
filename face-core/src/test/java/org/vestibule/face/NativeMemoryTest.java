package org.vestibule.face;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.opentest4j.AssertionFailedError;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.Images;
import org.vestibule.face.capture.LatestFrame;
import org.vestibule.face.detect.CloseUpDetector;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.DnnFaceDetector;
import org.vestibule.face.detect.FaceAligner;
import org.vestibule.face.detect.FaceDetector;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.detect.HaarFaceDetector;
import org.vestibule.face.detect.LandmarkFinder;
import org.vestibule.face.quality.QualityAssessor;
import org.vestibule.face.quality.QualityLimits;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.OpenCv;

class NativeMemoryTest {
  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  /**
   * Although the collector comes by, which frees what nobody released, and although much lies about
   * free from which it could be served.
   */
  @Test
  void oneSampleARoundThatNobodyReleasesIsSeen() {
    List<Mat> earlier = Stream.generate(NativeMemoryTest::sample).limit(2_000).toList();
    Mat keepsTheEnd = sample();
    earlier.forEach(Mat::release);
    assertThrows(
        AssertionFailedError.class,
        () ->
            NativeMemory.assertNoGrowth(
                30,
                NativeMemory.HALF_A_SAMPLE,
                () -> {
                  sample();
                  System.gc();
                }));
    keepsTheEnd.release();
  }

  @Test
  void oneThatIsReleasedIsNone() throws Exception {
    NativeMemory.assertNoGrowth(50, NativeMemory.HALF_A_SAMPLE, () -> sample().release());
  }

  private static Mat sample() {
    return new Mat(FaceSample.SIZE, FaceSample.SIZE, CvType.CV_8UC3, Scalar.all(1));
  }

  /** A frame a round is 49 times what may be leaked, an input of the detector as much. */
  @Test
  void theWayFromFrameToQualityReleasesEverything() throws Exception {
    ModelCatalogue models = new ModelCatalogue();
    Mat frame = new Mat();
    Imgproc.resize(TestPictures.collins(), frame, new Size(640, 480));
    QualityAssessor assessor = new QualityAssessor(QualityLimits.probe());
    try (FaceDetector detector = new DnnFaceDetector(models);
        LandmarkFinder finder = new LandmarkFinder(models)) {
      NativeMemory.assertNoGrowth(
          60,
          NativeMemory.HALF_A_SAMPLE,
          () -> {
            Mat copy = frame.clone();
            DetectedFace face = finder.find(copy, detector.detect(copy).get(0));
            try (FaceSample sample =
                new FaceAligner().align(copy, face.landmarks().orElseThrow())) {
              assessor.assess(face.landmarks().orElseThrow(), sample);
            }
            copy.release();
          });
    }
  }

  @Test
  void lookingInVainReleasesEverything() throws Exception {
    ModelCatalogue models = new ModelCatalogue();
    Mat empty = TestPictures.grey(1280, 720, 90);
    try (FaceDetector dnn = new CloseUpDetector(new DnnFaceDetector(models));
        FaceDetector haar = new HaarFaceDetector(models, 0.5)) {
      NativeMemory.assertNoGrowth(
          25,
          NativeMemory.HALF_A_SAMPLE,
          () -> {
            dnn.detect(empty);
            haar.detect(empty);
          });
    }
  }

  @Test
  void picturesThatCannotBeReadReleaseEverything() throws Exception {
    MatOfByte encoded = new MatOfByte();
    Imgcodecs.imencode(".png", TestPictures.collins(), encoded);
    byte[] damaged = encoded.toArray();
    damaged[damaged.length / 2] ^= 0x55;
    NativeMemory.assertNoGrowth(
        200,
        NativeMemory.HALF_A_SAMPLE,
        () -> assertThrows(CaptureException.class, () -> Images.decode(damaged)));
  }

  @Test
  void framesThatNobodyTakesAreReleased() throws Exception {
    try (LatestFrame slot = new LatestFrame()) {
      NativeMemory.assertNoGrowth(
          2000,
          NativeMemory.HALF_A_SAMPLE,
          () -> slot.put(new Frame(0, Duration.ZERO, TestPictures.grey(640, 480, 7))));
    }
  }
}
