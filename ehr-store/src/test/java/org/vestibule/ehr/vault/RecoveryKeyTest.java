package org.vestibule.ehr.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RecoveryKeyTest {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @Test
  void isPrintedInTenGroupsOfFourAndReadsAsTyped() {
    try (RecoveryKey key = RecoveryKey.random()) {
      String text = new String(key.text());
      assertTrue(text.matches("([0-9A-HJKMNP-TV-Z]{4}-){9}[0-9A-HJKMNP-TV-Z]{4}"));
      String typed = text.toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o');
      try (RecoveryKey read = RecoveryKey.parse(typed.replace('1', 'l').toCharArray())) {
        assertArrayEquals(key.text(), read.text());
      }
      assertFalse(key.toString().contains(text.substring(0, 5)));
    }
  }

  @Test
  void everySingleMistakeIsFoundAndItsGroupNamed() {
    String text;
    try (RecoveryKey key = RecoveryKey.random()) {
      text = new String(key.text()).replace("-", "");
    }
    for (int at = 0; at < text.length(); at++) {
      for (int i = 0; i < ALPHABET.length(); i++) {
        char c = ALPHABET.charAt(i);
        if (c == text.charAt(at)) {
          continue;
        }
        String wrong = text.substring(0, at) + c + text.substring(at + 1);
        assertEquals(at / 5 + 1, mistakeIn(wrong), wrong.length() + " at " + at);
      }
    }
  }

  @Test
  void swappedNeighboursAndSwappedGroupsAreFound() {
    String text;
    try (RecoveryKey key = RecoveryKey.random()) {
      text = new String(key.text()).replace("-", "");
    }
    for (int at = 0; at + 1 < text.length(); at++) {
      if (at % 5 != 4 && text.charAt(at) != text.charAt(at + 1)) {
        String wrong =
            text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
        assertEquals(at / 5 + 1, mistakeIn(wrong));
      }
    }
    String swapped = text.substring(5, 10) + text.substring(0, 5) + text.substring(10);
    assertEquals(1, mistakeIn(swapped));
  }

  @Test
  void aShortOrLongKeyIsSaidToBeThat() {
    assertEquals(0, mistakeIn(""));
    assertEquals(0, mistakeIn("A".repeat(39)));
    assertEquals(0, mistakeIn("A".repeat(41)));
    assertEquals(1, mistakeIn("!".repeat(40)));
  }

  @Test
  void theSentenceNamesThePrintedGroups() {
    assertEquals(List.of(1, 2), printed(new MistypedRecoveryKeyException(1)));
    assertEquals(List.of(4, 5), printed(new MistypedRecoveryKeyException(4)));
    assertEquals(List.of(9, 10), printed(new MistypedRecoveryKeyException(8)));
  }

  private static List<Integer> printed(MistypedRecoveryKeyException said) {
    return Pattern.compile("\\d+")
        .matcher(said.getMessage())
        .results()
        .map(number -> Integer.valueOf(number.group()))
        .toList();
  }

  @Test
  void closingWipesIt() {
    RecoveryKey key = RecoveryKey.random();
    key.close();
    assertArrayEquals(new char[40], key.secret());
  }

  private static int mistakeIn(String typed) {
    return assertThrows(
            MistypedRecoveryKeyException.class, () -> RecoveryKey.parse(typed.toCharArray()))
        .group();
  }
}
