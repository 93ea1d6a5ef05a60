package org.vestibule.app.ui;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of the screens in one language. Immutable, thread-safe.
 *
 * <p>A text may hold {@code {0}} and so on; apostrophes stand for themselves. What is put in is
 * isolated, so that a name or number of another writing direction does not disturb the sentence.
 */
public final class Strings {
  private static final char FIRST_STRONG_ISOLATE = '\u2068';
  private static final char POP_ISOLATE = '\u2069';

  private final Language language;
  private final ResourceBundle bundle;

  private Strings(Language language, ResourceBundle bundle) {
    this.language = language;
    this.bundle = bundle;
  }

  /**
   * Reads a bundle; a key that a language lacks is said in English.
   *
   * @param bundle full name of the UTF-8 properties, without language: {@code
   *     org.vestibule.app.kiosk.words}
   */
  public static Strings load(String bundle, Language language) {
    Locale locale = language == Language.ENGLISH ? Locale.ROOT : language.locale();
    ResourceBundle.Control control =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    return new Strings(
        language,
        ResourceBundle.getBundle(bundle, locale, Strings.class.getClassLoader(), control));
  }

  public Language language() {
    return language;
  }

  /**
   * @throws java.util.MissingResourceException if no language has the key
   */
  public String get(String key, Object... values) {
    String text = bundle.getString(key);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", isolated(values[i].toString()));
    }
    return text;
  }

  private String isolated(String value) {
    return language.rightToLeft() ? FIRST_STRONG_ISOLATE + value + POP_ISOLATE : value;
  }
}
