package org.vestibule.app.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.List;
import javafx.scene.Scene;

/**
 * The three colour schemes. Each is AtlantaFX's Primer with our tokens over it; style sheets name
 * colours only by token ({@code -v-wall}, {@code -v-fill} …), so a scheme is one small file.
 */
public enum Theme {
  LIGHT("light"),
  DARK("dark"),
  CONTRAST("contrast");

  private final String name;

  Theme(String name) {
    this.name = name;
  }

  /**
   * Dresses a scene, replacing the scheme it wore. Other windows keep theirs. The fonts are loaded
   * on the way.
   *
   * @param more style sheets of the window itself, as resource URLs, strongest last
   */
  public void apply(Scene scene, String... more) {
    Fonts.load();
    scene.setUserAgentStylesheet(
        this == LIGHT
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
    scene.getStylesheets().setAll(url("tokens-" + name + ".css"), url("vestibule.css"));
    scene.getStylesheets().addAll(List.of(more));
    scene.getRoot().getStyleClass().removeAll("light", "dark", "contrast");
    scene.getRoot().getStyleClass().add(name);
  }

  private static String url(String file) {
    URL url = Theme.class.getResource(file);
    if (url == null) {
      throw new IllegalStateException("missing style sheet " + file);
    }
    return url.toExternalForm();
  }
}
