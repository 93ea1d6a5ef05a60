package org.vestibule.app.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;

/**
 * The shipped typeface: Noto Sans with its Arabic, Devanagari and Kannada cuts merged into one file
 * a weight, so that one family shapes all five languages. A weight is a family of its own, because
 * JavaFX finds no weights but 400 and 700 within one.
 */
public final class Fonts {
  private Fonts() {}

  /** The three weights in use. */
  public enum Weight {
    REGULAR("Vestibule Sans", "Regular"),
    MEDIUM("Vestibule Sans Medium", "Medium"),
    SEMIBOLD("Vestibule Sans SemiBold", "SemiBold");

    private final String family;
    private final String file;

    Weight(String family, String file) {
      this.family = family;
      this.file = "fonts/VestibuleSans-" + file + ".ttf";
    }

    /** The family's name, as style sheets say it. */
    public String family() {
      return family;
    }
  }

  /**
   * Makes the fonts known to JavaFX. Any thread; once is enough, more does no harm.
   *
   * @throws IllegalStateException if a font file is missing or JavaFX cannot read it
   */
  public static void load() {
    for (Weight weight : Weight.values()) {
      try (InputStream in = Fonts.class.getResourceAsStream(weight.file)) {
        if (in == null || Font.loadFont(in, 12) == null) {
          throw new IllegalStateException("cannot load the font " + weight.file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param size in pixels
   */
  public static Font of(Weight weight, double size) {
    return Font.font(weight.family, size);
  }
}
