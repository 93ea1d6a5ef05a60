package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The byte form is strict: exactly one well-formed template, or a typed error. */
class TemplateTest {
  private static final EncoderId ENCODER = new EncoderId("deep", 1);
  private static final int NAME = 6;
  private static final int VERSION = NAME + 4;
  private static final int DIMENSION = VERSION + 4;
  private static final int VALUES = DIMENSION + 2;

  private final Random random = new Random(7);

  private Template random(EncoderId encoder, int dimension) {
    float[] direction = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    return Template.ofDirection(encoder, direction);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 128, 512, 4096})
  void comesBackFromItsBytes(int dimension) throws TemplateFormatException {
    Template template = random(ENCODER, dimension);
    assertEquals(template, Template.fromBytes(template.toBytes()));
  }

  @Test
  void bytesAreTheDocumentedForm() {
    byte[] bytes = new Template(ENCODER, new float[] {0, 1}).toBytes();
    byte[] expected = {
      'V',
      'F',
      'T',
      'P',
      1,
      4,
      'd',
      'e',
      'e',
      'p',
      0,
      0,
      0,
      1,
      0,
      2,
      0,
      0,
      0,
      0,
      0x3f,
      (byte) 0x80,
      0,
      0
    };
    assertEquals(List.of(boxed(expected)), List.of(boxed(bytes)));
  }

  private static Byte[] boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    Arrays.setAll(boxed, i -> bytes[i]);
    return boxed;
  }

  @Test
  void refusesEveryCut() {
    byte[] bytes = random(ENCODER, 16).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      refused(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void refusesTrailingBytes() {
    byte[] bytes = random(ENCODER, 16).toBytes();
    refused(Arrays.copyOf(bytes, bytes.length + 1));
    refused(Arrays.copyOf(bytes, bytes.length + 4));
  }

  @Test
  void refusesAnotherMagicFormatOrEncoder() {
    byte[] bytes = random(ENCODER, 16).toBytes();
    refused(with(bytes, 0, (byte) 'X'));
    refused(with(bytes, 4, (byte) 2));
    refused(with(bytes, NAME, (byte) 'D'));
    refused(with(bytes, VERSION, (byte) 0x80));
  }

  @Test
  void refusesADimensionThatIsNotThatOfTheValues() {
    byte[] bytes = random(ENCODER, 16).toBytes();
    refused(with(bytes, DIMENSION, (byte) 0xff));
    refused(with(bytes, DIMENSION + 1, (byte) 15));
    refused(with(bytes, DIMENSION + 1, (byte) 0));
  }

  @Test
  void refusesValuesThatAreNotAUnitVector() {
    byte[] bytes = random(ENCODER, 16).toBytes();
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 3}) {
      byte[] broken = bytes.clone();
      ByteBuffer.wrap(broken).putFloat(VALUES, value);
      refused(broken);
    }
  }

  @Test
  void randomBytesAreRefusedOrRead() {
    byte[] bytes = random(ENCODER, 16).toBytes();
    for (int round = 0; round < 20_000; round++) {
      byte[] broken = bytes.clone();
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      try {
        Template read = Template.fromBytes(broken);
        assertEquals(16, read.dimension());
      } catch (TemplateFormatException e) {
        assertFalse(e.getMessage().isBlank());
      }
    }
  }

  private static void refused(byte[] bytes) {
    assertThrows(TemplateFormatException.class, () -> Template.fromBytes(bytes));
  }

  private static byte[] with(byte[] bytes, int index, byte value) {
    byte[] copy = bytes.clone();
    copy[index] = value;
    return copy;
  }

  @Test
  void isNeverComparedAcrossEncodersOrVersions() {
    Template one = random(ENCODER, 16);
    for (EncoderId other : List.of(new EncoderId("deep", 2), new EncoderId("eigenface", 1))) {
      assertThrows(IllegalArgumentException.class, () -> one.cosine(random(other, 16)));
      assertThrows(
          IllegalArgumentException.class,
          () -> Template.mean(List.of(one, random(other, 16)), new double[] {1, 1}));
    }
    assertThrows(IllegalArgumentException.class, () -> one.cosine(random(ENCODER, 17)));
  }

  @Test
  void cosineIsThatOfTheVectors() {
    for (int dimension : new int[] {1, 3, 4, 7, 512}) {
      Template a = random(ENCODER, dimension);
      Template b = random(ENCODER, dimension);
      double expected = 0;
      for (int i = 0; i < dimension; i++) {
        expected += (double) a.vector()[i] * b.vector()[i];
      }
      assertEquals(expected, a.cosine(b), 1e-6);
      assertEquals(1, a.cosine(a), 1e-6);
    }
  }

  @Test
  void meanLeansTowardsTheHeavierTemplate() {
    Template a = random(ENCODER, 64);
    Template b = random(ENCODER, 64);
    Template mean = Template.mean(List.of(a, b), new double[] {3, 1}).orElseThrow();
    assertEquals(true, mean.cosine(a) > mean.cosine(b));
    Template alone = Template.mean(List.of(a), new double[] {0.2}).orElseThrow();
    assertEquals(a.cosine(a), alone.cosine(a), 1e-6);
  }

  @Test
  void oppositesHaveNoMean() {
    Template there = new Template(ENCODER, new float[] {1});
    Template opposite = new Template(ENCODER, new float[] {-1});
    assertEquals(Optional.empty(), Template.mean(List.of(there, opposite), new double[] {1, 1}));
    assertEquals(
        Optional.of(there), Template.mean(List.of(there, opposite), new double[] {1, 0.9}));
  }

  @Test
  void textFormShowsNoValue() {
    assertEquals("Template[deep/1]", random(ENCODER, 512).toString());
  }
}
