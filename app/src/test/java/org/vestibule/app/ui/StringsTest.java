package org.vestibule.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kiosk's words in five languages. */
class StringsTest {
  private static final String KIOSK = "org.vestibule.app.kiosk.words";

  private static Properties words(Language language) throws IOException {
    String file =
        "/org/vestibule/app/kiosk/words"
            + (language == Language.ENGLISH ? "" : "_" + language.locale().getLanguage())
            + ".properties";
    Properties words = new Properties();
    try (InputStreamReader in =
        new InputStreamReader(
            StringsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
      words.load(in);
    }
    return words;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageSaysEverythingWithTheSamePlaces(Language language) throws IOException {
    Properties english = words(Language.ENGLISH);
    Properties own = words(language);
    assertEquals(
        new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(own.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertEquals(places(english.getProperty(key)), places(own.getProperty(key)), key);
    }
  }

  private static TreeSet<String> places(String text) {
    TreeSet<String> places = new TreeSet<>();
    Pattern.compile("\\{\\d}").matcher(text).results().forEach(r -> places.add(r.group()));
    return places;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void nothingIsShouted(Language language) throws IOException {
    assertFalse(words(language).values().stream().anyMatch(t -> t.toString().contains("!")));
  }

  /** JavaFX draws joiners and marks of direction as boxes. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void noMarkIsDrawnAsABox(Language language) throws IOException {
    assertFalse(
        words(language).values().stream()
            .anyMatch(
                t -> t.toString().matches(".*[\\u200B-\\u200F\\u202A-\\u202E\\u2066-\\u2069].*")));
  }

  @Test
  void aLanguageIsReadInItsScript() {
    assertEquals("आगे", Strings.load(KIOSK, Language.HINDI).get("next"));
    assertEquals("Step 2 of 3", Strings.load(KIOSK, Language.ENGLISH).get("steps", 2, 3));
  }

  @Test
  void aNameIsPutInBare() {
    String hello = Strings.load(KIOSK, Language.ARABIC).get("welcome.hello", "Kamala");
    assertEquals("مرحبًا Kamala.", hello);
  }
}
