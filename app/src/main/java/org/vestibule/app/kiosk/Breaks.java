package org.vestibule.app.kiosk;

import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Breaks the lines of Devanagari, Kannada and Arabic for a label or button.
 *
 * <p>JavaFX 21 breaks a line inside a shaped run but then draws the whole run on the first line and
 * its rest again on the next (seen with Noto Sans Devanagari and Kannada as they come). Line feeds
 * put in beforehand part the runs and are drawn rightly. Latin text is left to JavaFX.
 */
final class Breaks {
  private static final char FIRST_SHAPED = '\u0590';

  private final Labeled labeled;
  private String whole = "";
  private boolean shaped;

  Breaks(Labeled labeled) {
    this.labeled = labeled;
  }

  /** The words to show, unbroken; screen readers get them as they are. */
  void say(String text) {
    whole = text;
    shaped = text.chars().anyMatch(c -> c >= FIRST_SHAPED && c < '\u2000');
    labeled.setWrapText(!shaped);
    labeled.setAccessibleText(text.replace('\n', ' '));
    labeled.setText(text);
  }

  boolean shaped() {
    return shaped;
  }

  /** Puts the line feeds in for the width the control has. Before it lays itself out. */
  void lay() {
    if (shaped && labeled.getWidth() > 0) {
      String broken = broken(labeled.getWidth());
      if (!broken.equals(labeled.getText())) {
        labeled.setText(broken);
      }
    }
  }

  double prefWidth() {
    return width(whole, labeled.getFont()) + around() + 1;
  }

  double prefHeight(double width) {
    Text text = new Text(width < 0 ? whole : broken(width));
    text.setFont(labeled.getFont());
    text.setLineSpacing(labeled.getLineSpacing());
    double words = text.getLayoutBounds().getHeight();
    Node graphic = labeled.getGraphic();
    double inside = words;
    if (graphic != null && labeled.getContentDisplay() == ContentDisplay.TOP) {
      inside = words + labeled.getGraphicTextGap() + graphic.prefHeight(-1);
    } else if (graphic != null) {
      inside = Math.max(words, graphic.prefHeight(-1));
    }
    return Math.ceil(inside) + labeled.getInsets().getTop() + labeled.getInsets().getBottom();
  }

  /** Width taken by what stands beside the words. */
  private double around() {
    double width = labeled.getInsets().getLeft() + labeled.getInsets().getRight();
    boolean beside =
        labeled.getGraphic() != null && labeled.getContentDisplay() != ContentDisplay.TOP;
    return beside
        ? width + labeled.getGraphic().prefWidth(-1) + labeled.getGraphicTextGap()
        : width;
  }

  private String broken(double width) {
    double room = width - around();
    StringBuilder lines = new StringBuilder();
    for (String paragraph : whole.split("\n")) {
      String line = "";
      for (String word : paragraph.split(" ")) {
        String longer = line.isEmpty() ? word : line + " " + word;
        if (!line.isEmpty() && width(longer, labeled.getFont()) > room) {
          lines.append(line).append('\n');
          line = word;
        } else {
          line = longer;
        }
      }
      lines.append(line).append('\n');
    }
    return lines.substring(0, lines.length() - 1);
  }

  private static double width(String words, Font font) {
    Text text = new Text(words);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }
}
