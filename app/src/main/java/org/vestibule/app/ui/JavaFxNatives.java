package org.vestibule.app.ui;

import com.sun.glass.utils.NativeLibLoader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether this machine has what JavaFX needs to draw text. */
public final class JavaFxNatives {
  private JavaFxNatives() {}

  /**
   * Tries to load JavaFX's text libraries. They are part of the build but lean on system libraries
   * that a headless JDK package does not bring.
   *
   * @return empty when all is there; else one sentence that names what to install
   */
  public static Optional<String> missing() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    for (String library : List.of("javafx_font", "javafx_font_freetype", "javafx_font_pango")) {
      try {
        NativeLibLoader.loadLibrary(library);
      } catch (UnsatisfiedLinkError e) {
        return Optional.of(
            "JavaFX cannot draw text here: install libpango (Debian and Ubuntu: apt install"
                + " libpango-1.0-0 libpangoft2-1.0-0).");
      }
    }
    return Optional.empty();
  }
}
