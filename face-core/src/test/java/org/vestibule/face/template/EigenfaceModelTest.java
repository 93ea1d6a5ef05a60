package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.natives.OpenCv;

/** Training, encoding, pictures and bytes of eigenface models, on synthetic samples. */
class EigenfaceModelTest {
  private static final EncoderId ID = new EncoderId("eigenface", 4);
  private static final int FIRST_FLOAT = 4 + 1 + 4 + 2 + 2;

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  /** A smooth random pattern; the same number gives the same one. */
  static FaceSample pattern(int number, double light) {
    Mat small = new Mat(14, 14, CvType.CV_8UC3);
    Random random = new Random(number);
    byte[] pixels = new byte[14 * 14 * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      Arrays.fill(pixels, i, i + 3, (byte) (40 + random.nextInt(120)));
    }
    small.put(0, 0, pixels);
    Mat large = new Mat();
    Imgproc.resize(small, large, new Size(FaceSample.SIZE, FaceSample.SIZE));
    Core.multiply(large, Scalar.all(light), large);
    small.release();
    return new FaceSample(large);
  }

  private static EigenfaceModel model(int samples) {
    EigenfaceTrainer trainer = new EigenfaceTrainer();
    for (int i = 0; i < samples; i++) {
      try (FaceSample sample = pattern(i, 1)) {
        trainer.add("p", sample);
      }
    }
    return trainer.train(ID).orElseThrow();
  }

  private static Template encode(EigenfaceModel model, int number, double light) {
    try (FaceSample sample = pattern(number, light);
        EigenfaceEncoder encoder = new EigenfaceEncoder(model)) {
      return encoder.encode(sample);
    }
  }

  @Test
  void knowsASampleAgainInOtherLightAndTellsOthersApart() {
    EigenfaceModel model = model(12);
    for (int i = 0; i < 12; i++) {
      Template own = encode(model, i, 1);
      assertEquals(ID, own.encoder());
      assertEquals(model.components(), own.dimension());
      assertTrue(own.cosine(encode(model, i, 0.6)) > 0.9);
      assertTrue(own.cosine(encode(model, (i + 1) % 12, 1)) < 0.3);
    }
  }

  @Test
  void sameSamplesGiveTheSameModel() {
    assertArrayEquals(model(8).toBytes(), model(8).toBytes());
  }

  @Test
  void samplesThatDoNotDifferGiveNone() {
    EigenfaceTrainer trainer = new EigenfaceTrainer();
    assertEquals(Optional.empty(), trainer.train(ID));
    for (int i = 0; i < 3; i++) {
      try (FaceSample sample = pattern(1, 1)) {
        trainer.add("p", sample);
      }
      assertEquals(Optional.empty(), trainer.train(ID));
    }
  }

  @Test
  void aSampleWithoutAnyContrastStillEncodes() {
    EigenfaceModel model = model(5);
    try (FaceSample black = new FaceSample(new Mat(112, 112, CvType.CV_8UC3, Scalar.all(0)));
        EigenfaceEncoder encoder = new EigenfaceEncoder(model)) {
      assertEquals(model.components(), encoder.encode(black).dimension());
    }
  }

  @Test
  void meanAndEigenfacesArePictures() throws Exception {
    EigenfaceModel model = model(6);
    Mat mean = Images.decode(model.meanFacePng());
    assertEquals(mean.rows(), mean.cols());
    mean.release();
    for (int k = 0; k < model.components(); k++) {
      Mat eigenface = Images.decode(model.eigenfacePng(k));
      Core.MinMaxLocResult range = Core.minMaxLoc(eigenface.reshape(1));
      assertTrue(range.minVal <= 1 || range.maxVal >= 255, "uses the whole range of grey");
      eigenface.release();
    }
  }

  @Test
  void reconstructionsComeNearerWithMoreEigenfaces() {
    EigenfaceModel all = model(30);
    for (int i = 0; i < 30; i++) {
      try (FaceSample sample = pattern(i, 1)) {
        float[] input = EigenfaceInput.of(sample);
        double error = distance(input, all.reconstruct(input));
        // 98% of the variance is kept, so that of one sample little more than a tenth is missing.
        assertTrue(error < 0.3 * Math.sqrt(input.length), "sample " + i + ": " + error);
      }
    }
    try (FaceSample stranger = pattern(1000, 1)) {
      float[] input = EigenfaceInput.of(stranger);
      assertTrue(distance(input, all.reconstruct(input)) > 0.5 * Math.sqrt(input.length));
    }
  }

  private static double distance(float[] a, float[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }

  @Test
  void reconstructionsArePictures() throws Exception {
    EigenfaceModel model = model(6);
    try (FaceSample sample = pattern(2, 1)) {
      for (byte[] png : List.of(EigenfaceModel.inputPng(sample), model.reconstructionPng(sample))) {
        Mat picture = Images.decode(png);
        assertEquals(EigenfaceInput.SIDE, picture.rows());
        picture.release();
      }
    }
  }

  @Test
  void comesBackFromItsBytes() throws Exception {
    EigenfaceModel model = model(7);
    EigenfaceModel back = EigenfaceModel.fromBytes(model.toBytes());
    assertEquals(ID, back.id());
    assertArrayEquals(model.toBytes(), back.toBytes());
    assertEquals(encode(model, 3, 1), encode(back, 3, 1));
  }

  @Test
  void refusesBytesThatAreNotExactlyAModel() {
    byte[] bytes = model(3).toBytes();
    for (int length = 0; length < FIRST_FLOAT + 8; length++) {
      refused(Arrays.copyOf(bytes, length));
    }
    refused(Arrays.copyOf(bytes, bytes.length - 1));
    refused(Arrays.copyOf(bytes, bytes.length + 4));
    for (int index : new int[] {0, 4, 5, 9, 10, 11, 12}) {
      byte[] broken = bytes.clone();
      broken[index] ^= (byte) 0x80;
      refused(broken);
    }
    byte[] nan = bytes.clone();
    ByteBuffer.wrap(nan).putFloat(FIRST_FLOAT, Float.NaN);
    refused(nan);
    byte[] negative = bytes.clone();
    ByteBuffer.wrap(negative).putFloat(FIRST_FLOAT + Float.BYTES * EigenfaceInput.PIXELS, -1);
    refused(negative);
  }

  private static void refused(byte[] bytes) {
    assertThrows(TemplateFormatException.class, () -> EigenfaceModel.fromBytes(bytes));
  }
}
