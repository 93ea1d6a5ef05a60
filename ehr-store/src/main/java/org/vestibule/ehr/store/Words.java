package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of names and the places where each occurs. A search passes over all different words;
 * which letters a word has tells at once, for all but a few, that too many differ. For one thread.
 */
final class Words {
  private final List<Word> all = new ArrayList<>();
  private final Map<String, Word> byText = new HashMap<>();

  private static final class Word {
    private final String text;
    private final long letters;
    private int[] places = new int[1];
    private int count;

    Word(String text) {
      this.text = text;
      this.letters = letters(text);
    }
  }

  void add(String text, int place) {
    Word word = byText.get(text);
    if (word == null) {
      word = new Word(text);
      byText.put(text, word);
      all.add(word);
    }
    if (word.count == word.places.length) {
      word.places = Arrays.copyOf(word.places, 2 * word.count);
    }
    word.places[word.count++] = place;
  }

  void remove(String text, int place) {
    Word word = byText.get(text);
    int at = 0;
    while (word.places[at] != place) {
      at++;
    }
    word.places[at] = word.places[--word.count];
  }

  /**
   * How well each place fits the wanted words on average; 0 where one of them is not found.
   *
   * @param size number of places
   */
  float[] closeness(List<String> wanted, int size) {
    float[] sum = new float[size];
    for (int i = 0; i < wanted.size(); i++) {
      float[] fits = fits(wanted.get(i), size);
      for (int place = 0; place < size; place++) {
        boolean out = fits[place] == 0 || (i > 0 && sum[place] == 0);
        sum[place] = out ? 0 : sum[place] + fits[place] / wanted.size();
      }
    }
    return sum;
  }

  private float[] fits(String wanted, int size) {
    float[] best = new float[size];
    long letters = letters(wanted);
    // A mistake adds, takes away or exchanges one letter: at most two bits each.
    int different = 2 * Spelling.forgiven(wanted.length());
    for (Word word : all) {
      boolean possible =
          (letters & ~word.letters) == 0 || Long.bitCount(letters ^ word.letters) <= different;
      float closeness = possible ? (float) Spelling.closeness(wanted, word.text) : 0;
      if (closeness > 0) {
        for (int i = 0; i < word.count; i++) {
          best[word.places[i]] = Math.max(best[word.places[i]], closeness);
        }
      }
    }
    return best;
  }

  /** A bit for each letter there is; letters of large scripts share bits. */
  private static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters |= 1L << text.charAt(i);
    }
    return letters;
  }
}
