package org.vestibule.face.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renewable templates: cosines kept under one key, chance between two, back and forth exactly. */
class TemplateKeyTest {
  private static final EncoderId DEEP = new EncoderId("deep", 1);

  private final Random random = new Random(5);
  private final TemplateKey one = TemplateKey.random(new SecureRandom());
  private final TemplateKey two = TemplateKey.random(new SecureRandom());

  private Template template(int dimension) {
    float[] direction = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    return Template.ofDirection(DEEP, direction);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 128, 150, 512})
  void cosinesAreKeptUnderOneKey(int dimension) {
    for (int i = 0; i < 20; i++) {
      Template a = template(dimension);
      Template b = template(dimension);
      assertEquals(a.cosine(b), one.protect(a).cosine(one.protect(b)), 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 128, 512})
  void manyRenewalsLoseNothing(int dimension) {
    Template plain = template(dimension);
    Template kept = one.protect(plain);
    TemplateKey key = one;
    for (int i = 0; i < 10; i++) {
      TemplateKey next = TemplateKey.random(new SecureRandom());
      kept = next.protect(key.open(kept));
      key = next;
    }
    assertEquals(1, key.open(kept).cosine(plain), 1e-6);
  }

  /** One face under two keys: cosines of mean 0 and variance 1/n, as of two random directions. */
  @Test
  void acrossKeysOneFaceIsLikeTwoRandomDirections() {
    int dimension = 64;
    int keys = 400;
    Template plain = template(dimension);
    Template under = one.protect(plain);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < keys; i++) {
      Template other = TemplateKey.random(new SecureRandom()).protect(plain);
      double cosine = 0;
      for (int d = 0; d < dimension; d++) {
        cosine += (double) under.vector()[d] * other.vector()[d];
      }
      sum += cosine;
      squares += cosine * cosine;
    }
    // Five standard errors either way.
    assertEquals(0, sum / keys, 5 / Math.sqrt((double) dimension * keys));
    assertEquals(1, squares / keys * dimension, 5 * Math.sqrt(2.0 / keys));
  }

  @Test
  void templatesUnderTwoKeysOrNoneAreNeverCompared() {
    Template plain = template(512);
    assertThrows(
        IllegalArgumentException.class, () -> one.protect(plain).cosine(two.protect(plain)));
    assertThrows(IllegalArgumentException.class, () -> one.protect(plain).cosine(plain));
    assertThrows(IllegalArgumentException.class, () -> one.protect(two.protect(plain)));
    assertThrows(IllegalArgumentException.class, () -> one.open(two.protect(plain)));
    assertThrows(IllegalArgumentException.class, () -> one.open(plain));
  }

  @Test
  void aKeptKeyTurnsAsBefore() throws TemplateFormatException {
    Template plain = template(512);
    TemplateKey again = TemplateKey.of(one.bytes());
    assertEquals(one.id(), again.id());
    assertEquals(one.protect(plain), again.protect(plain));
    assertThrows(TemplateFormatException.class, () -> TemplateKey.of(new byte[31]));
  }

  /**
   * The rotation is part of the stored form: another version of this program must draw the same.
   */
  @Test
  void theSameSecretGivesTheSameRotationForEver() throws TemplateFormatException {
    float[] first = new float[4];
    first[0] = 1;
    float[] turned = TemplateKey.of(new byte[32]).protect(new Template(DEEP, first)).vector();
    // By an explicit product of matrices in another language, with OpenSSL as the source of bits.
    float[] expected = {-0.576199024f, 0.074197181f, 0.656205079f, 0.481543724f};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], turned[i], 1e-6);
    }
  }

  @Test
  void encodersAreTurnedEachByItsOwnRotation() {
    Template deep = template(64);
    Template other = new Template(new EncoderId("eigenface", 1), deep.vector());
    assertFalse(java.util.Arrays.equals(one.protect(deep).vector(), one.protect(other).vector()));
  }

  @Test
  void theKeyIsPartOfTheStoredForm() throws TemplateFormatException {
    Template kept = one.protect(template(512));
    Template read = Template.fromBytes(kept.toBytes());
    assertEquals(kept, read);
    assertEquals(one.id(), read.encoder().key());
    assertEquals(DEEP, read.encoder().plain());
    byte[] bytes = kept.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThrows(TemplateFormatException.class, () -> Template.fromBytes(cut));
    }
    bytes[14] = 'x';
    assertThrows(TemplateFormatException.class, () -> Template.fromBytes(bytes));
  }

  @Test
  void textFormsShowNothingOfTheSecret() {
    assertNotEquals(one.id(), two.id());
    assertTrue(one.toString().matches("TemplateKey\\[[0-9a-f]{8}]"));
  }
}
