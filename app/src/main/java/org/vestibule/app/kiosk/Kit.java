package org.vestibule.app.kiosk;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Icon;
import org.vestibule.app.ui.Language;
import org.vestibule.app.ui.Strings;

/** The parts all patient screens are built from, in one language, size and orientation. */
final class Kit {
  /** Least edge of anything that can be touched, kiosk pixels: 15 mm. */
  static final double TARGET = 132;

  static final double MAIN_HEIGHT = 164;
  static final double GAP = 24;

  /** Height of a line of Noto Sans as JavaFX sets it, in type sizes. */
  private static final double NATURAL_LINE = 1.362;

  private final Strings words;
  private final TextSize.Scale size;
  private final boolean landscape;
  private final TapGuard taps;

  Kit(Strings words, TextSize.Scale size, boolean landscape, TapGuard taps) {
    this.words = words;
    this.size = size;
    this.landscape = landscape;
    this.taps = taps;
  }

  boolean landscape() {
    return landscape;
  }

  Language language() {
    return words.language();
  }

  String say(String key, Object... values) {
    return words.get(key, values);
  }

  /** Headlines and questions: lines stand closer. */
  Words head(String text, double px) {
    return label(text, Weight.SEMIBOLD, px, latin() ? (px < 70 ? 1.185 : 1.143) : 1.5);
  }

  /** A headline's size where there is little height: scripts with tall lines take less. */
  double headline(double px) {
    return latin() ? px : px * 0.78;
  }

  Words text(String text, Weight weight, double px) {
    return label(text, weight, px, words.language().lineHeight());
  }

  /** Text in the quieter colour. */
  Words quiet(String text, double px) {
    Words label = text(text, Weight.REGULAR, px);
    label.getStyleClass().add("muted");
    return label;
  }

  private boolean latin() {
    return words.language().lineHeight() < 1.5;
  }

  private Words label(String text, Weight weight, double px, double lineHeight) {
    Words label = new Words(text);
    label.setStyle(font(weight, px));
    label.setLineSpacing((lineHeight - NATURAL_LINE) * size.of(px));
    return label;
  }

  /** An inline style, because style sheets reach no size that depends on a choice. */
  String font(Weight weight, double px) {
    return "-fx-font-family: '" + weight.family() + "'; -fx-font-size: " + size.of(px) + "px;";
  }

  /** The filled button. */
  KioskButton main(String text, Runnable action) {
    return wide(text, null, 44, MAIN_HEIGHT, action, "main");
  }

  /** The other button of the same weight. */
  KioskButton other(String text, Icon icon, Runnable action) {
    return wide(text, icon.node(48), 44, MAIN_HEIGHT, action, "other");
  }

  /** The third way, quieter. */
  KioskButton third(String text, Runnable action) {
    return wide(text, null, 38, TARGET, action, "quiet");
  }

  KioskButton wide(
      String text, Node graphic, double px, double height, Runnable action, String kind) {
    Weight weight = kind.equals("quiet") ? Weight.MEDIUM : Weight.SEMIBOLD;
    KioskButton button = button(text, graphic, weight, px, action, kind);
    button.setLeastHeight(height);
    button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    button.setGraphicTextGap(24);
    return button;
  }

  /** One of two large answers: sign above words. */
  KioskButton tile(String text, Icon icon, Runnable action) {
    Words words = head(text, 44);
    Tile tile = new Tile(icon.node(90, 1.6), landscape ? 16 : 28, words, taps, action);
    tile.setLeastHeight(landscape ? 240 : 308);
    return tile;
  }

  /** A key of a pad, or a choice among several. */
  KioskButton button(
      String text,
      Node graphic,
      Weight weight,
      double px,
      Runnable action,
      String... styleClasses) {
    KioskButton button = new KioskButton(text, graphic, taps, action);
    button.getStyleClass().addAll(styleClasses);
    button.setStyle(font(weight, px));
    button.setTextAlignment(TextAlignment.CENTER);
    button.setMinWidth(TARGET);
    button.setLineSpacing(((latin() ? 1.2 : 1.5) - NATURAL_LINE) * size.of(px));
    return button;
  }

  /** Where in the check-in: three bars and the words. Empty outside it. */
  Optional<HBox> steps(int step, int of) {
    if (step == 0) {
      return Optional.empty();
    }
    HBox row = new HBox(14);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("steps");
    for (int i = 1; i <= of; i++) {
      Region bar = new Region();
      bar.getStyleClass().addAll("step", i <= step ? "step-done" : "step-open");
      bar.setMinSize(84, 12);
      bar.setMaxSize(84, 12);
      row.getChildren().add(bar);
    }
    Words words = quiet(say("steps", step, of), 32);
    HBox.setMargin(words, new Insets(0, 0, 0, 14));
    row.getChildren().add(words);
    return Optional.of(row);
  }

  /** Buttons side by side, of one width. */
  static HBox row(double gap, Node... nodes) {
    HBox row = new HBox(gap, nodes);
    for (Node node : nodes) {
      HBox.setHgrow(node, Priority.ALWAYS);
      ((Region) node).setPrefWidth(0);
    }
    row.setMinHeight(Region.USE_PREF_SIZE);
    return row;
  }

  /** Room of a fixed height that gives way when words need it. */
  static Region gap(double height) {
    Region gap = new Region();
    gap.setMinHeight(height <= GAP ? height : GAP - 8);
    gap.setPrefHeight(height);
    return gap;
  }

  /** Room of a fixed height. */
  static Region fixed(double height) {
    Region gap = gap(height);
    gap.setMinHeight(height);
    return gap;
  }

  /** Room that takes what is left. */
  static Region spring() {
    Region spring = new Region();
    spring.setPrefHeight(0);
    VBox.setVgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /** The languages, each in its own script. */
  HBox languages(KioskViewModel model) {
    HBox row = row(16);
    for (Language language : Language.values()) {
      boolean chosen = language == model.language().get();
      KioskButton button =
          button(
              language.ownName(),
              null,
              chosen ? Weight.SEMIBOLD : Weight.MEDIUM,
              36 / size.of(1),
              () -> model.language().set(language),
              "choice");
      if (chosen) {
        button.getStyleClass().add("chosen");
      }
      button.setMaxWidth(Double.MAX_VALUE);
      button.setPrefWidth(0);
      HBox.setHgrow(button, Priority.ALWAYS);
      row.getChildren().add(button);
    }
    return row;
  }
}
