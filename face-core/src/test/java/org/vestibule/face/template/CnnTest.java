package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.natives.OpenCv;

/** The small network: its gradient, its training and its bytes, on synthetic samples. */
class CnnTest {
  private static final EncoderId ID = new EncoderId("cnn", 3);
  private static final int PEOPLE = 4;

  private static CnnModel model;

  @BeforeAll
  static void train() {
    OpenCv.load();
    model = trainer(PEOPLE).train(ID, 7, 2).orElseThrow();
  }

  private static CnnTrainer trainer(int people) {
    CnnTrainer trainer = new CnnTrainer();
    for (int p = 0; p < people; p++) {
      for (double light : new double[] {1, 0.8}) {
        try (FaceSample sample = EigenfaceModelTest.pattern(p, light)) {
          trainer.add("p" + p, sample);
        }
      }
    }
    return trainer;
  }

  /** Differences of the loss for each weight, against what is handed back. */
  @Test
  void theGradientIsThatOfTheLoss() {
    CnnShape shape = new CnnShape(20, 2, 3, 5, 4);
    SplittableRandom random = new SplittableRandom(1);
    float[] weights = CnnTrainer.beginning(shape, random);
    float[] picture = new float[20 * 20];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) random.nextDouble(-2, 2);
    }
    float[] keep = new float[shape.flat()];
    for (int j = 0; j < keep.length; j++) {
      keep[j] = j % 3 == 0 ? 0 : 1.5f;
    }
    CnnPass pass = new CnnPass(shape);
    float[] gradient = new float[weights.length];
    pass.learn(weights, picture, 2, keep, gradient);
    double largest = 0;
    for (float slope : gradient) {
      largest = Math.max(largest, Math.abs(slope));
    }
    assertTrue(largest > 0.01, "there is something to compare");
    float[] unused = new float[weights.length];
    // Small, so as not to carry a value over a rectifier's edge, where there is no gradient.
    float step = 3e-4f;
    for (int w = 0; w < weights.length; w++) {
      float[] moved = weights.clone();
      moved[w] = weights[w] + step;
      double up = pass.learn(moved, picture, 2, keep, unused);
      moved[w] = weights[w] - step;
      double down = pass.learn(moved, picture, 2, keep, unused);
      assertEquals((up - down) / (2 * step), gradient[w], 1e-3 * largest, "weight " + w);
    }
  }

  @Test
  void namesThePeopleItWasTrainedOn() {
    assertEquals(List.of("p0", "p1", "p2", "p3"), model.people());
    try (CnnEncoder encoder = new CnnEncoder(model)) {
      for (int p = 0; p < PEOPLE; p++) {
        try (FaceSample darker = EigenfaceModelTest.pattern(p, 0.6)) {
          Template probe = encoder.encode(darker);
          assertEquals(ID, probe.encoder());
          String named =
              model.people().stream()
                  .max(Comparator.comparingDouble(who -> probe.cosine(model.direction(who))))
                  .orElseThrow();
          assertEquals("p" + p, named);
        }
      }
    }
    assertThrows(IllegalArgumentException.class, () -> model.direction("somebody"));
  }

  @Test
  void theSameSeedGivesTheSameModelWithAnyNumberOfThreads() {
    byte[] one = trainer(2).train(ID, 7, 1).orElseThrow().toBytes();
    assertArrayEquals(one, trainer(2).train(ID, 7, 3).orElseThrow().toBytes());
    byte[] other = trainer(2).train(ID, 8, 2).orElseThrow().toBytes();
    assertTrue(!Arrays.equals(one, other), "another seed, another model");
  }

  @Test
  void onePersonCannotBeToldApart() {
    assertEquals(Optional.empty(), new CnnTrainer().train(ID, 1, 1));
    assertEquals(Optional.empty(), trainer(1).train(ID, 1, 1));
  }

  @Test
  void anInterruptEndsTheTraining() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> trainer(2).train(ID, 1, 1));
    assertTrue(Thread.interrupted(), "and is not swallowed");
  }

  @Test
  void comesBackFromItsBytes() throws Exception {
    CnnModel back = CnnModel.fromBytes(model.toBytes());
    assertEquals(ID, back.id());
    assertEquals(model.people(), back.people());
    assertArrayEquals(model.toBytes(), back.toBytes());
    assertEquals(model.direction("p2"), back.direction("p2"));
  }

  @Test
  void refusesBytesThatAreNotExactlyAModel() {
    byte[] bytes = model.toBytes();
    int head = 4 + 1 + 4 + 5 * 2;
    for (int length = 0; length < head + 20; length++) {
      refused(Arrays.copyOf(bytes, length));
    }
    refused(Arrays.copyOf(bytes, bytes.length - 1));
    refused(Arrays.copyOf(bytes, bytes.length + 4));
    for (int index : new int[] {0, 4, 5, 9, 10, 11, 13, 15, 17}) {
      byte[] broken = bytes.clone();
      broken[index] ^= (byte) 0x80;
      refused(broken);
    }
    byte[] nan = bytes.clone();
    ByteBuffer.wrap(nan).putFloat(nan.length - Float.BYTES, Float.NaN);
    refused(nan);
  }

  private static void refused(byte[] bytes) {
    assertThrows(TemplateFormatException.class, () -> CnnModel.fromBytes(bytes));
  }
}
