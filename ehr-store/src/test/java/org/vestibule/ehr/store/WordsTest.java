package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The index of words finds what comparing with each word finds, no more and no less. */
class WordsTest {
  private static final String LETTERS = "abcdeÄж꧁ನ";

  private final Random random = new Random(5);

  @Test
  void leavesNothingOut() {
    Words words = new Words();
    List<String> kept = new ArrayList<>();
    for (int place = 0; place < 3_000; place++) {
      String word = word();
      words.add(word, place);
      kept.add(word);
    }
    for (int place = 0; place < 3_000; place += 7) {
      words.remove(kept.get(place), place);
      kept.set(place, null);
    }
    int found = 0;
    for (int i = 0; i < 300; i++) {
      String wanted = word();
      float[] closeness = words.closeness(List.of(wanted), kept.size());
      for (int place = 0; place < kept.size(); place++) {
        String word = kept.get(place);
        float expected = word == null ? 0 : (float) Spelling.closeness(wanted, word);
        assertEquals(expected, closeness[place], wanted + " and " + word);
        found += expected > 0 ? 1 : 0;
      }
    }
    assertTrue(found > 300, "the words are alike enough to be found");
  }

  @Test
  void wantsEveryWord() {
    Words words = new Words();
    words.add("maria", 0);
    words.add("okonkwo", 0);
    words.add("maria", 1);
    float[] closeness = words.closeness(List.of("okonwko", "maria"), 2);
    assertEquals(0.9f, closeness[0], 1e-6);
    assertEquals(0, closeness[1]);
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int left = 1 + random.nextInt(9); left > 0; left--) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }
}
