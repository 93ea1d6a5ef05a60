package org.vestibule.app.ui;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of the screens in one language. Immutable, thread-safe.
 *
 * <p>A text may hold {@code {0}} and so on; apostrophes stand for themselves. A name or number of
 * another writing direction is put in bare: JavaFX draws the isolating marks U+2068 and U+2069 as
 * boxes, and in these sentences the direction of the paragraph is enough.
 */
public final class Strings {
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
      text = text.replace("{" + i + "}", values[i].toString());
    }
    return text;
  }
}
