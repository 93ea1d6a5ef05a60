package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is on disk as an index value was made by these rules: they never change. */
class NormalTest {
  @Test
  void knownAnswers() {
    assertEquals(List.of("obrien", "smith", "j", "3rd"), Normal.words("O'Brien-Smith,  J. 3rd"));
    assertEquals(List.of("maria", "jose"), Normal.words("María José"));
    assertEquals(List.of(), Normal.words(" -'- "));
    assertEquals("V004127", Normal.number("v-004 127"));
    assertEquals("12", Normal.number("１-２"));
    assertEquals("--", Normal.number(" -- "));
    assertEquals("6701234567", Normal.phone("+46 70 123 45 67"));
    assertEquals("0123", Normal.phone("٠١٢٣"));
    assertEquals("", Normal.phone("123"));
  }

  /** One letter more sends the same text the way of all scripts. */
  @Test
  void theShortWayForAsciiFindsTheSameWords() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append((char) random.nextInt(0x80));
      }
      List<String> expected = new ArrayList<>(Normal.words(text.toString()));
      expected.add("e");
      assertEquals(expected, Normal.words(text + " é"), () -> "for " + text.toString().hashCode());
      String number = Normal.number(text + "A");
      assertEquals(number + "É", Normal.number(text + "Aé"));
    }
  }
}
