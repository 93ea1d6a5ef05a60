package org.vestibule.app.ui;

import java.util.Locale;

/** The languages of the patient screens, in the order they are offered. */
public enum Language {
  ENGLISH("en", "English"),
  HINDI("hi", "हिन्दी"),
  KANNADA("kn", "ಕನ್ನಡ"),
  SPANISH("es", "Español"),
  ARABIC("ar", "العربية");

  private final Locale locale;
  private final String ownName;

  Language(String tag, String ownName) {
    this.locale = Locale.forLanguageTag(tag);
    this.ownName = ownName;
  }

  public Locale locale() {
    return locale;
  }

  /** The language's name in its own script. */
  public String ownName() {
    return ownName;
  }

  /** Whether its lines run from right to left. */
  public boolean rightToLeft() {
    return this == ARABIC;
  }

  /** Line height as a multiple of the type size: 1.4, taller for scripts that need it. */
  public double lineHeight() {
    return this == ENGLISH || this == SPANISH ? 1.4 : 1.6;
  }
}
